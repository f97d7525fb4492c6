"""The workbench's front door: what waits for this person this morning, gathered from the rooms below (screens §3)."""
