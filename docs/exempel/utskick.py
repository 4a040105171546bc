"""A round: one workbook and one mail draft to each unit, and later a reminder to those who are awaited.

    python utskick.py ut plan.xlsx utskick/ 2026-09-15
    python utskick.py påminn plan.xlsx svar/ påminnelser/

The drafts (.eml) open in Outlook, ready to be sent. Nothing is sent by itself.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import runxl


def send_out(plan: Path, folder: Path, answer_by: dt.date) -> list[str]:
    """Who gets a workbook, and who has no address that can be used."""
    done = runxl.split(plan, folder, answer_by=answer_by, lock=True, drafts=True)
    written = {draft.unit: draft for draft in done.drafts}
    return [f"{part.unit}: {', '.join(written[part.unit].to) or 'adress saknas'}" for part in done.parts]


def remind(plan: Path, answers: Path, folder: Path) -> list[str]:
    """Whom a reminder was written to, and why."""
    status = runxl.status(answers, plan, drafts=folder)
    return [f"{unit.unit}: {unit.reason}" for unit in status.units if unit.reason]


if __name__ == "__main__":
    verb, given = sys.argv[1], [Path(word) for word in sys.argv[2:4]]
    if verb == "ut":
        print(*send_out(given[0], given[1], dt.date.fromisoformat(sys.argv[4])), sep="\n")
    else:
        print(*remind(given[0], given[1], Path(sys.argv[4])), sep="\n")
