"""One page in the browser, from its address to what was seen of it, within limits of time, requests, bytes and memory."""

import asyncio
import contextlib
import hashlib
import re
import uuid
from base64 import b64decode
from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from jiyue.inspection.browser import scripts
from jiyue.inspection.rendered import Loaded, Phone, Rendering, Shot, Trouble, Violation
from jiyue.inspection.states import State

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, CDPSession, Dialog, Page, Request, Route

_MIXED = re.compile(r"^Mixed Content: .{0,600}?insecure [\w ]{0,60}'(http://[^']{1,1000})'")
_NET_STATES = (
    ("ERR_NAME_NOT_RESOLVED", State.DNS), ("ERR_CERT", State.TLS), ("ERR_SSL", State.TLS), ("ERR_TIMED_OUT", State.TIMED_OUT),
    ("ERR_UNSAFE", State.ABORTED), ("ERR_BLOCKED", State.ABORTED), ("ERR_ABORTED", State.ABORTED),
)  # fmt: skip
_WIDTHS = (("desktop", 1280, 900, 0.4), ("phone", 390, 844, 0.55))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one page: seconds, numbers, bytes, and pixels of height of its pictures."""

    page_s: float = 25.0
    settle_s: float = 4.0
    capture_s: float = 20.0
    requests: int = 400
    received: int = 30_000_000
    memory: int = 1_500_000_000
    document: int = 10_000_000
    nodes_for_axe: int = 20_000
    height: int = 2400
    dialogs: int = 10
    windows: int = 5
    reloads: int = 8
    kept: int = 500
    console: int = 30


class Stopped(Exception):
    """A limit of the page was reached."""


@dataclass
class Visit:
    """What is seen while a page is open. `stop` ends the visit, with the trouble that ended it. Without slots, as Playwright marks its listeners."""

    limits: Limits
    rendering: Rendering
    troubles: Counter[str] = field(default_factory=Counter)
    details: dict[str, str] = field(default_factory=dict)
    loaded: dict[str, Loaded] = field(default_factory=dict)
    console: dict[str, None] = field(default_factory=dict)
    mixed: dict[str, None] = field(default_factory=dict)
    requests: int = 0
    last_goal: str = ""
    goals: int = 0
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    ended_by: str = ""
    _tasks: set[asyncio.Future[Any]] = field(default_factory=set)

    def trouble(self, kind: str, detail: str = "", *, most: int = 0) -> None:
        """Count a trouble; beyond `most` of them the visit ends."""
        self.troubles[kind] += 1
        self.details.setdefault(kind, detail[:300])
        if most and self.troubles[kind] >= most:
            self.stop(kind)

    def stop(self, kind: str) -> None:
        """End the visit for this reason."""
        self.ended_by = self.ended_by or kind
        self.troubles[kind] = max(1, self.troubles[kind])
        self.stopping.set()

    def result(self) -> Rendering:
        """What was seen."""
        troubles = tuple(Trouble(kind, count, self.details.get(kind, "")) for kind, count in self.troubles.items())
        return replace(
            self.rendering, requests=self.requests, loaded=tuple(self.loaded.values()), console=tuple(self.console),
            mixed=tuple(self.mixed), troubles=troubles,
        )  # fmt: skip

    def watch(self, context: "BrowserContext", page: "Page") -> None:
        """Listen to all that the page does."""
        self._page = page
        page.on("dialog", self._on_dialog)
        page.on("download", lambda download: self._on_download(download.url))
        page.on("console", lambda message: self._on_console(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self._on_console(str(error)))
        page.on("crash", lambda _: self.stop("crash"))
        page.on("response", lambda response: self._note(response.request, response.status, ""))
        page.on("requestfailed", lambda request: self._note(request, 0, request.failure or ""))
        context.on("page", self._on_window)

    async def route(self, route: "Route") -> None:
        """Let a request through to the gateway, unless a limit or its kind speaks against it."""
        request = route.request
        self.requests += 1
        with contextlib.suppress(Exception):
            self._note_goal(request)
            if self.stopping.is_set() or not request.url.startswith(("http://", "https://")):
                await route.abort("blockedbyclient")
            elif self.requests > self.limits.requests:
                self.stop("requests")
                await route.abort("blockedbyclient")
            elif request.resource_type == "media":
                await route.abort("blockedbyclient")
            else:
                await route.continue_()

    def _note_goal(self, request: "Request") -> None:
        """Note where the page goes, and the windows that it opens: their frames are not the page's."""
        if not request.is_navigation_request():
            return
        try:
            page = request.frame.page
        except Exception:  # noqa: BLE001 - the frame of a window that is being opened can not be had yet
            page = None
        if page is not self._page:
            self.trouble("windows", request.url, most=self.limits.windows)
        elif request.frame == self._page.main_frame:
            self.last_goal = request.url[:2000]
            self.goals += 1
            if self.goals > self.limits.reloads:
                self.trouble("reloads", request.url, most=1)

    def _note(self, request: "Request", status: int, error: str) -> None:
        url = request.url[:1000]
        if not url.startswith(("http://", "https://")) or (request.resource_type == "media" and error):
            return
        known = self.loaded.get(url)
        # An answer of 404 is told again as a failure to load; only a good one that broke off is no answer.
        if (known is None and len(self.loaded) < self.limits.kept) or (known is not None and known.status < 400):
            self.loaded[url] = Loaded(url, request.resource_type, status, error[:200])

    def _on_console(self, text: str) -> None:
        if found := _MIXED.match(text):
            self.mixed.setdefault(found[1])
        elif len(self.console) < self.limits.console:
            self.console.setdefault(" ".join(text[:300].split()))

    def _on_dialog(self, dialog: "Dialog") -> None:
        self._later(dialog.dismiss())
        self.trouble("dialogs", dialog.message, most=self.limits.dialogs)

    def _on_window(self, page: "Page") -> None:
        self._later(page.close())
        self.trouble("windows", page.url, most=self.limits.windows)

    def _on_download(self, url: str) -> None:
        self.trouble("downloads", url, most=self.limits.windows)

    def _later(self, work: Awaitable[object]) -> None:
        task = asyncio.ensure_future(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def within(self, work: Awaitable[object], seconds: float) -> None:
        """Wait for work. Raises Stopped when a limit ends the visit, TimeoutError when the time is over."""
        task, stop = asyncio.ensure_future(work), asyncio.ensure_future(self.stopping.wait())
        try:
            done, _ = await asyncio.wait({task, stop}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.cancel()
            if not task.done():
                task.cancel()
        if stop in done:
            raise Stopped(self.ended_by)
        if task not in done:
            raise TimeoutError
        task.result()


async def _quietly(work: Awaitable[object]) -> None:
    with contextlib.suppress(Exception):
        await work


async def open_page(visit: Visit, page: "Page", axe: str) -> None:
    """Open the page of a visit, let it settle, and keep what it shows in the visit."""
    from playwright.async_api import Error, TimeoutError as TooLate  # noqa: I001 - only where a browser is used

    url, limits = visit.rendering.url, visit.limits
    try:
        await visit.within(_go(visit, page, url), limits.page_s)
    except (TimeoutError, TooLate):
        visit.trouble("slow")
        visit.rendering = replace(visit.rendering, state=State.TIMED_OUT, error="规定时间内没有载入完")
    except Stopped as stopped:
        visit.rendering = replace(visit.rendering, state=State.ABORTED, error=f"提前结束：{stopped}")
    except Error as error:
        visit.rendering = replace(
            visit.rendering, state=_state_of(error.message), error=error.message.splitlines()[0][:200]
        )
        return
    if page.is_closed() or visit.ended_by in {"crash", "memory"}:
        return
    try:
        await visit.within(_capture(visit, page, axe), limits.capture_s)
    except (TimeoutError, TooLate):
        visit.trouble("hung")
        visit.rendering = replace(visit.rendering, state=State.TIMED_OUT, error="页面脚本占住浏览器，没有读到内容")
    except (Stopped, Error) as error:
        state = visit.rendering.state if visit.rendering.dom else State.ABORTED
        visit.rendering = replace(
            visit.rendering, state=state, error=visit.rendering.error or str(error).splitlines()[0][:200]
        )


async def _go(visit: Visit, page: "Page", url: str) -> None:
    from playwright.async_api import TimeoutError as TooLate

    response = await page.goto(url, wait_until="load", timeout=visit.limits.page_s * 1000)
    visit.rendering = replace(visit.rendering, status=response.status if response is not None else 0)
    with contextlib.suppress(TooLate):
        await page.wait_for_load_state("networkidle", timeout=visit.limits.settle_s * 1000)


async def _capture(visit: Visit, page: "Page", axe: str) -> None:
    world = await _world(page)
    limits = visit.limits
    nodes, length = await _ask(world, scripts.MEASURE)
    if not page.url.startswith(("http://", "https://")):
        gone = "页面把访问者带到打不开的地址"
        visit.rendering = replace(visit.rendering, final_url=visit.last_goal, state=State.REFUSED, error=gone)
        return
    visit.rendering = replace(visit.rendering, final_url=page.url[:2000], nodes=nodes)
    if length > limits.document:
        visit.trouble("too-large", f"{nodes} 个元素")
        visit.rendering = replace(
            visit.rendering, state=State.TOO_LARGE, error=f"脚本生成的页面超过 {limits.document} 字"
        )
        return
    await _quietly(_ask(world, scripts.SCROLL, seconds=3))
    dom = str(await _ask(world, scripts.DOCUMENT)).encode("utf-8", "replace")
    state = State.DONE if visit.rendering.state is State.TIMED_OUT else visit.rendering.state
    visit.rendering = replace(
        visit.rendering, state=state, dom=dom, length=len(dom), sha256=hashlib.sha256(dom).hexdigest()
    )
    if axe and nodes <= limits.nodes_for_axe:
        visit.rendering = replace(visit.rendering, violations=await _violations(world, axe))
    await _shoot(visit, world)


@dataclass(frozen=True, slots=True)
class _World:
    """The world of our own scripts within a page."""

    session: "CDPSession"
    id: int


async def _world(page: "Page") -> _World:
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Page.getFrameTree")
    made = await session.send(
        "Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"], "worldName": "jiyue"}
    )
    return _World(session, made["executionContextId"])


