"""A browser for one inspection: started when the first page is asked for, ended and started anew when a page wrecks it."""

import asyncio
import contextlib
import os
import tempfile
import uuid
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from jiyue.inspection.browser import memory
from jiyue.inspection.browser.gateway import Gateway
from jiyue.inspection.browser.installed import find
from jiyue.inspection.browser.visit import Limits, Visit, open_page
from jiyue.inspection.fetch.guard import AddressGuard
from jiyue.inspection.options import Options
from jiyue.inspection.rendered import Rendering
from jiyue.inspection.states import State

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import BrowserContext

_NAME = "JiyueInspector/0.1"
_WATCH_S = 0.25
_CLOSE_S = 5.0
_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    # By its name of today and by that of older versions: WebRTC is the one way that does not take a proxy by itself.
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=512",
    "--renderer-process-limit=4",
    "--lang=zh-CN",
)
_NO_PEERS = (
    "delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection; delete globalThis.WebTransport;"
)


class Browser:
    """Renders pages one after the other. An asynchronous context manager; `instant` tells the time of the run.

    Each page has a profile of its own that is thrown away; all connections pass the gateway, and with it the address guard.
    Raises BrowserMissing on entry where there is no browser.
    """

    def __init__(
        self, options: Options, guard: AddressGuard, *, instant: Callable[[], datetime], limits: Limits | None = None
    ) -> None:
        self.limits = limits or Limits(page_s=options.browser_page_s, document=options.max_body_bytes)
        self._options = options
        self._instant = instant
        self._gateway = Gateway(options, guard, most_bytes=self.limits.received)
        self._installed = find(options)
        self._marker = f"--jiyue-run={uuid.uuid4().hex}"
        self._root = 0
        self._chromium: Chromium | None = None
        self._refusal: Exception | None = None
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        from playwright.async_api import async_playwright

        self._home = self._stack.enter_context(
            tempfile.TemporaryDirectory(prefix="jiyue-browser-", ignore_cleanup_errors=True)
        )
        self._address = await self._gateway.start()
        self._stack.push_async_callback(self._gateway.stop)
        self._playwright = await self._stack.enter_async_context(async_playwright())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()
        await self._stack.aclose()

    async def render(self, url: str) -> Rendering:
        """Open a page and tell what became of it; never raises for what the page does."""
        started = asyncio.get_running_loop().time()
        visit = Visit(self.limits, Rendering(url=url, at=self._instant(), evidence_id=str(uuid.uuid4())))
        self._gateway.begin()
        self._gateway.on_full = lambda: visit.stop("bytes")
        watch = asyncio.ensure_future(self._watch(visit))
        try:
            await self._render(visit)
        finally:
            watch.cancel()
        for host, reason in self._gateway.refusals:
            visit.trouble("refused-address", f"{host}（{reason}）")
        spent = round(asyncio.get_running_loop().time() - started, 3)
        return replace(visit.result(), elapsed_s=spent, received=self._gateway.received)

    async def _render(self, visit: Visit) -> None:
        from playwright.async_api import Error

        context: BrowserContext | None = None
        try:
            context = await self._context()
            await context.add_init_script(_NO_PEERS)
            page = await context.new_page()
            await context.route("**/*", visit.route)
            visit.watch(context, page)
            await open_page(visit, page, self._installed.axe)
        except Error as error:
            state = State.TOO_LARGE if visit.ended_by == "memory" else State.OWN_OUTAGE
            visit.rendering = replace(visit.rendering, state=state, error=error.message.splitlines()[0][:200])
        if visit.ended_by == "memory":
            visit.rendering = replace(visit.rendering, state=State.TOO_LARGE, error="占用内存超过限额")
        await self._leave(context, is_wrecked=bool(visit.ended_by) or "hung" in visit.troubles)

    async def _leave(self, context: "BrowserContext | None", *, is_wrecked: bool) -> None:
        """Close a page's context; a browser that does not let go of it is ended."""
        closed = False
        if context is not None and not is_wrecked:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(_CLOSE_S):
                    await context.close()
                    closed = True
        if not closed:
            await self._end()

    async def _context(self) -> "BrowserContext":
        chromium = self._chromium
        if chromium is None or not chromium.is_connected():
            chromium = await self._launch()
        version = chromium.version.partition(".")[0]
        return await chromium.new_context(
            viewport={"width": 1280, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=False,
            service_workers="block", reduced_motion="reduce", ignore_https_errors=self._options.ca_bundle is not None,
            user_agent=f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 Safari/537.36 {_NAME}",
        )  # fmt: skip

    async def _launch(self) -> "Chromium":
        """Start the browser. One that did not start once is not tried again for every page: it raises the same Error."""
        from playwright.async_api import Error

        if self._refusal is not None:
            raise self._refusal
        # Root can not run Chromium's own sandbox; everybody else does.
        has_sandbox = hasattr(os, "geteuid") and os.geteuid() != 0
        path = os.environ.get("PATH", "")
        try:
            self._chromium = await self._playwright.chromium.launch(
                executable_path=str(self._installed.chromium), args=[*_ARGUMENTS, self._marker], chromium_sandbox=has_sandbox,
                env={"PATH": path, "LANG": "zh_CN.UTF-8", "HOME": self._home}, proxy={"server": self._address}, timeout=30_000,
            )  # fmt: skip
        except Error as error:
            self._refusal = error
            raise
        self._root = memory.root_of(self._marker)
        return self._chromium

    async def _end(self) -> None:
        chromium, self._chromium = self._chromium, None
        if chromium is None:
            return
        try:
            async with asyncio.timeout(_CLOSE_S):
                await chromium.close()
        except Exception:  # noqa: BLE001 - however it fails to close, it is ended
            memory.end(self._root)
        self._root = 0

    async def _watch(self, visit: Visit) -> None:
        """End the browser when a page makes it take too much memory."""
        while True:
            await asyncio.sleep(_WATCH_S)
            if self._root and await asyncio.to_thread(memory.used, self._root) > self.limits.memory:
                visit.stop("memory")
                memory.end(self._root)
                return
