"""Reports for people and for programs: a printable page and JSON by a published schema."""
