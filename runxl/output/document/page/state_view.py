"""How it stands, as HTML: counts, the matrix, what has changed, what needs attention, and each row with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runxl.assessment.trend import in_words
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.output.document import marks
from runxl.output.document.blocks import GridCell
from runxl.output.document.page.grid_view import cell_text, titled
from runxl.output.document.page.state import Goal, JudgedState, StateRow, goals, tallies
from runxl.output.document.phrases import NOTHING, outcome, target
from runxl.output.said.attention_list import NOTHING_TO_ATTEND_TO, Attention, attention
from runxl.output.said.outcomes import outcomes
from runxl.output.said.source import Source
from runxl.output.web.hypertext import Anchors, Html, hidden, joined, tag
from runxl.output.web.looks_of_marks import Looks
from runxl.output.web.sift import Sieve
from runxl.output.web.sparkline import sparkline
from runxl.output.web.tally import cards
from runxl.svenska import capital, counted, uncapital


class StateView:
    """`found`: where in the document each Nr stands."""

    def __init__(self, source: Source, looks: Looks, anchors: Anchors, found: Mapping[str, str]) -> None:
        self.source, self.looks, self.found = source, looks, found
        told = [] if source.plan else [*goals(source)]
        self.goals = [(one, anchors.named(f"rad-{one.nr or 'ovrigt'}")) for one in told]
        self.rows = {id(row): anchors.named(f"rad-{row.nr or 'ovrigt'}") for one in told for row in one.rows}
        self.sieve = Sieve(source.one("mal"), "Ansvarig", "Status")

    def view(self, name: str) -> Html:
        parts = [tag("h2", "Läget", id=name), cards(tallies(self.source), self.looks)]
        if not self.source.plan:
            rows, attention = joined(self._rows()), joined(self._attention())  # which say what there is to sift by
            parts += [*self._matrix(), *self._changes(), self.sieve.form(), attention, rows]
        return tag("section", *parts, aria_labelledby=name, class_="state")

    # At a glance

    def _matrix(self) -> Iterator[Html]:
        """Mål × delmål, each a way to its row."""
        if not self.goals:
            return
        judged = any(goal.judged.status.text for goal, _ in self.goals)
        titles = (self.source.one("mal"), *(("Status",) if judged else ()), "Varav")
        rows = (
            tag(
                "tr",
                tag("th", tag("a", goal.name, href=f"#{name}"), scope="row"),
                tag("td", cell_text(goal.judged.status, self.looks)) if judged else None,
                tag("td", tag("ul", *map(self._tile, goal.rows), class_="tiles") if goal.rows else None),
            )
            for goal, name in self.goals
        )
        yield tag("h3", "Översikt")
        yield titled("oversikt", f"{self.source.many('mal')} i översikt", titles, rows, "matrix")

    def _tile(self, row: StateRow) -> Html:
        said = " ".join(filter(None, (row.short, row.judged.status.shown)))
        look = f"tile {self.looks.of(row.judged.status.mark)}" if row.judged.status.mark else "tile"
        more = hidden(f", {row.name}") if row.short != row.name else None
        return tag("li", tag("a", said, more, href=f"#{self.rows[id(row)]}", class_=look))

    def _changes(self) -> Iterator[Html]:
        previous, told = self.source.assessment.previous, self.source.assessment.news
        yield tag("h3", f"Förändringar sedan {previous}" if previous else "Förändringar")
        if told:
            yield tag("ul", *(tag("li", one.text) for one in told))
        else:
            yield tag("p", self.source.no_changes(), class_="quiet")

    def _attention(self) -> Iterator[Html]:
        yield tag("h3", "Att uppmärksamma")
        attended, mal_of = [*attention(self.source)], self.source.goals_of_all()
        if not attended:
            yield tag("p", NOTHING_TO_ATTEND_TO, class_="quiet")
            return
        rows = (self._attended(one, mal_of.get(one.nr, "")) for one in attended)
        caption = "Det som har lägst bedömning, saknar underlag eller är försenat"
        titles = ("Gäller", "Status", "Ansvarig", "Varför")
        yield titled("uppmarksamma", caption, titles, rows, "wide bred-forst")

    def _attended(self, one: Attention, mal: str) -> Html:
        goal = next((goal.name for goal, _ in self.goals if mal and goal.nr == mal), "")
        status, about = marks.word(one.status, self.source.basis.styrmodell), one.named(self.source)
        return tag(
            "tr",
            tag("th", tag("a", about, href=f"#{self.found[one.nr]}") if one.nr in self.found else about, scope="row"),
            *(tag("td", cell) for cell in (cell_text(status, self.looks), one.ansvarig, one.why)),
            **self.sieve.holds((goal,), (one.ansvarig,), (status.text,)),
        )

    # Row by row

    def _rows(self) -> Iterator[Html]:
        if self.goals:
            yield tag("h3", "Rad för rad, med skäl")
        for goal, name in self.goals:
            own = self.sieve.holds((goal.name,), (), (goal.judged.status.text,)) if not goal.rows else {}
            told = self._told(goal.judged, "", self.found.get(goal.nr), goal.name)
            why = self._why(goal.name, goal.judged.why, ()) if goal.judged.why else None
            rows = tag("ul", *(self._row(goal, row) for row in goal.rows), class_="rows") if goal.rows else None
            head = tag("div", tag("h4", goal.name, id=name, tabindex=-1), told, class_="head")
            yield tag("section", head, why, rows, class_="goal", data_grupp=True, aria_labelledby=name, **own)

    def _row(self, goal: Goal, row: StateRow) -> Html:
        owners = (row.owner, *(self.source.owner(one) or "" for one in row.measures))
        name = self.rows[id(row)]
        return tag(
            "li",
            tag("p", row.name, class_="name"),
            self._told(row.judged, row.owner, self.found.get(row.nr), row.name),
            self._why(row.name, row.judged.why, row.measures) if row.judged.why or row.measures else None,
            id=name,
            tabindex=-1,
            class_=self.looks.of(row.judged.status.mark) if row.judged.status.mark else None,
            **self.sieve.holds((goal.name,), owners, (row.judged.status.text or goal.judged.status.text,)),
        )

    def _told(self, one: JudgedState, owner: str, at: str | None, name: str) -> Html | None:
        parts = [
            cell_text(one.status, self.looks) if one.status.text else None,
            tag("span", "Förra: ", one.before.shown) if one.before.text else None,
            tag("span", f"Prognos: {uncapital(one.forecast)}") if one.forecast else None,
            tag("span", f"Ansvarig: {owner}") if owner else None,
            tag("a", "I dokumentet", hidden(f": {name}"), href=f"#{at}") if at else None,
        ]
        return tag("p", joined(parts, " "), class_="told") if any(parts) else None

    def _why(self, name: str, why: str, several: Sequence[IndikatorVerdict]) -> Html:
        """The reason, and what was measured: shown when somebody asks."""
        label = self.source.basis.styrmodell.labels["indikator"]
        number = counted(len(several), label.one, label.many) if several else ""
        said = " och ".join(filter(None, ("skäl" if why else "", number)))
        parts = [tag("summary", capital(said), hidden(f" för {name}"))]
        parts += [tag("p", why)] if why else []
        parts += [tag("ul", *map(self._measure, several), class_="measures")] if several else []
        return tag("details", *parts)

    def _measure(self, one: IndikatorVerdict) -> Html:
        """What came of it, how it has gone, and why; its outcome and aim where the reason does not say them."""
        source, at = self.source, self.found.get(one.nr)
        name = source.numbered(one.nr, f"{source.kind(one)}{one.row.indikator}")
        status = marks.status(one.told, source.basis.styrmodell) if one.counts else GridCell(NOTHING)
        aim = target(one.row, one.malvarde if one.malvarde is not None else one.row.malvarde)
        facts = "" if one.standing == "assessed" else f"Utfall {outcome(one, source.basis.ar)}, mål {aim}."
        drawn = sparkline(outcomes(one, source.assessment.period))
        parts = (cell_text(status, self.looks), in_words(one.utveckling), drawn, facts, one.forklaring)
        named = tag("p", tag("a", name, href=f"#{at}") if at else name, class_="name")
        return tag("li", named, tag("p", joined(parts, " ")))
