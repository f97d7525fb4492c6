"""What is wrong, where, since when, by which clause, with which evidence; opened and closed by the rooms above (32.7, 33.2)."""
