"""Command line of the front: `python -m jiyue.platform.publishing.front --help`."""

import argparse
import sys
from pathlib import Path

import uvloop

from jiyue.platform.publishing.front.options import Options
from jiyue.platform.publishing.front.server import serve


def main() -> int:
    """Read the arguments and serve; 1 with a sentence when the port can not be had."""
    parser = argparse.ArgumentParser(prog="front", description="Serve baked sites by host name.")
    parser.add_argument("--baked", type=Path, required=True, help="folder with one folder per host")
    parser.add_argument("--static", type=Path, required=True, help="folder served under /static/ on every host")
    parser.add_argument("--application", required=True, help="application server: unix socket or host:port")
    parser.add_argument("--application-host", action="append", default=[], help="host that the application answers")
    parser.add_argument("--home", default="", help="address that plain localhost is sent to")
    parser.add_argument("--scheme", choices=["http", "https"], default="http", help="how visitors come")
    parser.add_argument("--listen", default="127.0.0.1,::1", help="addresses, separated by commas")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--access-log", action="store_true", help="one line per answer on standard output")
    chosen = parser.parse_args()
    options = Options(
        baked=chosen.baked.absolute(),
        static=chosen.static.absolute(),
        application=chosen.application,
        application_hosts=frozenset(chosen.application_host),
        home=chosen.home,
        scheme=chosen.scheme,
        is_logging=chosen.access_log,
    )
    try:
        uvloop.run(serve(options, tuple(chosen.listen.split(",")), chosen.port))
    except OSError as error:
        sys.stderr.write(f"The port {chosen.port} can not be opened: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
