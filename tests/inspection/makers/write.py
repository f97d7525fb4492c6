"""Writes the corpus: `python -m tests.inspection.makers.write`."""

import json
from pathlib import Path

from tests.inspection.makers.truth import pages

FOLDER = Path(__file__).parents[1] / "pages"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in (*FOLDER.glob("*.html"), *FOLDER.glob("*.json")):
        old.unlink()
    for one in pages():
        (FOLDER / f"{one.name}.html").write_bytes(one.body)
        facts = {"url": one.url, **one.facts}
        (FOLDER / f"{one.name}.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
