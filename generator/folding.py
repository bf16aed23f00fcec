"""Text in pieces of so many bytes, for files whose lines may not be longer."""

from __future__ import annotations

from collections.abc import Iterator


def folded(text: str, size: int, *, lead: bytes = b"") -> Iterator[bytes]:
    """UTF-8 in pieces of at most `size` bytes that end between two characters; all but the first begin with `lead`."""
    piece = b""
    for character in text:
        coded = character.encode("utf-8", "replace")
        if len(piece) + len(coded) > size:
            yield piece
            piece = lead
        piece += coded
    yield piece
