"""The one reader of environment variables: typed values, or sentences that say what to change.

| variable | meaning | when absent |
|---|---|---|
| JIYUE_DATA | folder of everything the platform keeps | `data` in the working folder |
| JIYUE_PORT | public port of all sites | 8000 |
| JIYUE_LISTEN | addresses of the public port, separated by commas | 127.0.0.1,::1 (this machine only) |
| JIYUE_CITY | city profile, a folder of `cities/` | baoji |
| JIYUE_PARAMETERS | folder of the city's own parameter set (docs/own-parameters.md), by which it is then judged | none: the set named like the city |
| JIYUE_DATABASE_URL | `sqlite:////folder/file` or `postgresql://user:password@host:port/name` | db.sqlite3 in JIYUE_DATA |
| JIYUE_SECRET_KEY | signs sessions and forms | made once, kept in JIYUE_DATA/keys/secret-key |
| JIYUE_HTTPS | visitors come by https (a proxy in front ends TLS) | 0 |
| JIYUE_SERVED_SUFFIX | what stands for `.gov.cn` in the served host names | .localhost |
| JIYUE_INSPECTED_ADDRESSES | private or loopback networks that the inspector may visit, separated by commas | none |
| JIYUE_DEBUG | error pages with details; never in production | 0 |
"""

import ipaddress
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from jiyue.rulebook import parameter_files, workcalendar

DEFAULT_PORT = 8000
DEFAULT_LISTEN = "127.0.0.1,::1"
SHORTEST_SECRET_KEY = 50  # Django's own deployment check asks for as many characters
YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"", "0", "false", "no", "off"})


class EnvironmentProblem(ValueError):
    """The environment holds a value that the platform can not run with; the text says which and what to write."""


@dataclass(frozen=True, slots=True)
class Database:
    """Where the rows live: `engine` is "sqlite" (only `name`, a file, counts) or "postgresql"."""

    engine: str
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: int | None = None


@dataclass(frozen=True, slots=True)
class Environment:
    """What the operator decided; folders are absolute and need not exist yet."""

    data: Path
    port: int
    listen: tuple[str, ...]
    city: str
    database: Database
    given_secret_key: str
    is_https: bool
    is_debug: bool
    served_suffix: str = ".localhost"
    inspected_addresses: tuple[str, ...] = ()
    parameters: Path | None = None

    @property
    def calendars(self) -> tuple[Path, ...]:
        """Where the city's own holiday notices may lie: entered by command, or beside its parameters."""
        own = (self.parameters / workcalendar.OWN,) if self.parameters else ()
        return (*own, self.data / workcalendar.OWN)

    @property
    def baked(self) -> Path:
        """The public tree: one folder per served host."""
        return self.data / "baked"

    @property
    def static(self) -> Path:
        """Collected static files, served under /static/ on every host."""
        return self.data / "static"

    @property
    def demo_accounts(self) -> Path:
        """Text for the operator, written by the set-up of a demonstration city."""
        return self.data / "demo-accounts.txt"

    @property
    def secret_key(self) -> str:
        """The operator's key, else the one kept in the data folder (made at first use)."""
        return self.given_secret_key or kept_secret_key(self.data / "keys" / "secret-key")


