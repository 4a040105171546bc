"""The recipes of docs/gor/varje-natt.md, run as they stand: the hook before a commit, the build, the night's own line."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from runxl.cli import main
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN

TOP = Path(__file__).resolve().parents[2]
PAGE = (TOP / "docs" / "gor" / "varje-natt.md").read_text(encoding="utf-8")
RECIPES: list[Any] = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
WHOLE, FAULTY = PLAN, PLAN.replace("| 50 |", "| drygt 50 |")


@pytest.fixture(params=[WHOLE, FAULTY], ids=["whole", "faulty"])
def archive(
    request: pytest.FixtureRequest, make_workbook: MakeWorkbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> int:
    """A folder with a plan in it, and the exit code that it is to give."""
    (tmp_path / "planer").mkdir()
    make_workbook(request.param).rename(tmp_path / "planer" / "plan.xlsx")
    monkeypatch.chdir(tmp_path)
    return int(request.param is FAULTY)


def hooks() -> list[dict[str, Any]]:
    """The one that the page has, and the one that this repository offers to others."""
    ((local,),) = (one["repos"] for one in RECIPES if "repos" in one)
    offered = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return [*local["hooks"], *offered]


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: hook["id"])
def test_the_hook_stops_a_plan_with_faults(hook: dict[str, Any], archive: int) -> None:
    """pre-commit gives the entry the files that match, and lets the commit through at exit code 0 alone."""
    assert re.search(hook["files"], "planer/plan.xlsx")
    assert not re.search(hook["files"], "planer/plan.xlsx.bak-20250115-120000")
    assert run(f"{hook['entry']} planer/plan.xlsx") == archive


def test_the_build_fails_on_faults_and_keeps_the_report(archive: int) -> None:
    (job,) = (one["planer"] for one in RECIPES if "planer" in one)
    install, *steps = job["script"]
    assert install.startswith("pip install")
    assert [run(step) for step in steps] == [archive]
    assert job["artifacts"]["when"] == "always"
    assert all(Path(name).is_file() for name in job["artifacts"]["paths"])


@pytest.mark.usefixtures("archive")
def test_the_night_writes_the_summary_over_the_last_one() -> None:
    """By cron's line, and by the arguments that Windows is given."""
    (cron,) = re.findall(r"^0 2 \* \* \* cd \S+ && (runxl .*)$", PAGE, re.MULTILINE)
    (windows,) = re.findall(r"^`(sammanfatta .*)` och mappen", PAGE, re.MULTILINE)
    for line in (cron, f"runxl {windows}"):
        assert run(line) in (0, 1)
        assert Path("Sammanfattning.xlsx").is_file()


def run(line: str) -> int:
    program, *arguments = shlex.split(line)
    assert program == "runxl"
    return main(arguments)
