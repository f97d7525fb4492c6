"""The simple HTML that item bodies are written in."""

from collections.abc import Iterator
from html.parser import HTMLParser

BLOCKS = frozenset({"p", "h2", "h3", "ul", "ol", "table"})
INSIDE = frozenset({"li", "caption", "thead", "tbody", "tr", "th", "td", "a", "strong"})
ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan"}, "td": {"colspan"}, "h2": {"id"}, "h3": {"id"}, "p": {"id"}}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in BLOCKS | INSIDE:
            self.problems.append(f"正文用了不允许的标记 <{tag}>")
        elif not self.open and tag not in BLOCKS:
            self.problems.append(f"标记 <{tag}> 不能直接放在正文里")
        self.problems += [
            f"标记 <{tag}> 用了不允许的属性 {name}" for name, _ in attrs if name not in ATTRIBUTES.get(tag, set())
        ]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"标记 </{tag}> 没有对应的起始标记")

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.open:
            self.problems.append(f"文字“{data.strip()[:10]}”不在段落里")


def faults_of(body: str) -> Iterator[str]:
    """Yield, in Chinese, what is wrong with the HTML of a body: foreign tags or attributes, unclosed tags, loose text."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    yield from reader.problems
    for tag in reader.open:
        yield f"标记 <{tag}> 没有结束"
