"""Earlier public answers to questions like this one, so that the same question gets the same answer."""

import rjieba

from jiyue.platform.interaction.models import Message

LOOKED_AT = 400
SHORTEST_WORD = 2


def similar(message: Message, *, count: int = 3) -> list[Message]:
    """Answered messages whose titles share words with this one's, the closest first, any unit's: all are public."""
    words = {word for word in rjieba.cut_for_search(message.title) if len(word) >= SHORTEST_WORD}
    if not words:
        return []
    newest = (
        Message.objects.public()
        .exclude(pk=message.pk)
        .select_related("unit", "site")
        .order_by("-answered_at", "-pk")[:LOOKED_AT]
    )
    scored = [(sum(word in f"{other.public_title}{other.public_text}" for word in words), other) for other in newest]
    close = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
    return [other for _score, other in close[:count]]
