"""`runxl regler`: the rules, all or one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING

from runxl.cli.hints import with_hint
from runxl.cli.parser import Parser
from runxl.cli.terminal import Line, answer, line
from runxl.errors import RunxlError
from runxl.json_face import document

if TYPE_CHECKING:
    from runxl.contract.own_checks import Joined
    from runxl.contract.regel import Rule

HUNDREDS = {
    "RX0": "Filen",
    "RX1": "Cellen",
    "RX2": "Raden och tabellen",
    "RX3": "Mellan tabeller",
    "RX4": "Bedömningen",
    "RX5": "Återlämnade arbetsböcker",
}


def add(parser: Parser) -> None:
    parser.explain(
        "Visar alla regler, eller en regel med förklaring, åtgärd och exempel.\n\n"
        "Svarskod: 0 klart, 2 regeln finns inte.",
        "runxl regler RX103",
    )
    parser.arguments.add_argument("kod", metavar="KOD", nargs="?", help="regelns kod, till exempel RX103")
    parser.flag("--json", "skriv som JSON")


def run(arguments: argparse.Namespace) -> int:
    from runxl.contract.own_checks import joined, known_rules

    known = known_rules()
    ours_first = sorted(known.values(), key=lambda rule: (rule.code[:3] not in HUNDREDS, rule.code))
    chosen = [_find(arguments.kod, known)] if arguments.kod else ours_first
    told = _whole(chosen[0]) if arguments.kod else chain(_list(chosen), _checks(joined()))
    answer(arguments, lambda: document({"regler": [to_dict(rule) for rule in chosen]}), told)
    return 0


def to_dict(rule: Rule) -> dict[str, str]:
    """A rule with the JSON faces' Swedish names."""
    names = {
        "code": "kod",
        "slug": "slug",
        "severity": "niva",
        "title": "rubrik",
        "message": "meddelande",
        "why": "varfor",
        "remedy": "atgard",
        "example": "exempel",
    }
    return {said: getattr(rule, name) for name, said in names.items()}


def _find(word: str, rules: Mapping[str, Rule]) -> Rule:
    from runxl.contract.message import suggestion

    code = word.strip().upper()
    if code not in rules:
        raise RunxlError(f"Det finns ingen regel {word}.{suggestion(code, rules)} «runxl regler» visar alla.")
    return rules[code]


def _list(rules: list[Rule]) -> Iterator[Line]:
    from runxl.cli.findings_text import MARKS

    for group, members in groupby(rules, key=lambda rule: rule.code[:3] if rule.code[:3] in HUNDREDS else ""):
        yield line((HUNDREDS.get(group, "Egna regler"), "bold"))
        for rule in members:
            mark = MARKS[rule.severity]
            yield line((f"{mark.symbol} {rule.code}", mark.style), f"  {rule.title}", indent=2, hang=9)
        yield line()
    legend = ", ".join(f"{mark.symbol} {severity}" for severity, mark in MARKS.items())
    yield line((f"{legend}. «runxl regler RX103» förklarar en regel.", "muted"))


def _checks(joined: Sequence[Joined]) -> Iterator[Line]:
    """The checks that a region has added, with what they say of themselves or why they cannot be used."""
    if joined:
        yield line(("Egna kontroller", "bold"))
    for one in joined:
        codes = ", ".join(rule.code for rule in one.check.rules)
        said = f"går inte att använda: {one.problem}" if one.problem else one.said
        yield line((one.name, "bold"), f"  {codes}" if codes else "", f"  {said}" if said else "", indent=2, hang=9)


def _whole(rule: Rule) -> Iterator[Line]:
    from runxl.cli.findings_text import MARKS
    from runxl.contract.message import open_words

    mark = MARKS[rule.severity]
    yield line((f"{rule.code} {rule.title}", "bold"), (f"  {mark.symbol} {rule.severity}", mark.style))
    parts = {
        "Meddelande": open_words(rule.message),
        "Varför": rule.why,
        "Gör så här": with_hint(open_words(rule.remedy), rule.hint),
        "Exempel": rule.example,
    }
    for heading, text in parts.items():
        yield line()
        yield line((heading, "muted"))
        yield line(text, indent=2)
    if rule.code[:3] in HUNDREDS:
        yield line()
        yield line((f"«runxl handbok {rule.code}» visar regeln i handboken.", "muted"))
