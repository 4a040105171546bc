"""An assessment as lines for a person: the headlines first, then mål → delmål → indikatorer, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runxl.assessment.assessed import Assessment
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.verdicts import AktivitetVerdict, IndikatorVerdict
from runxl.cli.terminal import Line, TerminalStyle, line
from runxl.contract.look import QUIET
from runxl.contract.scale import NOT_NOW
from runxl.svenska import capital, counted

PIPE_WIDTH = 100
"""How wide the text is where no terminal says otherwise."""

_STYLES: dict[str, TerminalStyle] = {"fullt": "good", "delvis": "doubt", "inget": "bad", "": "quiet"}
"""By what something adds to the status above it."""

_LEAST_WIDTH, _SYMBOL = 13, 3
"""Of a status with its symbol and the spaces around it."""

_STEP = 2
_LONGEST_NAME = 90


def assessment_lines(assessment: Assessment) -> Iterator[Line]:
    """The whole assessment, its summary first and what remains to do last."""
    yield line((", ".join(filter(None, (assessment.namnd, assessment.when))), "bold"))
    for headline in assessment.headlines:
        yield line(headline, indent=_STEP, hang=_STEP)
    yield from _section("Ändrat sedan förra rapporten", [change.text for change in assessment.news])
    yield line()
    yield from _Tree(assessment).lines()
    review = [finding.message for finding in assessment.reviews if not finding.accepted]
    yield from _section("Att ompröva", review)
    yield line()
    yield line(_closing(assessment))


class _Tree:
    """The rows in their places. What belongs nowhere stands last, so that no row is lost from sight."""

    def __init__(self, assessment: Assessment) -> None:
        self.mal, self.scale = assessment.mal, assessment.scale
        judged: tuple[MalVerdict | DelmalVerdict | IndikatorVerdict, ...] = (
            *assessment.mal,
            *assessment.delmal,
            *assessment.indikatorer,
        )
        words = (*self.scale.statuses, *(NOT_NOW for one in judged if one.not_due))
        self.width = max(_LEAST_WIDTH, _SYMBOL + max(map(len, words)))
        self.labels = {level: label.one for level, label in assessment.model.labels.items()}
        self.branches: dict[str, list[DelmalVerdict]] = {}
        self.leaves: dict[str, list[IndikatorVerdict | AktivitetVerdict]] = {}
        for delmal in assessment.delmal:
            self.branches.setdefault(delmal.row.mal, []).append(delmal)
        rows: tuple[IndikatorVerdict | AktivitetVerdict, ...] = (*assessment.indikatorer, *assessment.aktiviteter)
        for row in rows:
            self.leaves.setdefault(row.row.delmal, []).append(row)

    def lines(self) -> Iterator[Line]:
        for mal in self.mal:
            yield from self._verdict(mal, "mal", mal.row.mal, 0)
            yield from self._branch(mal.nr)
            yield line()
        if self.branches or self.leaves:
            yield line(("Hör inte ihop med något mål eller delmål", "bold"))
            for nr in tuple(self.branches):
                yield from self._branch(nr)
            for rows in self.leaves.values():
                yield from self._rows(rows)

    def _branch(self, mal: str) -> Iterator[Line]:
        """The delmål of a mål with their rows, each told once."""
        for delmal in self.branches.pop(mal, ()):
            yield from self._verdict(delmal, "delmal", delmal.row.delmal, _STEP)
            yield from self._rows(self.leaves.pop(delmal.nr, ()))

    def _verdict(self, verdict: MalVerdict | DelmalVerdict, level: str, name: str, indent: int) -> Iterator[Line]:
        title = f"{capital(self.labels[level])} {verdict.nr} "
        yield self._judged(verdict.told, title, name, indent)
        if verdict.forklaring:
            yield line((verdict.forklaring, "muted"), indent=indent + self.width)

    def _rows(self, rows: Sequence[IndikatorVerdict | AktivitetVerdict]) -> Iterator[Line]:
        for one in rows:
            if isinstance(one, IndikatorVerdict):
                yield self._judged(one.told, f"{one.nr} ", one.row.indikator, 2 * _STEP)
            else:
                mark = self.scale.contribution_marks.get(one.bidrag, QUIET)
                said = f"{mark.symbol} {one.bidrag or QUIET.symbol}"
                yield self._row(said, _STYLES[one.bidrag], f"{one.nr} ", one.row.aktivitet, 2 * _STEP)
            yield line((one.forklaring, "muted"), indent=2 * _STEP + self.width)

    def _judged(self, status: str | None, title: str, name: str, indent: int) -> Line:
        said = f"{self.scale.marks[status].symbol} {status}" if status else ""
        return self._row(said, _STYLES[self.scale.bidrag(status)] if status else "", title, name, indent)

    def _row(self, said: str, style: TerminalStyle, title: str, name: str, indent: int) -> Line:
        """Symbol and word, the number, and what it is called."""
        name = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
        return line((said.ljust(self.width), style), (title, "bold"), name, indent=indent, hang=self.width)


def _section(heading: str, sentences: Sequence[str]) -> Iterator[Line]:
    if sentences:
        yield line()
        yield line((heading, "bold"))
        for sentence in sentences:
            yield line(sentence, indent=_STEP, hang=_STEP)


def _closing(assessment: Assessment) -> str:
    faults = sum(1 for finding in assessment.findings if finding.is_fault)
    warnings = sum(1 for finding in assessment.findings if finding.severity == "varning" and not finding.accepted)
    told = (f"{faults} fel" if faults else "", counted(warnings, "varning", "varningar") if warnings else "")
    if said := " och ".join(filter(None, told)):
        return f'Uppgifterna har {said}: runxl validera "{assessment.file}" visar var.'
    return "Uppgifterna har inga fel och inga varningar."
