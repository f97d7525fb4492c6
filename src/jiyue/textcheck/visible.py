"""The text of an HTML page as a reader sees it, with what stands in its title, descriptions and alternative texts."""

from typing import Final

from turbohtml import Element, Node, Text, parse

_DROPPED: Final = "script,style,template,noscript"
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
    tree = parse(html, positions=False, allow_declarative_shadow_roots=False).remove(_DROPPED)
    lines: list[str] = []
    if (body := tree.find("body")) is not None:
        lines.append(_body_text(body))
    lines += [node.text for node in tree.find_all("title")]
    lines += [meta.attr("content") or "" for meta in tree.select(_METAS)]
    for name in _ATTRIBUTES:
        lines += [node.attr(name) or "" for node in tree.select(f"body [{name}]")]
    return "\n".join(line for line in (" ".join(line.split()) for part in lines for line in part.split("\n")) if line)


def _body_text(body: Element) -> str:
    parts: list[str] = []
    for node in body.descendants:
        if _is_block(node) or _is_block(node.previous_sibling):
            parts.append("\n")
        if isinstance(node, Text):
            parts.append(node.data.replace("\n", " "))
    return "".join(parts)


def _is_block(node: Node | None) -> bool:
    return isinstance(node, Element) and node.tag in _BLOCKS
