"""Landing pages, menus and sign-in of the staff side; combines the rooms below, owns no tables (4.2, 4.6, 4.9, 19.7, 31.1, 33.1, 38.2)."""
