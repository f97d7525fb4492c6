"""What the screens and the printed annex show of a case, as plain data for their templates."""
