"""Rectification orders: sent, answered, re-inspected, closed (33.2, 34.1)."""
