"""What the repository tells the rooms above, and itself."""

from django.dispatch import Signal

# Sent with `resource`, `revision`, `person` whenever a next text was saved, by whatever screen.
revision_saved = Signal()
# The next three are sent inside the transaction of the act: receivers enqueue what is to follow, so that a crash loses nothing.
# Sent with `resource` when its live text appeared, changed or went; `is_new` when it was never live before.
resource_published = Signal()
resource_withdrawn = Signal()
# Sent with `resource`, `column` when it was put into, or taken out of, a column while live.
placement_changed = Signal()
