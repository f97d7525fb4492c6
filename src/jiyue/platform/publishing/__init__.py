"""Columns and pages of the public sites, and their baking to files with recorded dependencies and a signed manifest.

Serves chapters 12, 16, 20, 22 and 28.1 (12, 13.8, 16.1, 28.1).
"""
