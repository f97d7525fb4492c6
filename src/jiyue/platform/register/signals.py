"""What the ledgers tell the rooms above."""

from django.dispatch import Signal

# Sent inside the transaction of the act with `site` when something changed that the site's public pages show;
# receivers enqueue what is to follow, so that a crash loses nothing.
site_changed = Signal()
