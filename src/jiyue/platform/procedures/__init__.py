"""Cases of the rulebook's procedures, from application to effect: temporary offline (9.1 to 9.3) and those that follow as data."""
