"""Small parts without a word of the domain: base querysets, refusals, request type. Owns no tables."""
