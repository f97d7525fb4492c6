"""One search over all sites of the city: one interface, an index of its own at home, only what is live (14.2)."""
