"""Attachments that are traps: each ends within its budget, in little memory, with a word about it in the measurement; none is called clean."""

from tests.hostile import documents, plays
from tests.hostile.test_plays import MOST_MEMORY, inspect_apart
from tests.inspection.loopback import Reply


async def test_every_trap_in_an_attachment_ends_with_a_word_about_it_in_little_memory(server):
    paths = {name: f"/{number}.{ending}" for number, (name, (ending, _, _)) in enumerate(documents.TRAPS.items())}
    for name, (_, made, _) in documents.TRAPS.items():
        server.on(paths[name], Reply(made(), kind="application/octet-stream"))
    server.on("/", plays.page("".join(f"<a href='{path}'>{name}</a>" for name, path in paths.items())))

    told = await inspect_apart([server.url()], max_documents=30, max_seconds=120.0)

    (report,) = told["ended"]
    notes = {target: note for target, check, _, note in report["measured"] if check == "attachment-text"}
    assert report["state"] == "done"
    by_name = {name: notes.get(server.url(path)) for name, path in paths.items()}
    assert {name: note for name, note in by_name.items() if not matches(name, note)} == {}
    assert told["peak"] < MOST_MEMORY, f"{told['peak'] / 1e6:.0f} MB"
    assert told["readers"] < MOST_MEMORY, f"{told['readers'] / 1e6:.0f} MB"


def matches(name, note):
    """Whether a note says what the trap is; of one that is read whole nothing is said."""
    words = documents.TRAPS[name][2]
    return note is not None and (any(word in note for word in words.split("|")) if words else note == "")
