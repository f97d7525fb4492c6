"""What a change in the repository, the register or the answers brings for the index."""

from typing import Any

from jiyue.platform.interaction import signals as interaction_signals
from jiyue.platform.interaction.models import Message
from jiyue.platform.library import signals as library_signals
from jiyue.platform.library.models import Resource
from jiyue.platform.search import documents, tasks


def connect() -> None:
    """Listen to the rooms below; each act enqueues its task in its own transaction, so that a crash loses nothing."""
    for signal in (
        library_signals.resource_published,
        library_signals.resource_withdrawn,
        library_signals.placement_changed,
    ):
        signal.connect(_resource_changed, dispatch_uid=f"search-{id(signal)}")
    interaction_signals.answer_changed.connect(_answer_changed, dispatch_uid="search-answer")


def _resource_changed(*, resource: Resource, **_kwargs: Any) -> None:
    tasks.index_rows.enqueue([documents.ref(resource)])


def _answer_changed(*, message: Message, **_kwargs: Any) -> None:
    tasks.index_rows.enqueue([documents.ref(message)])
