"""A rule is words, a name and a function: added as CONTRIBUTING.md says, in a copy of the program."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

from runxl.contract.load import contract
from tests.markdown_workbook import write
from tests.program_copy import TOP, copied, runxl, written
from tests.rules.test_rules import cases_in

TEXT = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Add a rule")[2].partition("\n## ")[0]
WORDS, FUNCTION, CASES = (textwrap.dedent(one) for one in re.findall(r"```\w*\n(.*?)```", TEXT, re.DOTALL))
CODE = WORDS[:5]


def test_the_code_of_the_example_is_free() -> None:
    """Whoever follows it would else write over a rule that there is."""
    assert re.fullmatch(r"RX2\d\d", CODE)
    assert CODE not in contract().rules
    assert set(re.findall(r"RX\d{3}", TEXT)) == {CODE}


def _inserted(path: Path, before: str, text: str) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count(before) == 1, before
    written(path, source.replace(before, text + before))


def test_the_example_is_a_rule(tmp_path: Path) -> None:
    """It is told of, fires at the cell that its case says and at none in the clean one."""
    copy = copied(tmp_path)
    _inserted(copy / "validation" / "rules.yaml", "RX301:", WORDS)
    (name,) = set(re.findall(r"Regel\.(\w+)", FUNCTION))
    assert f'`{name} = "{CODE}"`' in " ".join(TEXT.split())
    _inserted(copy / "runxl" / "contract" / "regel.py", "\n    # 3xx: between tables", f'    {name} = "{CODE}"\n')
    rules = copy / "runxl" / "check" / "row_rules.py"
    _inserted(rules, "_RULES: dict", f"{FUNCTION}\n\n")
    _inserted(rules, "        _needs,\n", f"        {FUNCTION.split('(')[0].removeprefix('def ')},\n")
    assert "Källan är bara en länk" in runxl(copy, "regler", CODE).stdout
    firing, clean = cases_in(CASES)
    assert (firing.fires, clean.fires) == (True, False)
    for case in (firing, clean):
        plan = write(case.whole, copy / "plan.xlsx")
        (file,) = json.loads(runxl(copy, "validera", str(plan), "--json").stdout)["filer"]
        found = tuple(f"{one['blad']}!{one['cell']}" for one in file["fynd"] if one["kod"] == CODE)
        assert found == (case.cells if case.fires else ())
