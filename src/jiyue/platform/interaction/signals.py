"""What messages tell the rooms above."""

from django.dispatch import Signal

# Sent with `message` inside the transaction of the act when its answer appeared in public, or went.
answer_changed = Signal()
