"""The ledgers: sites with their domains and marks, and the columns that each site has promised to keep (7, 8, 10, 29.1, 32.2)."""
