"""Mail drafts: one for each unit, with its own workbook or its own faults, and nothing of anybody else's."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runxl
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.verbs.drafts import Contact, Letter, content
from tests.conftest import MakeWorkbook
from tests.verbs.returns import put, setting
from tests.verbs.test_dela import text_of

PLAN = """
## Inställningar
| Inställning | Värde |
| Plan-id | abcd1234 |
| Period | DÅ 1 |
| År | 2026 |
| Kontakt | controller@region.example |
## Mål
| Nr | Mål |
| 1 | Ett mål |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Bättre resor | Miljö och resor |
| 1.2 | 1 | Fler konserter | Kultur |
| 1.3 | 1 | Fler åkare | Ånga |
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |
| 1.1.1 | 1.1 | Resor | Minst | 10 | | Tertial |
| 1.2.1 | 1.2 | Konserter | Minst | 20 | | Tertial |
| 1.3.1 | 1.3 | Åkare | Minst | 30 | | År |
## Enheter
| Enhet | Kontakt | E-post | Godkänner |
| Miljö och resor | Åsa Öberg | asa.oberg@region.example | Örjan Ärlig |
| Kultur | | kultur@region.example; chef.kultur@region.example | |
"""


@pytest.fixture
def master(make_workbook: MakeWorkbook) -> Path:
    return make_workbook(PLAN)


def opened(path: Path) -> EmailMessage:
    """A draft, as another program reads it."""
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    assert not mail.defects
    return mail


def said(mail: EmailMessage) -> str:
    body = mail.get_body()
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def addresses(mail: EmailMessage) -> list[str]:
    return [one.addr_spec for one in mail["To"].addresses] if mail["To"] else []


def test_every_draft_has_its_own_workbook_byte_for_byte(master: Path, tmp_path: Path) -> None:
    """With the period and the last day in the subject, and opened as a mail that is not sent yet."""
    done = runxl.split(master, tmp_path / "ut", answer_by=dt.date(2026, 5, 15), drafts=True)
    assert [draft.file.name for draft in done.drafts] == [
        "Svar Kultur – DÅ 1 2026.eml",
        "Svar Miljö och resor – DÅ 1 2026.eml",
        "Svar Ånga – DÅ 1 2026.eml",
    ]
    for part, draft in zip(done.parts, done.drafts, strict=True):
        mail = opened(draft.file)
        (attached,) = mail.iter_attachments()
        assert isinstance(attached, EmailMessage)
        assert attached.get_content() == part.file.read_bytes()
        assert attached.get_filename() == part.file.name
        assert mail["X-Unsent"] == "1"
        assert mail["Subject"] == f"DÅ 1 2026: {part.unit}, svar senast 2026-05-15"
        assert "Sista svarsdag: 2026-05-15" in said(mail)


def test_a_letter_is_to_its_unit_alone(master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its contact by name and address, who approves, å ä ö as they are; no other address, in the mail or the workbook."""
    assert main(["dela", str(master), "-o", str(tmp_path / "ut"), "--mejl"]) == 0
    told = capsys.readouterr().out
    assert "3 mejlutkast" in told
    assert "Utan mottagare, för adressen saknas på bladet Enheter: Ånga." in told
    travel, culture, steam = (
        opened(tmp_path / "ut" / f"Svar {unit} – DÅ 1 2026.eml") for unit in ("Miljö och resor", "Kultur", "Ånga")
    )
    (to,) = travel["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Åsa Öberg", "asa.oberg@region.example")
    assert said(travel).startswith("Hej Åsa Öberg!")
    assert "Godkänner svaret innan det skickas: Örjan Ärlig" in said(travel)
    assert "2 uppgifter ska lämnas nu" not in said(travel)
    assert "3 uppgifter ska lämnas nu" in said(travel)  # an utfall, an analysis and a prognosis
    assert addresses(culture) == ["kultur@region.example", "chef.kultur@region.example"]
    assert addresses(steam) == []
    for unit, own in (("Miljö och resor", "asa.oberg"), ("Kultur", "kultur@"), ("Ånga", "-")):
        whole = text_of(tmp_path / "ut" / f"Svar {unit} – DÅ 1 2026.xlsx")
        whole += (tmp_path / "ut" / f"Svar {unit} – DÅ 1 2026.eml").read_text("utf-8")
        others = [one for one in ("asa.oberg", "kultur@", "Örjan Ärlig") if own not in one and one in whole]
        assert [one for one in others if (unit, one) != ("Miljö och resor", "Örjan Ärlig")] == []


