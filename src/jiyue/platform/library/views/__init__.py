"""The workbench's screens on resources: the editor's page of a draft, and the reviewer's desk (screen 3)."""
