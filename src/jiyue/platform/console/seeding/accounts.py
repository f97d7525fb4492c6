"""The accounts of the demonstration, as the launcher shows them."""

from pathlib import Path

from jiyue.cities.profile import City

# One word for all invented people; a city in use makes its own accounts and never sees it.
PASSWORD = "jiyue-demo-2026"  # noqa: S105 - the published password of a demonstration
SHOWN = ("editor-portal", "reviewer-portal")


def write(city: City, file: Path) -> None:
    """Write the accounts that a visitor of the demonstration may want, one line each."""
    offices = {unit.key: unit for unit in city.units}
    lines = [f"password for all: {PASSWORD}"]
    for person in city.people:
        is_official = "official" in person.roles and offices[person.unit].level == "city"
        if person.key in SHOWN or is_official:
            lines.append(f"{person.login:<28} {person.name}  {offices[person.unit].name}  {person.post}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
