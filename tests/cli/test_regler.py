"""runxl regler."""

from __future__ import annotations

import json

import pytest

from runxl.cli import main
from runxl.contract.load import contract


def test_every_rule_is_listed_once_by_hundreds(capsys: pytest.CaptureFixture[str]) -> None:
    """All codes, in order, under their headings, each with the symbol of its severity."""
    assert main(["regler"]) == 0
    text = capsys.readouterr().out
    listed = [line.split()[1] for line in text.splitlines() if line.startswith("  ")]
    assert listed == sorted(contract().rules)
    assert text.startswith("Filen\n  ✖ RX001  Filen finns inte\n")
    assert "\nCellen\n" in text


def test_one_rule_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Title, message, why, remedy and example; the code in any case."""
    assert main(["regler", "rx103"]) == 0
    text = capsys.readouterr().out
    rule = contract().rules["RX103"]
    assert text.startswith(f"RX103 {rule.title}  ✖ fel\n")
    assert rule.why in text
    assert rule.example in text
    assert "{" not in text
    assert text.endswith("«runxl handbok RX103» visar regeln i handboken.\n")


def test_an_unknown_rule_gets_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    """A code with a digit too many."""
    assert main(["regler", "RX1033"]) == 2
    assert "Menade du RX103?" in capsys.readouterr().err


def test_rules_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """One rule, with the Swedish names of the other JSON faces."""
    assert main(["regler", "RX204", "--json"]) == 0
    (rule,) = json.loads(capsys.readouterr().out)["regler"]
    assert list(rule) == ["kod", "slug", "niva", "rubrik", "meddelande", "varfor", "atgard", "exempel"]
    assert (rule["kod"], rule["niva"]) == ("RX204", "varning")
