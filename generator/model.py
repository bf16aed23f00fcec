"""The nouns of the trade, as frozen values. Money is `Decimal`, days are `date`; nothing here computes with a clock.

Text fields that the user left out are empty strings, dates and amounts that he left out are None, lists are empty:
a template never meets a missing name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Language = Literal["zh", "en"]
Tone = Literal["soft", "neutral", "firm"]
Channel = Literal["letter", "email", "sms", "wechat", "call"]

LANGUAGES: tuple[Language, ...] = ("zh", "en")
TONES: tuple[Tone, ...] = ("soft", "neutral", "firm")
CHANNELS: tuple[Channel, ...] = ("letter", "email", "sms", "wechat", "call")


@dataclass(frozen=True, slots=True)
class Contact:
    """A person on either side."""

    name: str = ""
    salutation: str = ""
    title: str = ""
    mobile: str = ""
    email: str = ""
    wechat: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A bank account that takes one currency."""

    currency: str
    account_name: str
    bank: str
    number: str


@dataclass(frozen=True, slots=True)
class Creditor:
    """Who is owed the money."""

    name: str
    uscc: str = ""
    address: str = ""
    phone: str = ""
    contact: Contact = Contact()
    signatory: Contact = Contact()
    accounts: tuple[Account, ...] = ()
    sms_signature: str = ""


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who owes it."""

    name: str
    uscc: str = ""
    address: str = ""
    contact: Contact = Contact()
    kind: str = "company"
    relation: str = "regular"
    export: bool = False


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that arrived."""

    date: dt.date
    amount: Decimal
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit note: the claim became smaller without money."""

    date: dt.date
    amount: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """The part of a claim that the debtor contests, and why."""

    amount: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Who answers for the debt, and for how many months after the due date (None: not agreed).

    `kind` says how: first sue the debtor (general) or ask the guarantor at once (joint); empty where it is not agreed.
    """

    guarantor: str
    period_months: int | None = None
    kind: Literal["general", "joint", ""] = ""
    given_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of a debt that is payable in parts."""

    due_date: dt.date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Iou:
    """A paper in which the debtor owns up to the claim (欠条): with a new day, for a debt already due, or on demand."""

    date: dt.date
    pay_on: dt.date | None = None
    after_due: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One invoice and what became of it.

    `instalments` is the whole schedule of the debt: of this claim, or of the debt that this claim is one part of.
    """

    number: str
    currency: str
    amount: Decimal
    due_date: dt.date
    due_by_statute: bool = False  # no date agreed: the day of delivery (Civil Code 628)
    contract_no: str = ""
    order_no: str = ""
    description: str = ""
    issue_date: dt.date | None = None
    delivery_date: dt.date | None = None
    payments: tuple[Payment, ...] = ()
    credits: tuple[Credit, ...] = ()
    dispute: Dispute | None = None
    guarantee: Guarantee | None = None
    instalments: tuple[Instalment, ...] = ()
    iou: Iou | None = None

    @property
    def paid(self) -> Decimal:
        """Sum of the payments."""
        return sum((p.amount for p in self.payments), Decimal(0))

    @property
    def credited(self) -> Decimal:
        """Sum of the credit notes."""
        return sum((c.amount for c in self.credits), Decimal(0))

    @property
    def open(self) -> Decimal:
        """What is still owed: amount − payments − credits. `fields` guarantees that it is not negative."""
        return self.amount - self.paid - self.credited


Basis = Literal["none", "contract", "lpr", "sme_regulation", "uk_statute", "eu_minimum"]


@dataclass(frozen=True, slots=True)
class InterestTerms:
    """On what ground interest is asked, at what rate, how its days are counted, and where the contract stops it.

    `cap_percent` is the contract's own ceiling, in percent of the invoiced amount.
    """

    basis: Basis = "none"
    clause: str = ""
    percent_per_year: Decimal | None = None
    per_mille_per_day: Decimal | None = None
    multiplier: Decimal | None = None
    lpr_mode: Literal["at_breach", "floating"] = "at_breach"
    day_count: Literal[365, 360] = 365
    allocation: Literal["principal", "statutory"] = "principal"
    cap_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One contact or act in the history of the debt."""

    date: dt.date
    type: str
    channel: str = ""
    by: str = ""
    text: str = ""
    provable: bool = False
    pay_on: dt.date | None = None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Collection is paused through `until`, for a reason that somebody stands for."""

    reason: str
    until: dt.date
    by: str = ""


@dataclass(frozen=True, slots=True)
class Judgment:
    """A title on the debt: the money it orders to pay, in yuan and without interest, by which day."""

    date: dt.date
    pay_by: dt.date
    principal: Decimal
    number: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a user says of one debtor; the input of every computation."""

    creditor: Creditor
    debtor: Debtor
    claims: tuple[Claim, ...]
    as_of: dt.date
    language: Language = "zh"
    tone: Tone = "neutral"
    creditor_is_sme: bool = False
    interest: InterestTerms = InterestTerms()
    events: tuple[Event, ...] = ()
    hold: Hold | None = None
    judgment: Judgment | None = None
    excuse: str = ""
    fields: dict[str, str] = field(default_factory=dict)
