"""City profiles as data, and their loader (`profile`): units, sites, columns, people and demonstration content of each city."""
