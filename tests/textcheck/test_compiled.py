"""Compiled patterns are read from the cache when they are one's own and whole, and compiled again when not."""

import pytest

from jiyue.textcheck import compiled

pytest.importorskip("hyperscan")
PATTERNS, FLAGS = [b"abc", b"bcd"], [0, 0]


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("JIYUE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def ends(found):
    hits = []
    found.scan(b"xabcd", match_event_handler=lambda index, _start, end, _flags, _context: hits.append((index, end)))
    return hits


def test_the_second_database_comes_from_the_cache_and_finds_the_same(cache, monkeypatch):
    first = ends(compiled.database(PATTERNS, FLAGS))
    assert len(list(cache.iterdir())) == 1
    monkeypatch.setattr(compiled, "_keep", lambda *_: pytest.fail("compiled again"))
    assert ends(compiled.database(PATTERNS, FLAGS)) == first == [(0, 4), (1, 5)]


def test_other_patterns_and_other_flags_are_other_databases(cache):
    compiled.database(PATTERNS, FLAGS)
    compiled.database([b"abc", b"bce"], FLAGS)
    compiled.database(PATTERNS, [0, 1])
    assert len(list(cache.iterdir())) == 3


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda file: file.write_bytes(b""), id="empty"),
        pytest.param(lambda file: file.write_bytes(file.read_bytes()[:-9]), id="cut short"),
        pytest.param(lambda file: file.write_bytes(b"x" * 40 + file.read_bytes()[40:]), id="changed"),
        pytest.param(lambda file: file.chmod(0o666), id="writable by others"),
    ],
)
def test_a_file_that_can_not_be_trusted_is_not_read(cache, spoil, monkeypatch):
    compiled.database(PATTERNS, FLAGS)
    spoil(next(cache.iterdir()))
    kept = []
    monkeypatch.setattr(compiled, "_keep", lambda *arguments: kept.append(arguments))
    assert ends(compiled.database(PATTERNS, FLAGS)) == [(0, 4), (1, 5)]
    assert kept


def test_where_nothing_can_be_written_the_check_works_all_the_same(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("JIYUE_CACHE", str(tmp_path / "file" / "cache"))
    assert ends(compiled.database(PATTERNS, FLAGS)) == [(0, 4), (1, 5)]


def test_old_databases_give_way(cache):
    for number in range(12):
        compiled.database([b"abc%d" % number], [0])
    assert len(list(cache.iterdir())) == 8
