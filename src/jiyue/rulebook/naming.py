"""What places and units are called: full and short names, and the English words in use for them."""

from functools import cache
from typing import NamedTuple

from jiyue.rulebook.loading import DATA, read

FILE = DATA / "naming.toml"
GOVERNMENT = "人民政府"
# names that begin with 市 as a part of a longer word
OWN_WORDS = ("市场", "市政工程", "市政管理", "市政设施", "市容", "市委", "市级", "市民中心", "市民服务")


class Place(NamedTuple):
    """A city that governs its names: full name, province, and the address of its portal."""

    name: str
    province: str
    portal: str

    @property
    def root(self) -> str:
        """The domain under which its departments stand: `baoji.gov.cn` of `www.baoji.gov.cn`."""
        return self.portal.partition(".")[2]

    @property
    def label(self) -> str:
        """The portal's own name in its domain: `baoji`."""
        return self.portal.split(".")[1]


class Names(NamedTuple):
    """The names of one unit without its city's: the full one, short ones, English words."""

    full: str
    short: tuple[str, ...] = ()
    english: tuple[str, ...] = ()


@cache
def place(city: str = "baoji") -> Place:
    """A city that ships with the rulebook; raises KeyError for another, which is given as a `Place`."""
    row = read(FILE)["places"][city]
    return Place(row["name"], row["province"], row["portal"])


def without_city(unit_name: str, city_name: str) -> str:
    """The unit's name without its city's: 宝鸡市财政局 → 财政局, 市财政局 → 财政局, 市场监督管理局 stays."""
    name = unit_name.strip().removeprefix(city_name)
    if name.startswith("市") and not name.startswith(OWN_WORDS):
        return name[1:]
    return name


def unit(unit_name: str, at: Place) -> Names:
    """The names of a department of a city."""
    name = without_city(unit_name, at.name)
    row = read(FILE)["units"].get(name, {})
    return Names(name, tuple(row.get("short", ())), tuple(row.get("english", ())))


def county(unit_name: str, at: Place) -> Names:
    """The names of a county or district; the short one lacks 区 or 县 where two characters remain.

    Its name as people of other provinces know it, with the province before it, is a short name too.
    """
    name = without_city(unit_name, at.name).removesuffix(GOVERNMENT)
    core = name[:-1] if len(name) > 2 and name[-1] in "区县市" else name  # 眉县 keeps 县
    province = at.province.removesuffix("省")
    return Names(name, tuple(dict.fromkeys((core, province + core))))