def read(environ: Mapping[str, str]) -> Environment:
    """Read the platform's variables; an empty value counts as absent.

    Raises EnvironmentProblem with one line per wrong variable, so that all are mended at once.
    """
    problems: list[str] = []

    def take[Value](name: str, default: str, convert: Callable[[str], Value]) -> Value | None:
        text = environ.get(name, "").strip() or default
        try:
            return convert(text)
        except ValueError as problem:
            problems.append(f"{name}={_shown(name, text)}: {problem}")
            return None

    data = Path(environ.get("JIYUE_DATA", "").strip() or "data").expanduser().absolute()
    port = take("JIYUE_PORT", str(DEFAULT_PORT), _port)
    listen = take("JIYUE_LISTEN", DEFAULT_LISTEN, _addresses)
    city = take("JIYUE_CITY", "baoji", _city)
    database = take(
        "JIYUE_DATABASE_URL", "", lambda text: _database(text) if text else Database("sqlite", str(data / "db.sqlite3"))
    )
    key = take("JIYUE_SECRET_KEY", "", _secret_key)
    is_https = take("JIYUE_HTTPS", "0", _yes_or_no)
    is_debug = take("JIYUE_DEBUG", "0", _yes_or_no)
    suffix = take("JIYUE_SERVED_SUFFIX", ".localhost", _suffix)
    networks = take("JIYUE_INSPECTED_ADDRESSES", "", _networks)
    parameters = take("JIYUE_PARAMETERS", "", _parameters)
    if port is None or listen is None or city is None or database is None or key is None or problems:
        raise EnvironmentProblem("\n".join(problems))
    return Environment(
        data, port, listen, city, database, key, bool(is_https), bool(is_debug), str(suffix), networks or (), parameters
    )


def kept_secret_key(file: Path) -> str:
    """Return the key kept in `file`; make the file, readable by its owner alone, when there is none.

    Several processes may ask at once: the first link wins and all read the same key.
    """
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
            with suppress(FileExistsError):
                file.hardlink_to(draft)
            draft.unlink()
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise EnvironmentProblem(
            f"The secret key can not be kept in {file} ({error.strerror}): "
            "choose a writable folder with JIYUE_DATA, or give the key in JIYUE_SECRET_KEY."
        ) from error


def _shown(name: str, text: str) -> str:
    """Keep secrets out of error messages and logs."""
    return "…" if name in {"JIYUE_SECRET_KEY", "JIYUE_DATABASE_URL"} else text


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ValueError("a port is a number from 1 to 65535, for example 8000.")
    return int(text)


def _addresses(text: str) -> tuple[str, ...]:
    try:
        return tuple(str(ipaddress.ip_address(part.strip())) for part in text.split(","))
    except ValueError as error:
        raise ValueError("give IP addresses separated by commas, for example 0.0.0.0,:: for every visitor.") from error


def _suffix(text: str) -> str:
    if not re.fullmatch(r"(\.[a-z0-9-]+)+", text):
        raise ValueError("a suffix begins with a dot, for example .localhost or .gov.cn.")
    return text


def _networks(text: str) -> tuple[str, ...]:
    try:
        return tuple(str(ipaddress.ip_network(part.strip())) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise ValueError("give networks separated by commas, for example 127.0.0.0/8,::1/128.") from error


def _city(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", text):
        raise ValueError("a city is the name of a folder in cities/, for example baoji.")
    return text


def _parameters(text: str) -> Path | None:
    """A folder that holds a sound set of parameters; every fault is told, with its file and line."""
    if not text:
        return None
    folder = Path(text).expanduser().absolute()
    if not (folder / "set.toml").is_file():
        raise ValueError("name a folder with a set.toml; docs/own-parameters.md shows how to write one.")
    if faults := [*parameter_files.faults(folder), *workcalendar.faults(folder / workcalendar.OWN)]:
        raise ValueError("; ".join(map(str, faults)) + " Run `jiyue rules check --city-folder` to see them all.")
    return folder


def _secret_key(text: str) -> str:
    if text and len(text) < SHORTEST_SECRET_KEY:
        raise ValueError(f"a key has at least {SHORTEST_SECRET_KEY} characters; leave it out and one is made and kept.")
    return text


def _yes_or_no(text: str) -> bool:
    if text.lower() not in YES | NO:
        raise ValueError("write 1 for yes or 0 for no.")
    return text.lower() in YES


def _database(text: str) -> Database:
    parts = urlsplit(text)
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        return Database("sqlite", str(Path(unquote(parts.path[1:])).absolute()))
    if parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1:
        return Database(
            "postgresql",
            unquote(parts.path[1:]),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            host=unquote(parts.hostname or ""),
            port=parts.port,
        )
    raise ValueError("write sqlite:////folder/file or postgresql://user:password@host:5432/name.")
