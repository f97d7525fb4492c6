"""The Django project: one folder per domain; a folder's docstring says what it owns and which chapters it serves."""
