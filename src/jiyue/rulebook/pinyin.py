"""How Chinese names are read: syllables without tones, for suggesting domains (10.3, 10.4)."""

from functools import cache

from jiyue.rulebook.loading import DATA, read

FILE = DATA / "pinyin.txt"


@cache
def _characters() -> dict[str, str]:
    """Character → syllable."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if not line.startswith("#"))
    return {character: syllable for syllable, characters in pairs for character in characters}


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Words in which a character is read otherwise."""
    return {word: tuple(reading.split()) for word, reading in read(DATA / "naming.toml")["readings"].items()}


def syllables(text: str) -> tuple[str, ...]:
    """The syllables of a text, one for each character; ASCII letters and digits stand for themselves.

    Characters without a known reading, signs and spaces among them, are left out.
    """
    found: list[str] = []
    at = 0
    while at < len(text):
        word = next((word for word in _words() if text.startswith(word, at)), "")
        if word:
            found += _words()[word]
            at += len(word)
            continue
        found += _reading(text[at])
        at += 1
    return tuple(found)


def _reading(character: str) -> tuple[str, ...]:
    if character.isascii():
        return (character.lower(),) if character.isalnum() else ()
    syllable = _characters().get(character)
    return (syllable,) if syllable else ()


def full(text: str) -> str:
    """All syllables joined: 渭滨 → weibin."""
    return "".join(syllables(text))


def initials(text: str) -> str:
    """The first letter of each syllable: 发改委 → fgw."""
    return "".join(syllable[0] for syllable in syllables(text))
