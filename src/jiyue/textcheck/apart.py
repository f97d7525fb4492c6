"""Reading a stranger's file in a process of its own, bounded in time and memory, so that no file can harm the reader.

As a program, `python -m jiyue.textcheck.apart` is that process: the file on standard input, its parts as JSON on standard output.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from typing import Final

from jiyue.textcheck.attachments import Part, read_parts

SECONDS: Final = 30
MEGABYTES: Final = 400
MEGABYTES_WITH_PICTURES: Final = 6_000  # addresses, not memory: the recogniser's threads reserve much of them


def read_apart(
    data: bytes, name: str, *, seconds: float = SECONDS, megabytes: int = 0, with_pictures: bool = False
) -> tuple[Part, ...]:
    """Read a file as `read_parts` does, at most `seconds` long and in at most `megabytes` of address space.

    A file that takes longer or more is a part that was not read. Costs about 0.2 s more than reading it here.
    """
    limit = megabytes or (MEGABYTES_WITH_PICTURES if with_pictures else MEGABYTES)
    command = [sys.executable, "-m", "jiyue.textcheck.apart", json.dumps([name, limit, with_pictures])]
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter and this module
            command, input=data, capture_output=True, timeout=seconds, check=True
        )
    except subprocess.TimeoutExpired:
        return (Part(name, why_not=f"读取超过{seconds:g}秒，未检查"),)
    except subprocess.CalledProcessError:
        return (Part(name, why_not="读取时内存不足或异常中止，未检查"),)
    return tuple(Part(**part) for part in json.loads(done.stdout))


def _main(order: str) -> None:
    name, megabytes, with_pictures = json.loads(order)
    try:
        import resource
    except ImportError:  # no such limit on this system
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000,) * 2)
    parts = read_parts(sys.stdin.buffer.read(), name, with_pictures=with_pictures)
    sys.stdout.write(json.dumps([asdict(part) for part in parts]))


if __name__ == "__main__":
    _main(sys.argv[1])
