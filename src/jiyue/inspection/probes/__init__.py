"""Single questions to the net apart from the walk: is our own way out open, does the home page open in time."""