def test_the_list_has_the_addresses(master: Path, tmp_path: Path) -> None:
    runxl.split(master, tmp_path / "ut")
    lines = (tmp_path / "ut" / "utskick.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].endswith(";Kontakt;E-post;Godkänner")
    assert lines[2].endswith(";Åsa Öberg;asa.oberg@region.example;Örjan Ärlig")


def test_drafts_that_are_there_are_left_alone(master: Path, tmp_path: Path) -> None:
    """Somebody may have written in one. Refused before anything is written; replaced when asked, and a copy kept."""
    (tmp_path / "ut").mkdir()
    mine = tmp_path / "ut" / "Svar Kultur – DÅ 1 2026.eml"
    mine.write_text("egna ord")
    with pytest.raises(RunxlError, match="finns redan"):
        runxl.split(master, tmp_path / "ut", drafts=True)
    assert [path.name for path in (tmp_path / "ut").iterdir()] == [mine.name]
    runxl.split(master, tmp_path / "ut", drafts=True, replace=True)
    (kept,) = (tmp_path / "ut").glob("*.eml.bak-*")
    assert kept.read_text() == "egna ord"


def test_an_address_that_is_none_is_told(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The draft then has no recipient, rather than a wrong one."""
    master = make_workbook(PLAN.replace("asa.oberg@region.example", "åsa.öberg (region)"))
    main(["dela", str(master), "-o", str(tmp_path / "ut"), "--mejl"])
    assert "«åsa.öberg (region)» på bladet Enheter är ingen e-postadress" in capsys.readouterr().out
    assert addresses(opened(tmp_path / "ut" / "Svar Miljö och resor – DÅ 1 2026.eml")) == []


@given(st.text(), st.text(), st.text())
def test_no_name_adds_anything_to_the_head(unit: str, contact: str, address: str) -> None:
    """Whatever a hostile workbook calls a unit, its contact or its address."""
    whole = content(Letter(unit, Path("x.eml"), f"DÅ 1: {unit}", f"Hej {unit}"), Contact(contact, address))
    mail = email.message_from_bytes(whole, policy=email.policy.default)
    known = {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    assert {*mail.keys()} <= known


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x85", "\u2028"])
def test_a_line_break_in_a_name_is_a_space(end: str) -> None:
    name = f"Kultur{end}Bcc: spion@example.com{end}{end}text"
    letter = Letter(name, Path("x.eml"), f"DÅ 1: {name}", "Hej")
    mail = email.message_from_bytes(
        content(letter, Contact(name, f"a@b.se{end}Bcc: c@d.se")), policy=email.policy.default
    )
    assert "Bcc" not in mail
    assert str(mail["Subject"]) == "DÅ 1: Kultur Bcc: spion@example.com text"


def test_a_reminder_names_the_units_own_faults_and_what_it_lacks(
    master: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One who has answered all is not written to. Nothing in a letter is of another unit."""
    svar = tmp_path / "svar"
    runxl.split(master, svar, answer_by=dt.date(2026, 5, 15))
    culture, travel = (svar / f"Svar {unit} – DÅ 1 2026.xlsx" for unit in ("Kultur", "Miljö och resor"))
    put(culture, {("Indikatorer", "1.2.1", "Utfall"): "drygt 40", ("Delmål", "1.2", "Analys"): "Bra."})
    setting(travel, "År", 2025)
    put(
        svar / "Svar Ånga – DÅ 1 2026.xlsx", {("Delmål", "1.3", "Analys"): "Bra.", ("Delmål", "1.3", "Prognos"): "Helt"}
    )
    command = ["status", str(svar), "--till", str(master), "--mejl", str(tmp_path / "mejl")]
    assert main(command) == 1
    assert "2 mejlutkast" in capsys.readouterr().out
    assert sorted(path.name for path in (tmp_path / "mejl").iterdir()) == [
        "Påminnelse Kultur – DÅ 1 2026.eml",
        "Påminnelse Miljö och resor – DÅ 1 2026.eml",
    ]
    one, other = (
        opened(tmp_path / "mejl" / f"Påminnelse {unit} – DÅ 1 2026.eml") for unit in ("Kultur", "Miljö och resor")
    )
    assert "- Delmål 1.2: Prognos" in said(one)
    assert "- Indikatorer I2: Utfall är drygt 40." in said(one)
    assert [word for word in ("Analys", "1.1", "1.3", "Miljö", "Åsa", "Ånga") if word in said(one)] == []
    assert "Arbetsboken gäller år 2025, men planen gäller 2026." in said(other)
    assert addresses(other) == ["asa.oberg@region.example"]
    assert main(command) == 2  # the drafts are there
    put(culture, {("Indikatorer", "1.2.1", "Utfall"): 40, ("Delmål", "1.2", "Prognos"): "Helt"})
    assert main([*command, "--ersatt"]) == 1
    assert "skicka dem inte: Påminnelse Kultur – DÅ 1 2026.eml" in capsys.readouterr().out


def test_the_same_from_python(master: Path, tmp_path: Path) -> None:
    """Nobody has answered: everybody is written to, and nobody else is named."""
    (tmp_path / "svar").mkdir()
    done = runxl.status(tmp_path / "svar", master, drafts=tmp_path / "mejl")
    assert [draft.unit for draft in done.drafts] == ["Kultur", "Miljö och resor", "Ånga"]
    assert [unit.state for unit in done.units] == ["saknas"] * 3
    assert "Vi har inte fått svar från Ånga för DÅ 1 2026." in said(opened(done.drafts[2].file))
    assert runxl.status(tmp_path / "svar", master).drafts == ()
