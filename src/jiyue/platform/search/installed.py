"""The engine of this installation."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from jiyue.platform.search.engine import Engine
from jiyue.platform.search.tantivy_engine import TantivyEngine


def engine() -> Engine:
    """The engine that the data folder holds; one for each folder and process."""
    return _engine(str(settings.JIYUE_DATA))


@lru_cache(maxsize=8)
def _engine(data: str) -> Engine:
    return TantivyEngine(Path(data) / "search")
