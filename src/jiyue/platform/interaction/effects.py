"""What an answer brings for the public tree: its own page, the lists of public answers, the home page's figures."""

from jiyue.platform.interaction.models import Message
from jiyue.platform.interaction.signals import answer_changed
from jiyue.platform.publishing import reactions
from jiyue.platform.publishing.pages.catalogue import PageKey
from jiyue.platform.publishing.pages.items import chunk_count
from jiyue.platform.register.models import Feed


def rebake_answers(message: Message, *, is_gone: bool = False) -> None:
    """Have the pages made anew that show a message's answer; `is_gone`: showed it, so that the lists close up behind it.

    Called in the transaction of the act, so that a crash loses nothing. A new answer changes the newest chunks alone.
    """
    site = message.site
    last = chunk_count(Message.objects.public().filter(site=site).count())
    keys = [PageKey("message", message.pk), PageKey("home")]
    for column in site.columns.in_use().filter(fed_by=Feed.MESSAGES):
        keys += [
            PageKey("column", column.pk),
            *(PageKey("column", column.pk, chunk) for chunk in (last - 2, last - 1) if chunk > 0),
        ]
    tags = [f"message:{message.pk}", f"answers-head:{site.pk}"]
    reactions.enqueue(site, keys, [*tags, f"answers-list:{site.pk}"] if is_gone else tags)
    answer_changed.send(Message, message=message)
