"""The regulator's morning: strip, figures, duties in order of legal due time, site matrix, trend (screen 1)."""
