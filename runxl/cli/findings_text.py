"""A report as lines for a person: file by file, the gravest first, the same fault said once with all its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from runxl.cli.hints import remedy
from runxl.cli.terminal import Line, TerminalStyle, line
from runxl.contract.regel import Regel
from runxl.findings import SEVERITIES, FileReport, Finding, Report, Severity
from runxl.svenska import counted


class SeverityMark(NamedTuple):
    """How a severity is shown: a symbol beside the colour, and its heading."""

    symbol: str
    style: TerminalStyle
    heading: str


MARKS: dict[Severity, SeverityMark] = {
    "fel": SeverityMark("✖", "bad", "Fel"),
    "varning": SeverityMark("◐", "doubt", "Varningar"),
    "info": SeverityMark("–", "quiet", "Bra att veta"),
}

_ONE_BY_ONE = 3
"""So many findings of a code are shown whole; more are gathered in one line with their cells."""

_TEXT = len(Regel.INTE_I_LISTAN) + len("  ")

_MOST_CELLS = 20
_MOST_CLEAN = 10


def counts(files: Iterable[FileReport]) -> str:
    """`2 fel, 1 varning, 3 info`; `inga fynd` when there is nothing."""
    files = tuple(files)
    words = {"fel": ("fel", "fel"), "varning": ("varning", "varningar"), "info": ("info", "info")}
    numbers = {severity: sum(file.count(severity) for file in files) for severity in SEVERITIES}
    accepted = sum(1 for file in files for finding in file.findings if finding.accepted)
    said = [counted(number, *words[severity]) for severity, number in numbers.items() if number]
    said += [counted(accepted, "godtaget", "godtagna")] if accepted else []
    return ", ".join(said) or "inga fynd"


def report_lines(report: Report) -> Iterator[Line]:
    """Everything found, and last what it means and what to do next."""
    clean = sum(1 for file in report.files if not file.findings)
    for file in report.files:
        if file.findings or clean <= _MOST_CLEAN:
            yield from file_lines(file)
    if clean > _MOST_CLEAN:
        yield line(f"{clean} filer: inga fynd")
    if len(report.files) > 1:
        faulty = sum(1 for file in report.files if file.count("fel"))
        where = f" Fel finns i {counted(faulty, 'fil', 'filer')}." if faulty else ""
        yield line((f"{len(report.files)} filer: {counts(report.files)}.{where}", "bold"))
    yield line(closing(report))


def file_lines(file: FileReport) -> Iterator[Line]:
    yield line((f"{file.file}: {counts((file,))}", "bold"))
    for severity in SEVERITIES:
        found = [finding for finding in file.findings if finding.severity == severity and not finding.accepted]
        yield from _section(MARKS[severity].heading, found)
    yield from _section("Godtagna enligt bladet Dispenser", [finding for finding in file.findings if finding.accepted])
    if file.findings:
        yield line()


def closing(report: Report) -> str:
    """What the result means and what to do next."""
    if report.count("fel"):
        code = next(finding.code for finding in report if finding.is_fault)
        return (
            "Det som har fel kan inte bedömas. Rätta i Excel, spara och kontrollera igen. "
            f"«runxl regler {code}» förklarar ett fynd."
        )
    if warnings := report.count("varning"):
        return f"Inga fel. Gå igenom {counted(warnings, 'varning', 'varningar')}; måluppfyllelsen kan beräknas."
    return "Inga fel. Måluppfyllelsen kan beräknas."


def _section(heading: str, findings: list[Finding]) -> Iterator[Line]:
    if not findings:
        return
    mark = MARKS[findings[0].severity]
    yield line((f"{mark.symbol} {heading}", mark.style), indent=2)
    by_remedy = sorted(findings, key=_kind)
    for _, group in groupby(by_remedy, key=_kind):
        yield from _group(list(group))


def _kind(finding: Finding) -> tuple[str, str]:
    """What findings share when they are mended in the same way."""
    return (finding.code, finding.remedy)


def _group(findings: list[Finding]) -> Iterator[Line]:
    """The findings of one kind, then once what to do about them."""
    first = findings[0]
    code: tuple[str, TerminalStyle] = (f"{first.code}  ", "bold")
    if len(findings) <= _ONE_BY_ONE:
        for finding in findings:
            place = f"{_place(finding)}  " if _place(finding) else ""
            yield line(code, (place, "muted"), finding.message, indent=4, hang=_TEXT)
    else:
        same = len({finding.message for finding in findings}) == 1
        text = first.message if same else f"{_title(first)}. Till exempel: {first.message}"
        yield line(code, f"{_how_many(findings)}: {text}", indent=4, hang=_TEXT)
        yield line((_places(findings), "muted"), indent=4 + _TEXT)
    if any(not finding.accepted for finding in findings):
        yield line(("Gör så här: ", "muted"), remedy(first), indent=4 + _TEXT)


def _title(finding: Finding) -> str:
    from runxl.contract.own_checks import known_rules

    rule = known_rules().get(finding.code)
    return rule.title if rule else finding.slug or finding.code


def _how_many(findings: list[Finding]) -> str:
    rows = {(finding.sheet, finding.row) for finding in findings}
    if len(rows) == len(findings) and all(finding.row for finding in findings):
        return f"{len(rows)} rader"
    return f"{len(findings)} ställen"


def _place(finding: Finding) -> str:
    return f"{finding.sheet}!{finding.cell}" if finding.sheet and finding.cell else finding.sheet


def _places(findings: list[Finding]) -> str:
    """`Indikatorer!H7, H9, H12; Delmål 3.4`, cut after twenty: a row that has no cell in the file goes by its key."""
    shown, rest = findings[:_MOST_CELLS], len(findings) - _MOST_CELLS
    sheets = groupby(shown, key=lambda finding: (finding.sheet, "!" if finding.cell else " "))
    text = "; ".join(
        f"{sheet}{between}{', '.join(filter(None, (one.cell or one.key for one in group)))}".strip()
        for (sheet, between), group in sheets
    )
    return f"{text} och {rest} till" if rest > 0 else text
