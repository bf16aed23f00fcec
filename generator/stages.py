"""Where a debt stands on the ladder, by its age alone. What to do next is the adviser's question."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Stage:
    """One rung of the ladder (a `[[stage]]` of data/stages.toml).

    `from_day` counts days after the due date; `alone_after` is the day from which the stage may be entered although
    the rung below was never used, None if it may always be.
    """

    id: str
    level: int
    from_day: int
    title: dict[str, str]
    document: str
    channel: str
    tone: str
    aim: dict[str, str]
    alone_after: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The house rules of contact (`[policy]` of data/stages.toml); all figures are days."""

    message_gap_days: int
    letter_gap_days: int
    grace_days: int
    guarantee_warning_days: int
    after_suit_days: int


@dataclass(frozen=True, slots=True)
class Procedure:
    """A rhythm of its own for some debtors (a `[[procedure]]` of data/stages.toml).

    `shift_days` moves every stage that comes more than one day after the due date; `documents` maps a stage to
    another document. Empty `kinds` or `relations` fit everybody.
    """

    id: str
    title: dict[str, str]
    kinds: tuple[str, ...]
    relations: tuple[str, ...]
    shift_days: int
    documents: dict[str, str]
    why: dict[str, str]

    def fits(self, kind: str, relation: str) -> bool:
        """Whether this rhythm is meant for a debtor of this kind and relation."""
        return (not self.kinds or kind in self.kinds) and (not self.relations or relation in self.relations)

    def ladder(self, ladder: tuple[Stage, ...]) -> tuple[Stage, ...]:
        """The ladder in this rhythm."""
        return tuple(
            replace(
                stage,
                from_day=stage.from_day + self.shift_days if stage.from_day > 1 else stage.from_day,
                document=self.documents.get(stage.id, stage.document),
            )
            for stage in ladder
        )


def by_age(days_past_due: int, ladder: tuple[Stage, ...]) -> Stage:
    """The highest stage whose first day has come.

    Args:
        days_past_due: as-of date minus due date; negative before it.
        ladder: stages in rising order of `from_day`.
    """
    reached = [stage for stage in ladder if stage.from_day <= days_past_due]
    return reached[-1] if reached else ladder[0]


def at_level(level: int, ladder: tuple[Stage, ...]) -> Stage:
    """The first stage with this level of demand, or the highest below it."""
    fitting = [stage for stage in ladder if stage.level == level]
    return fitting[0] if fitting else [stage for stage in ladder if stage.level < level][-1]
