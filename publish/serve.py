"""`python -m publish.serve`: serves the built site on this machine only, with the types and headers a host would send.

Files whose name carries a hash may be kept by the browser for ever, all others are asked for again with their ETag.
"""

from __future__ import annotations

import argparse
import errno
import gzip
import hashlib
import socket
import sys
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SITE = Path(__file__).resolve().parent.parent / "site"
HOST = "127.0.0.1"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
SMALLER = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".xml"}  # the rest is compressed already
FOREVER = "assets/runtime/"
LISTS = ("files.mjs", "manifest.mjs")


@cache
def body(path: Path, changed: int, zipped: bool) -> tuple[bytes, str]:
    """Returns a file as it is sent and its ETag; `changed` is its time of change in ns, part of the cache's key."""
    data = path.read_bytes()
    if zipped:
        data = gzip.compress(data, 6, mtime=0)
    return data, f'"{hashlib.sha256(data).hexdigest()[:20]}"'


class Handler(SimpleHTTPRequestHandler):
    """Sends files of one folder; an address without its last slash is led on, what is missing gets the 404 page."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Sends the file, its headers only, or word that the browser's copy is still good."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.partition("?")[0].endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", self.path.partition("?")[0] + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if path.is_dir():
            path /= "index.html"
        if path.is_file():
            self._answer(path, HTTPStatus.OK)
        else:
            self._answer(Path(self.directory) / "404.html", HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET

    def _answer(self, path: Path, status: HTTPStatus) -> None:
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        zipped = path.suffix in SMALLER and "gzip" in self.headers.get("Accept-Encoding", "")
        data, tag = body(path, path.stat().st_mtime_ns, zipped)
        known = status == HTTPStatus.OK and self.headers.get("If-None-Match") == tag
        self.send_response(HTTPStatus.NOT_MODIFIED if known else status)
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", self._keeping(path))
        self.send_header("Vary", "Accept-Encoding")
        if not known:
            self.send_header("Content-Type", TYPES.get(path.suffix, self.guess_type(path)))
            self.send_header("Content-Length", str(len(data)))
            if zipped:
                self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if self.command == "GET" and not known:
            self.wfile.write(data)

    def _keeping(self, path: Path) -> str:
        hashed = FOREVER in path.as_posix() and path.name not in LISTS
        return "public, max-age=31536000, immutable" if hashed else "no-cache"

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the terminal is for what the user must know."""


class Server(ThreadingHTTPServer):
    """A server whose visitors may hang up without a word."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of a closed connection: a browser that leaves a page does that all the time."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def server(folder: Path = SITE, port: int = 0, *, handler: type[Handler] = Handler) -> Server:
    """Returns a server of `folder` that already listens; port 0 takes a free one.

    Raises:
        OSError: the port is taken.
    """
    return Server((HOST, port), partial(handler, directory=str(folder)))


def check(port: int) -> str:
    """Returns what is wrong with the port, in one line, or nothing if it can be had."""
    try:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((HOST, port))
    except OverflowError:
        return f"{port} is no port; choose one between 1024 and 65535: make serve PORT=8001"
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "is taken by another program" if taken else f"cannot be used ({error.strerror})"
        return f"port {port} {why}; choose another one: make serve PORT={port + 1 if port < 65535 else 8000}"
    return ""


def main(arguments: list[str] | None = None) -> int:
    """Serves until Ctrl-C; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m publish.serve", description="Serve site/ on this machine.")
    parser.add_argument("--port", default="8000")
    parser.add_argument("--check", action="store_true", help="only look whether the port is free")
    options = parser.parse_args(arguments)
    wrong = check(int(options.port)) if options.port.isdecimal() else f"“{options.port}” is no port; write PORT=8000"
    if wrong:
        print(f"make: {wrong}", file=sys.stderr)
        return 1
    if options.check:
        return 0
    print(f"· http://{HOST}:{options.port}/  (Ctrl-C ends it)", flush=True)
    try:
        server(port=int(options.port)).serve_forever()
    except KeyboardInterrupt:
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
