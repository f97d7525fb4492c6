"""One inspection's walk over a site: which addresses, in which order, how politely, and what is kept of them."""
