"""The loader of city profiles: `load(path)` gives a checked `City`, or raises `CityDataErrors` with every error found."""

from jiyue.cities.profile.errors import CityDataError, CityDataErrors
from jiyue.cities.profile.loading import city_name, load, shipped
from jiyue.cities.profile.records import City, Column, Fault, Item, Link, Message, Person, Site, Unit

__all__ = [
    "City",
    "CityDataError",
    "CityDataErrors",
    "Column",
    "Fault",
    "Item",
    "Link",
    "Message",
    "Person",
    "Site",
    "Unit",
    "city_name",
    "load",
    "shipped",
]
