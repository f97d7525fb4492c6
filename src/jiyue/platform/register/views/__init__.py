"""The ledgers' screens: exceptions listed, granted and revoked; a site entered."""
