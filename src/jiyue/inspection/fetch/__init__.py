"""Fetching: one address at a time, within limits, guarded, with evidence. Never raises for what a site does."""
