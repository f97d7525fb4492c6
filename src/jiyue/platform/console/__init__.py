"""Landing pages, menus and sign-in of the staff side; combines the rooms below, owns no tables (screens 1, 3, 4)."""
