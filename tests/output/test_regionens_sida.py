"""The page about three nämnder and two years: every number on it against a count of what REPORTS says."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

import runxl
from tests.output.pages import one, parsed, said
from tests.output.region import GOALS, HALSA, KULTUR, REPORTS, RUN, UPPDRAG, Report, written

LATEST = {HALSA: REPORTS[3], KULTUR: REPORTS[1], RUN: REPORTS[4]}
"""In the order of their names. A plan for a year is no report of it."""

MARKS = {
    "Helt": "✔", "Delvis": "◐", "Inte": "✖", "Ej bedömd": "–", "Inte mätt nu": "○",
    "Klar": "✔", "Pågående": "▸", "Ej påbörjad": "✖",
}  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Any:
    top: Path = tmp_path_factory.mktemp("regionen")
    written(top)
    return parsed(runxl.summarize(top, tmp_path_factory.mktemp("ut") / "Regionen.html").out)


def rows(page: Any, caption: str) -> list[Any]:
    found: list[Any] = page.xpath(f"//table[.//caption[@id='{caption}']]/tbody/tr")
    return found


def tile(report: Report, status: str) -> str:
    return f"{report.namnd} ({report.when}) {MARKS[status]} {status}"


def chips(statuses: list[str]) -> str:
    """`✔ 2 helt ◐ 1 delvis`: how many of each there are."""
    found = Counter(statuses)
    return " ".join(f"{MARKS[word]} {found[word]} {word.lower()}" for word in MARKS if found[word])


def test_every_contribution_of_the_latest_reports_stands_by_its_mal(page: Any) -> None:
    """Once, under the Nr that most have: one nämnd alone has mål 4, and calls it 5."""
    wanted = [
        (
            f"{ {'4': '5'}.get(nr, nr) } {namn}",
            [tile(report, report.goals[nr].counts) for report in LATEST.values() if nr in report.goals],
        )
        for nr, namn in GOALS.items()
    ]
    assert [(said(one(row, "th")), [said(cell) for cell in row.xpath("td//a")]) for row in rows(page, "mal")] == wanted


def test_uppdrag_from_fullmaktige_stand_once_with_every_answer(page: Any) -> None:
    wanted = [
        (
            f"{nr} {namn}",
            [tile(report, report.uppdrag[nr]) for report in LATEST.values() if nr in report.uppdrag],
        )
        for nr, namn in UPPDRAG.items()
    ]
    found = [(said(one(row, "th")), [said(cell) for cell in row.xpath("td//a")]) for row in rows(page, "uppdrag")]
    assert found == wanted


def test_each_period_is_counted_by_those_who_are_heard_in_it(page: Any) -> None:
    """Nothing of one period is added to another, and each says how many nämnder it is of."""
    wanted: dict[str, list[str]] = defaultdict(list)
    heard = Counter(report.when for report in REPORTS)
    for report in REPORTS:
        computed = [says.computed for says in report.goals.values()]
        wanted[report.when] += ["Inte mätt nu"] * len(computed) if report.period == "Nämndplan" else computed
    found = {said(one(row, "th")): [said(cell) for cell in row.xpath("td")] for row in rows(page, "perioder")}
    assert found == {when: [f"{heard[when]} av 3 nämnder", chips(told)] for when, told in wanted.items()}


@pytest.mark.parametrize(("title", "when"), [("DÅ 2 2027, 1 av 3 nämnder", "DÅ 2 2027"), ("Årsrapport 2026",) * 2])
def test_the_headlines_are_of_one_period_each(page: Any, title: str, when: str) -> None:
    """Mål by what counts, delmål and indikatorer by what is computed, and the same mål or uppdrag is one."""
    reports = [report for report in REPORTS if report.when == when]
    says = [one for report in reports for one in report.goals.values()]
    answers = [(nr, status) for report in reports for nr, status in report.uppdrag.items()]
    computed = chips([one.computed for one in says])
    by = f" från {len(reports)} nämnder" if len(reports) > 1 else ""
    goals = len({nr for report in reports for nr in report.goals})
    given = len(dict(answers))
    below = said(one(page, f"//h3[.='{title}']/following-sibling::*[1]"))
    assert below.startswith(
        f"{goals} regionmål{f' med {len(says)} bidrag{by}' if by else ''} {chips([one.counts for one in says])} "
        f"{len(says)} delmål {computed} {len(says)} indikatorer {computed} "
        f"{given} uppdrag{f' med {len(answers)} svar{by}' if by else ''} "
    )
    found = Counter(status for _, status in answers)
    assert below.endswith(
        f"{found['Klar']} {'klart' if found['Klar'] == 1 else 'klara'}, {found['Pågående']} pågående, "
        f"{found['Ej påbörjad']} {'ej påbörjat' if found['Ej påbörjad'] == 1 else 'ej påbörjade'}"
    )


def test_who_is_missing_is_named(page: Any) -> None:
    silent = one(page, "//h3[.='DÅ 2 2027, 1 av 3 nämnder']/following-sibling::p[1]")
    assert said(silent) == f"Saknas: {KULTUR} (senast DÅ 1 2027) och {RUN} (senast Årsrapport 2026)."
