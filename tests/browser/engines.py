"""Firefox and WebKit as Debian brings them, each through the protocol it speaks itself: no library, no driver to fetch.

Firefox listens for WebDriver BiDi on a socket; WebKitGTK's driver speaks classic WebDriver and needs a display.
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

START = 60  # seconds: until the browser says that it listens
LISTENS = re.compile(rb"WebDriver BiDi listening on ws://127\.0\.0\.1:(\d+)")
PREFERENCES = 'user_pref("remote.active-protocols", 1);\nuser_pref("browser.shell.checkDefaultBrowser", false);\n'


class EngineError(Exception):
    """The browser did not start, or a script in its page failed."""


class Firefox:
    """A headless Firefox with one page."""

    name = "Firefox"
    missing = "no Firefox is installed (Debian: firefox-esr)"

    @staticmethod
    def program() -> str | None:
        """The browser that can be started here."""
        return shutil.which("firefox-esr") or shutil.which("firefox")

    def __init__(self) -> None:
        with ExitStack() as ends:
            self._profile = Path(ends.enter_context(_folder("firefox")))
            (self._profile / "user.js").write_text(PREFERENCES, "utf-8")
            self._log = ends.enter_context((self._profile / "log").open("w+b"))
            arguments = ["--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", str(self._profile)]
            env = {**os.environ, "HOME": str(self._profile)}
            _start(ends, [self.program() or "", *arguments], stdout=self._log, stderr=self._log, env=env)
            self._socket = ends.enter_context(closing(WebSocket(self._listening(), "/session")))
            self._count = 0
            self._ask("session.new", capabilities={})
            self._page = self._ask("browsingContext.getTree")["contexts"][0]["context"]
            self._ends = ends.pop_all()

    def open(self, address: str) -> None:
        """Goes to a page and waits until it is loaded."""
        self._ask("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def run(self, script: str) -> Any:
        """What an expression gives, as JSON knows it."""
        done = self._ask(
            "script.evaluate",
            expression=f"JSON.stringify({script})",
            target={"context": self._page},
            awaitPromise=True,
        )
        if done["type"] != "success":
            raise EngineError(done["exceptionDetails"]["text"])
        return json.loads(done["result"].get("value", "null"))

    def close(self) -> None:
        """Ends the browser and leaves nothing of it."""
        self._ends.close()

    def _listening(self) -> int:
        for _ in range(START * 10):
            self._log.seek(0)
            if found := LISTENS.search(self._log.read()):
                return int(found[1])
            time.sleep(0.1)
        raise EngineError("Firefox does not listen")

    def _ask(self, method: str, **params: Any) -> Any:
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.receive())
            if answer.get("id") == self._count:
                if answer["type"] == "error":
                    raise EngineError(f"{method}: {answer['message']}")
                return answer["result"]


class WebKit:
    """WebKitGTK's small browser on a display of its own."""

    name = "WebKit"
    missing = "no WebKitGTK driver, its MiniBrowser or Xvfb is installed (Debian: webkit2gtk-driver xvfb)"

    @staticmethod
    def program() -> str | None:
        """The small browser, if driver and display are here too."""
        found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
        if found and shutil.which("WebKitWebDriver") and shutil.which("Xvfb"):
            return str(found[-1])
        return None

    def __init__(self) -> None:
        with ExitStack() as ends:
            home = ends.enter_context(_folder("webkit"))
            env = {**os.environ, "DISPLAY": _display(ends), "HOME": home, "LIBGL_ALWAYS_SOFTWARE": "1"}
            # A container's root has no namespaces to spare; what is opened is our own pages.
            env |= {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
            self._port = _free_port()
            _start(ends, ["WebKitWebDriver", f"--port={self._port}"], env=env, stderr=subprocess.DEVNULL)
            options = {"binary": self.program(), "args": ["--automation"]}
            self._session = self._started({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
            ends.callback(self._ask, "DELETE", "", None)
            self._ask("POST", "/timeouts", {"script": 60_000, "pageLoad": 60_000})
            self._ends = ends.pop_all()

    def open(self, address: str) -> None:
        """Goes to a page and waits until it is loaded."""
        self._ask("POST", "/url", {"url": address})

    def run(self, script: str) -> Any:
        """What an expression gives, as JSON knows it."""
        body = (
            "const done = arguments[0]; (async () => (SCRIPT))().then((v) => done(['', v]), (e) => done([String(e)]))"
        )
        asked = {"script": body.replace("SCRIPT", script), "args": []}
        wrong, *value = self._ask("POST", "/execute/async", asked)
        if wrong:
            raise EngineError(wrong)
        return value[0] if value else None

    def close(self) -> None:
        """Ends browser, driver and display."""
        self._ends.close()

    def _started(self, wanted: dict[str, Any]) -> str:
        for _ in range(START * 5):
            try:
                return f"/session/{self._send('POST', '/session', wanted)['sessionId']}"
            except ConnectionRefusedError:
                time.sleep(0.2)
        raise EngineError("WebKitWebDriver does not listen")

    def _ask(self, method: str, path: str, data: Any) -> Any:
        return self._send(method, self._session + path, data)

    def _send(self, method: str, path: str, data: Any) -> Any:
        body = None if data is None else json.dumps(data)
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        try:
            line.request(method, path, body, {"Content-Type": "application/json"})
            answer = line.getresponse()
            value = json.load(answer)["value"]
        finally:
            line.close()
        if answer.status >= 400:
            raise EngineError(f"{path}: {value}")
        return value


class WebSocket:
    """As much of RFC 6455 as one program on this machine needs to talk to another: text, whole, one at a time."""

    def __init__(self, port: int, path: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self._file = self._socket.makefile("rb")
        if b" 101 " not in self._file.readline():
            raise EngineError("no WebSocket")
        while self._file.readline().strip():
            pass

    def send(self, text: str) -> None:
        """Sends one message."""
        data, mask = text.encode(), os.urandom(4)
        size = len(data)
        head = bytes([0x81, 0x80 | size]) if size < 126 else b"\x81\xfe" + struct.pack(">H", size)
        if size > 0xFFFF:
            head = b"\x81\xff" + struct.pack(">Q", size)
        self._socket.sendall(head + mask + bytes(byte ^ mask[index % 4] for index, byte in enumerate(data)))

    def receive(self) -> str:
        """The next message."""
        whole = b""
        while True:
            first, second = self._file.read(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack(">H", self._file.read(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", self._file.read(8))
            data = self._file.read(size)
            if first & 0x0F in (0, 1):
                whole += data
                if first & 0x80:
                    return whole.decode()

    def close(self) -> None:
        """Ends the talk."""
        self._file.close()
        self._socket.close()


def _folder(name: str) -> tempfile.TemporaryDirectory[str]:
    """A browser's own folder; one that still writes while it goes is no fault."""
    return tempfile.TemporaryDirectory(prefix=f"huikuan-{name}-", ignore_cleanup_errors=True)


def _start(ends: ExitStack, command: list[str], **how: Any) -> None:
    """Starts a program that is ended with the others."""
    process = subprocess.Popen(command, **how)
    ends.callback(process.wait, 20)
    ends.callback(process.terminate)


def _display(ends: ExitStack) -> str:
    """A display of its own. Its number comes in pieces: who stops reading too early ends it."""
    read, write = os.pipe()
    with os.fdopen(read) as told:
        screen = ["-screen", "0", "1280x900x24", "-nolisten", "tcp"]
        _start(ends, ["Xvfb", "-displayfd", str(write), *screen], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        return f":{told.readline().strip()}"


def _free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])
