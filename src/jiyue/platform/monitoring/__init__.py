"""Rounds of inspection over the city's sites: what was measured, in which state, with which verdict; findings follow (4.3, 33.1)."""
