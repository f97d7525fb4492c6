"""A small web server on loopback that plays clean, faulty and hostile sites."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

_NOTHING = re.compile(r"/[0-9a-f]{16}\.html")
REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 404: "Not Found", 500: "Internal Server Error"}


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    host: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


def redirect(location: str, status: int = 302) -> Reply:
    return Reply(b"", status, headers=(("Location", location),))


Handler = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]
Answer = Reply | Handler | Callable[[Request], Reply]


@dataclass
class Server:
    """Routes by path, or by host and path. `log` keeps every request.

    With `answers_all` a route "*" holds also for the address that the inspector makes up.
    """

    port: int = 0
    routes: dict[str, Answer] = field(default_factory=dict)
    log: list[Request] = field(default_factory=list)
    answers_all: bool = False
    _server: asyncio.Server | None = None
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        await asyncio.sleep(0)

    def url(self, path: str = "/", host: str = "www.site.localhost") -> str:
        return f"http://{host}:{self.port}{path}"

    def on(self, path: str, answer: Answer | str | bytes, host: str = "") -> None:
        if isinstance(answer, str):
            answer = answer.encode()
        self.routes[host + path] = Reply(answer) if isinstance(answer, bytes) else answer

    def asked(self, path: str) -> list[str]:
        return [request.method for request in self.log if request.path == path]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while request := await read_request(reader):
                self.log.append(request)
                answer = self._find(request)
                if isinstance(answer, Reply):
                    await send(writer, request, answer)
                    continue
                made = answer(request, writer) if answer.__code__.co_argcount == 2 else answer(request)
                if isinstance(made, Reply):
                    await send(writer, request, made)
                    continue
                await made
                break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    def _find(self, request: Request) -> Answer:
        host = request.host.partition(":")[0]
        missing = Reply(b"<html><title>404</title><body>not found</body></html>", 404)
        if _NOTHING.fullmatch(request.path) and not self.answers_all:
            return missing
        for key in (host + request.path, request.path, host + "*", "*"):
            if key in self.routes:
                return self.routes[key]
        return missing


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    line = (await reader.readline()).decode("latin-1").split()
    if len(line) < 3:
        return None
    headers = {}
    while text := (await reader.readline()).decode("latin-1").strip():
        name, _, value = text.partition(":")
        headers[name.lower()] = value.strip()
    return Request(line[0], line[1], headers.get("host", ""), headers)


async def send(writer: asyncio.StreamWriter, request: Request, reply: Reply) -> None:
    lines = [f"HTTP/1.1 {reply.status} {REASONS.get(reply.status, 'Other')}", f"Content-Length: {len(reply.body)}"]
    if reply.kind:
        lines.append(f"Content-Type: {reply.kind}")
    lines += [f"{name}: {value}" for name, value in reply.headers]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + (b"" if request.method == "HEAD" else reply.body))
    await writer.drain()
