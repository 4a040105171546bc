"""An assessment as lines for a person: the headlines first, then mål → delmål → indikatorer, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runxl.assess.model import Assessment
from runxl.assess.verdicts import AktivitetVerdict, DelmalVerdict, IndikatorVerdict, MalVerdict
from runxl.cli.findings_text import counted
from runxl.cli.terminal import Line, Style, line
from runxl.contract.load import contract
from runxl.contract.look import STATUS

PIPE_WIDTH = 100
"""How wide the text is where no terminal says otherwise."""

_STYLES: dict[str, Style] = {"Helt": "helt", "Delvis": "delvis", "Inte": "inte", "Ej bedömd": "ej_bedomd"}
_LIKE = {"fullt": "Helt", "delvis": "Delvis", "inget": "Inte", "": "Ej bedömd"}
_STATUS_WIDTH = 13
_STEP = 2
_LONGEST_NAME = 90


def assessment_lines(assessment: Assessment) -> Iterator[Line]:
    """The whole assessment, its summary first and what remains to do last."""
    styrmodell = contract().styrmodeller[assessment.styrmodell]
    when = " ".join(str(part) for part in (assessment.period, assessment.ar) if part)
    yield line((", ".join(filter(None, (assessment.namnd, when))), "bold"))
    for headline in assessment.headlines:
        yield line(headline, indent=_STEP, hang=_STEP)
    yield from _section("Ändrat sedan förra rapporten", [change.text for change in assessment.changes])
    yield line()
    yield from _Tree(assessment, {level: label.one for level, label in styrmodell.labels.items()}).lines()
    review = [
        finding.message for finding in assessment.findings if finding.code.startswith("RX4") and not finding.accepted
    ]
    yield from _section("Att ompröva", review)
    yield line()
    yield line(_closing(assessment))


class _Tree:
    """The rows in their places. What belongs nowhere stands last, so that no row is lost from sight."""

    def __init__(self, assessment: Assessment, labels: dict[str, str]) -> None:
        self.assessment, self.labels = assessment, labels
        self.mal = {one.nr for one in assessment.mal}
        self.delmal = {one.nr for one in assessment.delmal}

    def lines(self) -> Iterator[Line]:
        for mal in self.assessment.mal:
            yield from self._verdict(mal, "mal", mal.row.mal, 0)
            for delmal in self.assessment.delmal:
                if delmal.row.mal == mal.nr:
                    yield from self._branch(delmal)
            yield line()
        stray = [one for one in self.assessment.delmal if one.row.mal not in self.mal]
        lone = [one for one in self._rows() if one.row.delmal not in self.delmal]
        if stray or lone:
            yield line(("Hör inte ihop med något mål eller delmål", "bold"))
            for delmal in stray:
                yield from self._branch(delmal)
            yield from self._leaves(lone)

    def _rows(self) -> Sequence[IndikatorVerdict | AktivitetVerdict]:
        return (*self.assessment.indikatorer, *self.assessment.aktiviteter)

    def _branch(self, delmal: DelmalVerdict) -> Iterator[Line]:
        yield from self._verdict(delmal, "delmal", delmal.row.delmal, _STEP)
        yield from self._leaves([one for one in self._rows() if one.row.delmal == delmal.nr])

    def _verdict(self, verdict: MalVerdict | DelmalVerdict, level: str, name: str, indent: int) -> Iterator[Line]:
        label = self.labels[level]
        title = f"{label[:1].upper()}{label[1:]} {verdict.nr} "
        yield _row(verdict.status, title, name, indent)
        if verdict.forklaring:
            yield line((verdict.forklaring, "muted"), indent=indent + _STATUS_WIDTH)

    @staticmethod
    def _leaves(rows: Sequence[IndikatorVerdict | AktivitetVerdict]) -> Iterator[Line]:
        for one in rows:
            if isinstance(one, IndikatorVerdict):
                yield _row(one.status, f"{one.nr} ", one.row.indikator, 2 * _STEP)
            else:
                yield _row(_LIKE[one.bidrag], f"{one.nr} ", one.row.aktivitet, 2 * _STEP, word=one.bidrag or "–")
            yield line((one.forklaring, "muted"), indent=2 * _STEP + _STATUS_WIDTH)


def _row(status: str | None, title: str, name: str, indent: int, word: str = "") -> Line:
    """Symbol and word, the number, and what it is called."""
    name = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
    mark = f"{STATUS[status].symbol} {word or status}" if status else ""
    style = _STYLES[status] if status else ""
    return line((mark.ljust(_STATUS_WIDTH), style), (title, "bold"), name, indent=indent, hang=_STATUS_WIDTH)


def _section(heading: str, sentences: Sequence[str]) -> Iterator[Line]:
    if sentences:
        yield line()
        yield line((heading, "bold"))
        for sentence in sentences:
            yield line(sentence, indent=_STEP, hang=_STEP)


def _closing(assessment: Assessment) -> str:
    faults = sum(1 for finding in assessment.findings if finding.is_fault)
    warnings = sum(1 for finding in assessment.findings if finding.severity == "varning" and not finding.accepted)
    if faults or warnings:
        said = " och ".join(
            filter(
                None, (f"{faults} fel" if faults else "", counted(warnings, "varning", "varningar") if warnings else "")
            )
        )
        return f'Uppgifterna har {said}: runxl validera "{assessment.file}" visar var.'
    return "Uppgifterna har inga fel och inga varningar."
