"""The screens of applications and filings: list, application, case, files (screen 2)."""
