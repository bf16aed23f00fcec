"""What pages may ask for: figures, rules, cards and links, drawn from the engine's data in the page's language.

MkDocs' macros plugin calls `define_env` once for each language. A macro that meets an unknown id raises, which fails
the build. Markup lives in `templates/`, labels in `templates/words.toml`, everything else in the engine.
"""

from __future__ import annotations

import posixpath
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # the plugin loads this file by its path, not as part of a package
    sys.path.insert(0, str(ROOT))

import generator  # noqa: E402
from publish import desk_form  # noqa: E402
from publish.spoken import filled, joined, spoken, tight, written  # noqa: E402
from publish.training import Training  # noqa: E402

TEMPLATES = Path(__file__).parent / "templates"
LADDER = ("due-soon", "overdue", "demand-1", "demand-2", "formal", "final", "legal")
UNCONFIRMED = ("S", "M")


def define_env(env: Any) -> None:
    """Registers the macros with the plugin's environment `env`."""
    pages = Pages(env.conf.theme["language"], where=lambda: str(env.page.url))
    for name in Pages.MACROS + Pages.TRAINING_MACROS:
        env.macro(getattr(pages, name), name)
    env.conf.extra["checked_on"] = pages.checked_on()


class Pages(Training):
    """The macros of one language; `where` tells the address of the page being built, below the language's root."""

    MACROS = (
        "figure",
        "count",
        "law",
        "law_table",
        "law_reference",
        "excuse_cards",
        "common_excuses",
        "countermeasure_cards",
        "desk_link",
        "documents",
        "document_shelves",
        "stage_ladder",
        "short_link",
        "glossary_table",
        "drill",
        "checked",
        "checked_on",
        "letter_desk",
    )

    def __init__(self, language: str, *, where: Any) -> None:
        self.language = language
        self._where = where
        self._rules = generator.laws()
        self._documents = {row["id"]: row for row in generator.catalogue()}
        words = tomllib.loads((TEMPLATES / "words.toml").read_text("utf-8"))
        self._words = self._own(words)
        jinja = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
        jinja.globals.update(w=self._words, language=language, other_language="en" if language == "zh" else "zh")
        self._jinja = jinja

    # ---- figures and rules

    def figure(self, path: str) -> str:
        """One figure of the engine's tables, such as `limitation.general.years`."""
        return self._plain(generator.figure(path))

    def count(self, what: str) -> str:
        """How many `cards`, `rules`, `countermeasures` or `documents` there are."""
        sizes = {
            "cards": lambda: len(generator.cards()),
            "rules": lambda: len(self._rules),
            "countermeasures": lambda: len(generator.countermeasures()),
            "documents": lambda: len(self._documents),
        }
        return str(sizes[what]())

    def law(self, name: str) -> Markup:
        """An inline citation that leads to the rule, marked if nobody read the original."""
        rule = self._rules[name]
        cite, says = joined(self._own(rule["cite"])), self._own(rule["says"])
        link = Markup('<a class="hk-law" href="{}" title="{}">{}</a>').format(
            self._to(f"reference/law/#{name}"), says, cite
        )
        if rule["confidence"] in UNCONFIRMED:
            link += Markup('<span class="hk-unconfirmed">{}</span>').format(self._words["law"]["unconfirmed"])
        return link

    def law_table(self, names: Iterable[str]) -> str:
        """A table of the rules named, each with its article and dates."""
        rows = [self._rule(self._rules[name]) for name in names]
        return self._piece("law", "table", rows)

    def law_reference(self, level: int = 2) -> str:
        """All rules by topic, each with the anchor that citations and short addresses lead to."""
        topics = []
        for name, title in self._words["topic"].items():
            rules = [self._rule(row) for row in self._rules.values() if row["topic"] == name]
            topics.append({"id": name, "title": title, "rules": rules})
        if unknown := {row["topic"] for row in self._rules.values()} - {topic["id"] for topic in topics}:
            raise KeyError(f"topics without a title in words.toml: {sorted(unknown)}")
        return self._piece("law", "reference", topics, level)

    # ---- cards

    def excuse_cards(self, level: int = 2) -> str:
        """All excuse cards by group, with a filter; `level` is the heading level of the groups."""
        return self._page("cards", groups=self._groups(), level=level)

    def common_excuses(self) -> str:
        """The commonest excuses as links to their cards."""
        return self._piece(
            "boxes", "quick", [card for group in self._groups() for card in group["cards"] if card["common"]]
        )

    def drill(self) -> str:
        """The cards for practice, one at a time where scripts run."""
        return self._piece("boxes", "drill", self._groups())

    def countermeasure_cards(self, level: int = 2) -> str:
        """The twelve countermeasures, each with its anchor; `level` is the level of their headings."""
        rows = generator.countermeasures()
        return self._page("countermeasures", items=[self._countermeasure(row) for row in rows], level=level)

    # ---- links and boxes

    def desk_link(self, document: str, *, excuse: str = "", text: str = "") -> Markup:
        """A link to the letter desk with a document, and for call scripts an excuse, already chosen."""
        title = self._own(self._documents[document]["title"])
        return Markup('<a class="hk-desk-link" href="{}">{}</a>').format(self._desk(document, excuse), text or title)

    def documents(self, names: Iterable[str]) -> str:
        """The documents named, as links into the desk."""
        return self._piece("boxes", "documents", [self._document(self._documents[name]) for name in names])

    def document_shelves(self, level: int = 2) -> str:
        """Every document by what one is doing, with its purpose; `level` is the heading level of the shelves."""
        left = [self._document(row) for row in self._documents.values()]
        shelves = []
        for shelf in self._words["shelf"]:
            shelves.append({**shelf, "documents": [row for row in left if row["stage"] in shelf["stages"]]})
            left = [row for row in left if row["stage"] not in shelf["stages"]]
        if left:
            raise KeyError(f"documents on no shelf of words.toml: {[(row['id'], row['stage']) for row in left]}")
        return self._piece("boxes", "shelves", shelves, level)

    def stage_ladder(self) -> str:
        """The steps of a debt by day, from the engine's ladder."""
        stages = {row["id"]: self._own(row) for row in generator.ladder()}
        words = self._words["ladder"]
        steps = []
        for stage in (stages[name] for name in LADDER):
            day = words["before" if stage["from_day"] < 0 else "day"].format(n=abs(stage["from_day"]))
            steps.append({**stage, "day": day, "step": self.desk_link(stage["document"], text=stage["title"])})
        return self._piece("boxes", "ladder", steps)

    def short_link(self, name: str) -> Markup:
        """A visible permanent address, `go/…/`."""
        prefix = "" if self.language == "zh" else "en/"
        return Markup('<a href="{}"><code>{}go/{}/</code></a>').format(self._to(f"go/{name}/"), prefix, name)

    def glossary_table(self) -> str:
        """The glossary with the word in the other language beside it."""
        other = "en" if self.language == "zh" else "zh"
        terms = [{**self._own(row), "other": row["term"][other]} for row in generator.glossary()]
        return self._piece("boxes", "glossary", terms)

    def checked(self) -> str:
        """The box that says when the page was checked and that it is no legal advice."""
        return self._piece("boxes", "checked", self.checked_on(), self._to("reference/sources/"))

    def checked_on(self) -> str:
        """The day on which the law was last checked."""
        return self._plain(max(row["checked"] for row in self._rules.values()))

    def letter_desk(self) -> str:
        """The form of the letter desk."""
        return desk_form.render(self.language)

    # ---- records, ready for the templates

    def _groups(self) -> list[dict[str, Any]]:
        groups = {row["id"]: {**self._own(row), "cards": []} for row in generator.card_groups()}
        blanks = self._own(generator.blanks())
        for row in self._own(generator.cards()):
            groups[row["group"]]["cards"].append(self._card(row, blanks))
        return list(groups.values())

    def _card(self, row: Mapping[str, Any], blanks: Mapping[str, str]) -> dict[str, Any]:
        return {
            **{part: filled(text, blanks) for part, text in row.items() if isinstance(text, str)},
            "common": row["common"],
            "law": [self.law(name) for name in row["law"]],
            "document": self.desk_link(row["document"]),
            "desk": self._desk("call-script", row["id"]),
            "link": self._to(f"playbooks/excuses/#{row['id']}"),
        }

    def _countermeasure(self, row: Mapping[str, Any]) -> dict[str, Any]:
        item: dict[str, Any] = self._own(row)
        link = Markup('<a href="{}">{}</a>')
        item["excuses"] = [link.format(self._to(f"playbooks/excuses/#{name}"), name.upper()) for name in row["excuses"]]
        item["law"] = [self.law(name) for name in row["law"]]
        item["document"] = self.desk_link(row["document"])
        item["say"] = filled(item["say"], self._own(generator.blanks()))
        item["note"] = self._words["countermeasure"].get(row.get("source", ""), "")
        return item

    def _document(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {**self._own(row), "link": self._desk(row["id"])}

    def _rule(self, row: Mapping[str, Any]) -> dict[str, Any]:
        days = {name: self._plain(row[name]) if name in row else "" for name in ("effective", "checked", "repealed")}
        unconfirmed = row["confidence"] in UNCONFIRMED
        return {"quote": "", **self._own(row), **days, "unconfirmed": unconfirmed, "link": self.law(row["id"])}

    def _own(self, record: Any) -> Any:
        return spoken(record, self.language)

    def _plain(self, value: Any) -> str:
        return written(value, self.language)

    def _desk(self, document: str, excuse: str = "") -> str:
        return self._to(f"letter/#document={document}" + (f"&excuse={excuse}" if excuse else ""))

    def _to(self, target: str) -> str:
        """From the page being built to `target`, both below the language's root."""
        path, mark, fragment = target.partition("#")
        return posixpath.relpath(path, self._where() or ".") + "/" + mark + fragment

    def _piece(self, template: str, macro: str, *values: Any) -> str:
        module = self._jinja.get_template(f"{template}.html").make_module()
        return tight(getattr(module, macro)(*values))

    def _page(self, template: str, **values: Any) -> str:
        return tight(self._jinja.get_template(f"{template}.html").render(**values))
