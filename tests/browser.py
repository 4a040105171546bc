"""A browser as a test drives it: headless Chromium over its debugging pipe, with what it asked for and complained of."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from tests.patience import PATIENCE, STILL, HungError

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip


_PIPE = """
import fcntl, os, sys
given = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3]]
for number, one in enumerate(given, 3):
    os.dup2(one, number)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser's pipe is its file descriptors 3 and 4, by its own rule."""


def program() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass
class Seen:
    """What a page did besides showing itself: nothing, one hopes."""

    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


class Browser:
    """One page at a time."""

    def __init__(self, read: BinaryIO, write: BinaryIO) -> None:
        self._out, self._in = write, read
        self._number = 0
        self._left = b""
        self._session = ""
        self.seen = Seen()
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Inspector", "Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._ask(method, **parameters)

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        own = {"sessionId": self._session} if self._session else {}
        self._out.write(
            json.dumps({"id": self._number, "method": method, "params": parameters, **own}).encode() + b"\0"
        )
        self._out.flush()
        while True:
            told = self._next()
            if told.get("id") == self._number:
                assert "error" not in told, told["error"]
                return dict(told.get("result", {}))
            self._note(told)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            if not select.select([self._in], [], [], STILL)[0]:
                raise HungError("the browser")
            more = os.read(self._in.fileno(), 1 << 20)
            assert more, "the browser has gone"
            self._left += more
        told, _, self._left = self._left.partition(b"\0")
        return dict(json.loads(told))

    def _note(self, told: dict[str, Any]) -> None:
        about, method = told.get("params", {}), told.get("method")
        assert method != "Inspector.targetCrashed", "the page has crashed"
        if method == "Page.javascriptDialogOpening":
            self.seen.dialogs.append(about["message"])
        elif method == "Network.requestWillBeSent":
            self.seen.requests.append(about["request"]["url"])
        elif method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            self.seen.console.append(json.dumps(about, ensure_ascii=False)[:600])

    def open(self, page: Path, *, width: int = 1280, scripts: bool = True, at: str = "") -> Seen:
        """Shows the page anew; what it asks for besides itself is in `seen`."""
        self.seen = Seen()
        self.ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
        url = page.as_uri() + at
        for address in ("about:blank", url):
            told = self.ask("Page.navigate", url=address)
            assert "errorText" not in told, told
        last = time.monotonic() + PATIENCE
        while self.run("document.readyState + location.protocol") != "completefile:":
            assert time.monotonic() < last, "the page is never whole"
        self.seen.requests = [one for one in self.seen.requests if one not in (page.as_uri(), url, "about:blank")]
        return self.seen

    def run(self, script: str) -> Any:
        """What an expression in the page is worth, once it is settled."""
        told = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def press(self, key: str, code: int) -> None:
        for kind in ("keyDown", "keyUp"):
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    def prefer(self, **features: str) -> None:
        """`prefer(prefers_color_scheme="dark")`"""
        told = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.ask("Emulation.setEmulatedMedia", features=told)

    def picture(self, out: Path, height: int | None = None) -> None:
        """The whole page from its top, or so much of it."""
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": height or size["height"], "scale": 1}
        told = self.ask("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        out.write_bytes(base64.b64decode(told["data"]))

    def printed(self, out: Path) -> None:
        told = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False, generateTaggedPDF=True)
        out.write_bytes(base64.b64decode(told["data"]))


@contextmanager
def started() -> Iterator[Browser]:
    """Its own profile, gone with it. The pipe closes when the test process ends, and the browser with it."""
    found = program()
    assert found
    to_browser, from_us = os.pipe()
    to_us, from_browser = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        pipe = [sys.executable, "-I", "-c", _PIPE, str(to_browser), str(from_browser)]
        told = [*pipe, found, *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
        process = subprocess.Popen(
            told, pass_fds=(to_browser, from_browser), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(to_browser)
        os.close(from_browser)
        with os.fdopen(from_us, "wb") as out, os.fdopen(to_us, "rb") as into:
            try:
                yield Browser(into, out)
            finally:
                out.close()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
