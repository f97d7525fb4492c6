"""Errors of city data, as sentences that name file, line, field, what is wrong and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CityDataError:
    """One thing that is wrong in one place of a city's files. `line` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file} 第 {self.line} 行" if self.line else self.file
        field = f"，字段 {self.field}" if self.field else ""
        return f"{place}{field}：{self.problem}。{self.remedy}。"


class CityDataErrors(Exception):
    """All errors that were found in a city's files, in the order of files and lines."""

    def __init__(self, errors: list[CityDataError]) -> None:
        self.errors = tuple(sorted(errors, key=lambda error: (error.file, error.line)))
        super().__init__("\n".join(str(error) for error in self.errors))