async def _ask(world: _World, expression: str, *, seconds: float = 10.0) -> Any:  # noqa: ANN401 - whatever the script returns
    answer = await world.session.send(
        "Runtime.evaluate",
        {"expression": expression, "contextId": world.id, "awaitPromise": True, "returnByValue": True, "timeout": seconds * 1000},
    )  # fmt: skip
    return answer["result"].get("value")


async def _violations(world: _World, axe: str) -> tuple[Violation, ...] | None:
    """What axe says; None when it could not be run."""
    await _ask(world, f"{axe};0")
    found = await _ask(world, scripts.AXE)
    if not found:
        return None
    return tuple(
        Violation(rule, impact, text, is_certain, count, excerpt, place)
        for is_certain, rows in ((True, found[0]), (False, found[1]))
        for rule, impact, text, count, excerpt, place in rows
    )


async def _shoot(visit: Visit, world: _World) -> None:
    """Pictures of the page at both widths, as much of it as `height` allows."""
    for name, width, height, scale in _WIDTHS:
        await world.session.send(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": name == "phone"},
        )
        if name == "phone" and (seen := await _ask(world, scripts.PHONE)):
            visit.rendering = replace(visit.rendering, phone=Phone(*seen))
        wide, high = await _ask(world, scripts.SIZE) or (width, height)
        fit = width / max(wide, width)
        high = min(max(int(high * fit), height), visit.limits.height)
        clip = {"x": 0, "y": 0, "width": width / fit, "height": high / fit}
        image = await _picture(world.session, clip | {"scale": fit})
        small = await _picture(world.session, clip | {"height": min(high, 2 * height) / fit, "scale": fit * scale})
        shot = Shot(
            name=name, id=str(uuid.uuid4()), width=width, height=high, sha256=hashlib.sha256(image).hexdigest(), length=len(image),
            image=image, small=small,
        )  # fmt: skip
        visit.rendering = replace(visit.rendering, shots=(*visit.rendering.shots, shot))


async def _picture(session: "CDPSession", clip: dict[str, float]) -> bytes:
    taken = await session.send(
        "Page.captureScreenshot", {"format": "jpeg", "quality": 60, "clip": clip, "captureBeyondViewport": True}
    )
    return b64decode(taken["data"])


def _state_of(message: str) -> State:
    return next((state for mark, state in _NET_STATES if mark in message), State.REFUSED)
