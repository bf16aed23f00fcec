"""Glossary tooltips: the first time a page uses a term of the trade, the word carries its explanation.

A Markdown extension, not a MkDocs hook: it works on the page's own tree, in both languages at once, for a Chinese term
stands only in Chinese text and an English one only in English text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

import generator

_BARE = frozenset(
    {"a", "abbr", "code", "pre", "kbd", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "summary", "button"}
)
# Words that everybody knows and every page uses: an explanation at each first use would only be noise.
_PLAIN = frozenset({"creditor", "debtor", "claim", "invoice", "due-date", "principal"})


class _Tooltips(Treeprocessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        terms = [row for row in generator.glossary() if row["id"] not in _PLAIN]
        zh = sorted((row["term"]["zh"] for row in terms), key=len, reverse=True)
        en = sorted((row["term"]["en"] for row in terms), key=len, reverse=True)
        self._says = {row["term"][lang].lower(): row["says"][lang] for row in terms for lang in ("zh", "en")}
        english = rf"\b(?:{'|'.join(map(re.escape, en))})\b"
        self._pattern = re.compile(f"{'|'.join(map(re.escape, zh))}|{english}", re.IGNORECASE)

    def run(self, root: ElementTree.Element) -> None:
        seen: set[str] = set()
        for parent in list(_open_to_terms(root)):
            self._mark(parent, seen)

    def _mark(self, parent: ElementTree.Element, seen: set[str]) -> None:
        """Marks terms in the element's own text and in the texts behind its children."""
        children = list(parent)
        marked = [*self._pieces(parent.text or "", seen)]
        parent.text = marked[0] if marked else None
        at = _insert(parent, marked[1:], 0)
        for child in children:
            at += 1
            pieces = [*self._pieces(child.tail or "", seen)]
            child.tail = pieces[0] if pieces else None
            at = _insert(parent, pieces[1:], at)

    def _pieces(self, text: str, seen: set[str]) -> Iterator[str | ElementTree.Element]:
        """The text up to the first new term, then that term as an element with the text behind it, and so on."""
        start, last = 0, None
        for match in self._pattern.finditer(text):
            key = match[0].lower()
            if key in seen or key not in self._says:
                continue
            seen.add(key)
            before = text[start : match.start()]
            if last is None:
                yield before
            else:
                last.tail = before
                yield last
            last = ElementTree.Element("abbr", title=self._says[key])
            last.text, start = match[0], match.end()
        if last is None:
            yield text
        else:
            last.tail = text[start:]
            yield last


def _open_to_terms(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    if root.tag in _BARE:
        return
    yield root
    for child in root:
        yield from _open_to_terms(child)


def _insert(parent: ElementTree.Element, pieces: list[str | ElementTree.Element], at: int) -> int:
    for piece in pieces:
        assert not isinstance(piece, str)
        parent.insert(at, piece)
        at += 1
    return at


class TooltipExtension(Extension):
    """The extension; it runs after the inline patterns, when links and code are elements already."""

    def extendMarkdown(self, md: Markdown) -> None:  # the name that Markdown calls
        """Registers the processor."""
        md.treeprocessors.register(_Tooltips(md), "glossary-tooltips", 5)


def makeExtension(**settings: str) -> TooltipExtension:  # the name that Markdown calls
    """What Markdown asks a module for."""
    return TooltipExtension(**settings)
