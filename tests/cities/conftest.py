from pathlib import Path

import pytest

from jiyue.cities.profile import City, load, shipped


@pytest.fixture(scope="session")
def baoji() -> City:
    return load(shipped("baoji"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "city"
