"""The ledger of sites as a list, and one file per site (一站一档): identity, verdict, columns, findings, timeline (screen 4)."""
