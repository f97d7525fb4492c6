"""A city whose numbers change on a day: for tests that an old case, finding or clock keeps the numbers it began with (38.1)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from jiyue.rulebook import parameters, procedures

NAME = "changing"
HEAD = (
    f'id = "{NAME}"\ntitle = "改了数值的城市"\ndocument = "无"\nheld = true\nbased_on = ["baoji"]\n'
    'in_force_from = 2021-01-01\nsource = "无"\ncertainty = "found"\n'
)
ROW = '[[value]]\nkey = "{key}"\nvalue = {value}\nin_force_from = {day}\n\n'


@contextmanager
def changed_on(day: date, folder: Path, settings: object, **numbers: tuple[int, int]) -> Iterator[None]:
    """Run the platform by a set in which each number has its first value until `day`, its second from then on."""
    (folder / "set.toml").write_text(HEAD, encoding="utf-8")
    rows = [
        ROW.format(key=key.replace("_", "-"), value=value, day=since)
        for key, values in numbers.items()
        for value, since in zip(values, (date(2021, 1, 1), day), strict=True)
    ]
    (folder / "numbers.toml").write_text("".join(rows), encoding="utf-8")
    parameters.add_folder(folder)
    procedures.whole.cache_clear()
    settings.JIYUE_PARAMETER_SET = NAME  # type: ignore[attr-defined]
    try:
        yield
    finally:
        parameters.forget(NAME)
        procedures.whole.cache_clear()
