"""What the trainers' pages ask for: practice cases, quizzes, the review of cards, the agenda, diagrams, the calculator.

Mixed into the macros of the pages (publish/macros.py), which know the language, the address and the templates.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

import generator
from publish import diagrams
from publish.spoken import filled, spoken, tight, written

ROOT = Path(__file__).resolve().parent.parent
WORDS = Path(__file__).parent / "templates" / "training.toml"
DOCS = {"zh": ROOT / "docs", "en": ROOT / "docs" / "en"}
FRONT = re.compile(r"---\n(.*?)\n---\n", re.S)


class Training:
    """Macros for practising and teaching; the class that mixes this in has `language`, `_own`, `_to`, `_piece`."""

    TRAINING_MACROS = (
        "practice_cases",
        "quiz",
        "quizzes",
        "review_cards",
        "agenda_planner",
        "diagram",
        "limitation_calculator",
    )
    language: str

    @cached_property
    def _training(self) -> dict[str, Any]:
        words: dict[str, Any] = spoken(tomllib.loads(WORDS.read_text("utf-8")), self.language)
        return words

    def practice_cases(self, level: int = 2) -> str:
        """The practice cases, each a section with its own address; `level` is the level of their headings."""
        cases = [self._practice_case(row) for row in generator.practice()]
        return self._drawn("practice", cases, level)

    def quiz(self, name: str) -> str:
        """The questions of one quiz, such as `timing`."""
        (found,) = [row for row in generator.quizzes() if row["id"] == name]
        return self._drawn("quiz", self._quiz(found))

    def quizzes(self, level: int = 2) -> str:
        """All quizzes, each below a heading with its own address; `level` is the level of those headings."""
        return self._drawn("quizzes", [self._quiz(row) for row in generator.quizzes()], level)

    def review_cards(self) -> str:
        """All excuse cards for the review at growing intervals."""
        blanks = self._own(generator.blanks())
        return self._drawn("review", [self._review_card(row, blanks) for row in generator.cards()])

    def agenda_planner(self) -> str:
        """The form in which a trainer puts a session together from everything that has an id."""
        return self._drawn("agenda", list(self._teachable()))

    def diagram(self, name: str) -> Markup:
        """A diagram as SVG inside the page, in the page's colours, with its text alternative."""
        return diagrams.drawn(generator.diagrams()[name], language=self.language)

    def limitation_calculator(self) -> str:
        """The small form that asks the engine for the last day of one debt."""
        return self._drawn("limitation")

    # ---- records, ready for the templates

    def _practice_case(self, row: Mapping[str, Any]) -> dict[str, Any]:
        told = self._own(row)
        (claim,) = told["case"]["claims"]
        on, due = (date.fromisoformat(day) for day in (told["case"]["as_of"], claim["due_date"]))
        return {
            **told,
            "short": f"practice-{row['id']}",
            "amount": f"{claim['currency']} {Decimal(claim['amount']):,.2f}",
            "claim": claim,
            "on": written(on, self.language),
            "due": written(due, self.language),
            "late": (on - due).days,
            "desk": self._to(f"letter/#practice={row['id']}"),
            "page": self._to(row["page"].removesuffix(".md") + "/"),
            "page_title": self._titles()[row["page"]],
            "cards": [{"id": name, "link": self._to(f"playbooks/excuses/#{name}")} for name in row["cards"]],
        }

    def _quiz(self, row: Mapping[str, Any]) -> dict[str, Any]:
        page = f"playbooks/{row['id']}.md"
        questions = [{**question, "option": _turned(question)} for question in self._own(row["question"])]
        return {
            **self._own(row),
            "question": questions,
            "short": f"quiz-{row['id']}",
            "title": self._titles()[page],
            "name": self._training["quiz"]["of"].format(page=self._titles()[page]),
            "page": self._to(page.removesuffix(".md") + "/"),
        }

    def _review_card(self, row: Mapping[str, Any], blanks: Mapping[str, str]) -> dict[str, Any]:
        told = self._own(row)
        parts = {name: filled(told[name], blanks) for name in ("says", "ask", "reply", "close", "avoid")}
        link = self._to(f"playbooks/excuses/#{row['id']}")
        return {**parts, "id": row["id"], "group": row["group"], "common": row["common"], "link": link}

    def _teachable(self) -> Iterator[dict[str, Any]]:
        """Everything that a session may consist of, by kind: what `go/<id>/` leads to."""
        blanks = self._own(generator.blanks())
        says = {row["id"]: filled(self._own(row)["says"], blanks).striptags() for row in generator.cards()}
        kinds = {
            "page": [(self._ids()[path], self._titles()[path]) for path in sorted(self._fronts, key=_playbooks_first)],
            "practice": [(f"practice-{row['id']}", self._own(row)["title"]) for row in generator.practice()],
            "quiz": [(f"quiz-{row['id']}", self._quiz(row)["name"]) for row in generator.quizzes()],
            "card": list(says.items()),
            "countermeasure": [(row["id"], self._own(row)["title"]) for row in generator.countermeasures()],
            "document": [(row["id"], self._own(row)["title"]) for row in generator.catalogue()],
            "rule": [(name, self._own(row)["cite"]) for name, row in generator.laws().items()],
        }
        for kind, items in kinds.items():
            yield {"id": kind, "title": self._training["kind"][kind], "things": items}

    def _titles(self) -> dict[str, str]:
        return {path: front["title"] for path, front in self._fronts.items()}

    def _ids(self) -> dict[str, str]:
        return {path: front["id"] for path, front in self._fronts.items()}

    @cached_property
    def _fronts(self) -> dict[str, dict[str, Any]]:
        """The front matter of every page of this language, by path."""
        root = DOCS[self.language]
        files = {file.relative_to(root).as_posix(): file for file in sorted(root.rglob("*.md"))}
        kept = {name: file for name, file in files.items() if not (self.language == "zh" and name.startswith("en/"))}
        return {name: yaml.safe_load(FRONT.match(file.read_text("utf-8"))[1]) for name, file in kept.items()}

    def _drawn(self, macro: str, *values: Any) -> str:
        module = self._jinja.get_template("training.html").make_module({"t": self._training})
        return tight(getattr(module, macro)(*values))


def _playbooks_first(path: str) -> tuple[bool, str]:
    return not path.startswith("playbooks/"), path


def _turned(question: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The options, turned by a number that the question's id gives, so that the right one has no favourite place."""
    options = question["option"]
    first = zlib.crc32(question["id"].encode()) % len(options)
    return [*options[first:], *options[:first]]
