"""Drives a headless Chromium through its debugging pipe: open a page, run a script in it, print it. No library between.

Nothing but this machine can be reached: names are not looked up, and every address asked for is noted.
"""

from __future__ import annotations

import base64
import fcntl
import itertools
import json
import os
import shutil
import subprocess
import tempfile
from types import TracebackType
from typing import Any

from publish.browser import Browser

ARGUMENTS = (
    "--headless",
    "--remote-debugging-pipe",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--font-render-hinting=none",
    "--no-first-run",
    "about:blank",
)


class ChromeError(Exception):
    """The browser did not start, ended, or a script in the page failed; the message says what it said."""


class Chrome:
    """One browser with one page, ended with the `with` block."""

    def __init__(self, browser: Browser) -> None:
        options = browser.options()
        self.asked: list[str] = []
        self._ids = itertools.count(1)
        self._profile = tempfile.mkdtemp(prefix="huikuan-chrome-")
        arguments = [
            *dict.fromkeys([*options["args"], *ARGUMENTS[:-1]]),
            f"--user-data-dir={self._profile}",
            ARGUMENTS[-1],
        ]
        (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
        theirs = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (theirs_in, theirs_out)]
        self._process = subprocess.Popen(
            [options["executable_path"], *arguments],
            env=options["env"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(3, 4),  # the browser reads from 3 and writes to 4
            preexec_fn=lambda: [os.dup2(end, number) for number, end in enumerate(theirs, 3)] and None,
        )
        for end in (theirs_in, theirs_out, *theirs):
            os.close(end)
        self._out, self._in = os.fdopen(ours_out, "wb"), os.fdopen(ours_in, "rb")
        self._left = b""
        self._session = ""

    def __enter__(self) -> Chrome:
        targets = self._send("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        attached = self._send("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self._send(f"{domain}.enable")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.close()
        self._in.close()
        try:
            self._process.wait(10)  # it ends by itself when its pipe does
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)

    def open(self, address: str) -> None:
        """Goes to a page and waits until it is loaded.

        Raises:
            ChromeError: it cannot be had.
        """
        self._loaded = False
        if wrong := self._send("Page.navigate", url=address).get("errorText"):
            raise ChromeError(f"{address}: {wrong}")
        while not self._loaded:
            self._read()

    def run(self, script: str, *values: Any) -> Any:
        """What a JavaScript function, given as text, returns for values that JSON knows; promises are awaited.

        Raises:
            ChromeError: it threw.
        """
        expression = f"({script})({', '.join(json.dumps(value, ensure_ascii=False) for value in values)})"
        done = self._send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if wrong := done.get("exceptionDetails"):
            raise ChromeError(wrong.get("exception", {}).get("description") or wrong["text"])
        return done["result"].get("value")

    def pdf(self, *, tagged: bool = True) -> bytes:
        """The page printed by its own `@page` rules; `tagged` adds structure and bookmarks."""
        printed = self._send(
            "Page.printToPDF",
            preferCSSPageSize=True,
            printBackground=True,
            generateTaggedPDF=tagged,
            generateDocumentOutline=tagged,
        )
        return base64.b64decode(printed["data"])

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._ids)
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        try:
            self._out.write(json.dumps(message).encode() + b"\0")
            self._out.flush()
        except BrokenPipeError:
            raise ChromeError("the browser did not start, or ended") from None
        while True:
            answer = self._read()
            if answer.get("id") == number:
                if wrong := answer.get("error"):
                    raise ChromeError(f"{method}: {wrong['message']}")
                return answer["result"]

    def _read(self) -> dict[str, Any]:
        """The next message; what it tells of requests and of the load is noted."""
        while b"\0" not in self._left:
            more = os.read(self._in.fileno(), 1 << 20)
            if not more:
                raise ChromeError("the browser did not start, or ended")
            self._left += more
        text, _, self._left = self._left.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        if message.get("method") == "Network.requestWillBeSent":
            self.asked.append(message["params"]["request"]["url"])
        if message.get("method") == "Page.loadEventFired":
            self._loaded = True
        return message
