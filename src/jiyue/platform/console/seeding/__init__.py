"""Setting up a city from its profile: units, people, sites, columns, demonstration content. Safe to run again."""
