"""What monitoring tells the rooms above."""

from django.dispatch import Signal

# Sent inside the transaction that stores a run, with `site` and `run`.
site_measured = Signal()
