"""The text of an HTML page as a reader sees it, with what stands in its title, descriptions and alternative texts."""

from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

_DROPPED: Final = ["script", "style", "template", "noscript"]
_BLOCKS: Final = frozenset(
    word
    for line in (
        "address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form",
        "h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table tbody td tfoot th thead title tr ul",
    )
    for word in line.split()
)
_ATTRIBUTES: Final = ("alt", "title", "placeholder")
_METAS: Final = 'meta[name="description" i], meta[name="keywords" i]'


def visible_text(html: str) -> str:
    """Return the page's text, blocks on lines of their own; title, description, keywords and alternative texts follow the body.

    Text that styles hide is part of it: hidden text is where injected wording stands.
    """
    tree = LexborHTMLParser(html)
    tree.strip_tags(_DROPPED)
    lines: list[str] = []
    if tree.body is not None:
        lines.append(_body_text(tree.body))
    lines += [node.text() for node in tree.css("title")]
    lines += [meta.attributes.get("content") or "" for meta in tree.css(_METAS)]
    for name in _ATTRIBUTES:
        lines += [node.attributes.get(name) or "" for node in tree.css(f"body [{name}]")]
    return "\n".join(line for line in (" ".join(line.split()) for part in lines for line in part.split("\n")) if line)


def _body_text(body: LexborNode) -> str:
    parts: list[str] = []
    for node in body.traverse(include_text=True):
        if node.tag in _BLOCKS or (node.prev is not None and node.prev.tag in _BLOCKS):
            parts.append("\n")
        if node.tag == "-text":
            parts.append((node.text_content or "").replace("\n", " "))
    return "".join(parts)
