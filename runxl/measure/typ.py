"""What a Typ of indikator is: it says how its cells are read, judges, explains, words its target, finds its faults."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Literal, NamedTuple, Protocol

from runxl.contract.regel import Regel
from runxl.measure.formula import Outcome, Standard
from runxl.measure.values import Value, as_number
from runxl.measure.worded import measure, unit_of
from runxl.svenska import before_rounding, percent

ReadsAs = Literal["number", "answer", "parts", "text"]
"""How a measure is read: a number, Ja/Delvis/Nej, several numbers with units, or plain text."""

_FACTS = ("name", "reads", "target", "needs", "better")
_PROJECTION_STEP = Decimal("0.1")
_LARGEST_EXPONENT = 20
"""What quantize can hold."""


class IndikatorRow(Protocol):
    """What a Typ looks at in an indikator."""

    @property
    def enhet(self) -> str: ...
    @property
    def utgangsvarde(self) -> Decimal | None: ...
    @property
    def malvarde(self) -> Value: ...
    @property
    def malvarde_max(self) -> Decimal | None: ...
    @property
    def periodmal(self) -> Value: ...
    @property
    def utfall(self) -> Value: ...
    @property
    def tidigare_utfall(self) -> Value: ...


class RowFault(NamedTuple):
    """What is wrong in one of a row's cells: the rule, the column's name, and values for the message."""

    rule: Regel
    column: str
    words: Mapping[str, object]


class Typ(ABC):
    """One Typ. Its words in the dropdown stand in codelists.yaml; all else that it means stands in its class."""

    name: ClassVar[str]
    reads: ClassVar[ReadsAs]
    """How Utfall is read."""

    target: ClassVar[ReadsAs]
    """How Målvärde is read."""

    needs: ClassVar[tuple[str, ...]]
    """The columns without which there is no verdict."""

    better: ClassVar[Literal["higher", "lower", ""]]
    """Which way is good, where the bare number tells; empty where nothing can be better than before."""

    target_unit: ClassVar[str] = ""
    """The unit of Målvärde, where that is not the row's."""

    target_words: ClassVar[tuple[str, ...]] = ()
    """Units that may be written in Målvärde and change what it means; the first is how it is kept."""

    may_say_target: ClassVar[bool] = False
    """Whether a Målvärde that is to be a number may be words instead: they are kept, and judge nothing."""

    against: ClassVar[Literal["malvarde", "utgangsvarde"]] = "malvarde"
    """The column whose number is of the same kind as the outcome."""

    is_assessed: ClassVar[bool] = True
    """A Typ that is not is only followed: it has no target, and may be followed by a number or by an answer."""

    def __eq__(self, other: object) -> bool:
        """Also one that has come from another process."""
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    @abstractmethod
    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        """None: a value that is needed is missing, or is not of the kind that it must be."""

    @abstractmethod
    def explain(self, told: Judged) -> str:
        """The outcome against the target, in words."""

    @abstractmethod
    def aim(self, row: IndikatorRow, goal: Value) -> str:
        """What is aimed at, with the word that tells in which direction: `Högst 14 %`. Nothing for nothing."""

    def goodness(self, row: IndikatorRow, found: Value, goal: Value) -> Decimal | None:
        """A number that is greater the better a measure is; None where no such thing can be said."""
        number = as_number(found) if self.better else None
        return -number if number is not None and self.better == "lower" else number

    def aims_at_sum(self, goal: Value) -> bool:
        """Whether a sum of some months would be judged by this target of the whole year."""
        return self.against == "malvarde" and self.reads != "answer" and ("malvarde" in self.needs or bool(goal))

    @property
    def finds_faults(self) -> bool:
        """Whether there is anything that could be wrong with the values taken together."""
        return type(self).faults is not Typ.faults

    def faults(self, row: IndikatorRow) -> Iterable[RowFault]:
        """What is wrong with the row's values taken together."""
        return ()

    @classmethod
    def lacking(cls) -> list[str]:
        """The parts that a Typ cannot be without and this one is."""
        facts = _FACTS if cls.goodness is Typ.goodness else _FACTS[:-1]
        return [*(fact for fact in facts if not hasattr(cls, fact)), *sorted(cls.__abstractmethods__)]


class Judged(NamedTuple):
    """Why an indikator has the status that its Typ gave it, and what has to be said besides."""

    typ: Typ
    row: IndikatorRow
    goal: Value
    outcome: Outcome
    shown: Decimal | None = None
    """The share as it is shown."""

    exact: Decimal | None = None
    """What it is without the rounding that decided the status, where one did."""

    is_of_period: bool = False
    """The goal is the Periodmål."""

    avser_ar: int | None = None
    """The year that the outcome is of, where that is an earlier one."""

    projection: Decimal | None = None
    """Where the year ends at the same pace; information that is never counted."""

    @property
    def standing(self) -> Literal["assessed"]:
        return "assessed"

    @property
    def text(self) -> str:
        """The indikator's Förklaring."""
        text = f"{self.typ.explain(self)} → {self.outcome.status}"
        if self.projection is None:
            return text
        return f"{text}. I samma takt blir helåret {self.measure(_rough(self.projection))} (räknas inte i statusen)"

    # What the explanations of most Typ are made of

    def measure(self, found: Any) -> str:
        """With the row's unit."""
        return measure(found, unit_of(self.row.enhet))

    @property
    def utfall(self) -> str:
        """`Utfall 64,7 % (avser 2023), avrundat till 65 %,` with what applies."""
        near, utfall = self.outcome.rounded, self.row.utfall
        if not isinstance(near, Decimal) or not isinstance(utfall, Decimal):
            return f"Utfall {self.measure(utfall)}{self.lag}"
        given = f"{before_rounding(utfall, near)}{unit_of(self.row.enhet)}"
        return f"Utfall {given}{self.lag}, avrundat till {self.measure(near)},"

    @property
    def lag(self) -> str:
        return "" if self.avser_ar is None else f" (avser {self.avser_ar})"

    @property
    def malet(self) -> str:
        return "periodmålet" if self.is_of_period else "målvärdet"

    @property
    def gives(self) -> str:
        return f" ger {self.share}" if self.share else ""

    @property
    def share(self) -> str:
        """`100 % (99,5 % utan avrundning)`, where there is one."""
        if self.shown is None:
            return ""
        unrounded = "" if self.exact is None else f" ({percent(self.exact)} utan avrundning)"
        return f"{percent(self.shown)}{unrounded}"


def _rough(value: Decimal) -> Decimal:
    """A projection is no measurement: one decimal at most."""
    rough = value.quantize(_PROJECTION_STEP) if abs(value.adjusted()) < _LARGEST_EXPONENT else value
    return rough.to_integral_value() if rough == rough.to_integral_value() else rough
