"""Makes findings from rules.yaml: the only place where a code gets its words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from runxl.contract.load import contract
from runxl.contract.regel import Regel, Rule
from runxl.contract.vocabulary import Table
from runxl.errors import Hint, RunxlError
from runxl.excel import fold
from runxl.findings import Finding
from runxl.svenska import dressed, listed

_LONGEST = 60
"""So much of a cell's text is shown in a message."""

_MOST_NAMED = 15
"""Of more words than these only the nearest are named: all of Typ can be read in a message, forty cannot."""

_MOST_KNOWN = 500
"""Among more words than these none is suggested: it would take minutes."""


def finding(
    code: Regel | Rule,
    *,
    file: str = "",
    sheet: str = "",
    cell: str = "",
    row: int | None = None,
    column: str = "",
    key: str = "",
    value: str | float | None = None,
    **words: object,
) -> Finding:
    """A finding of a rule. Its message's words are `blad`, `kolumn`, `nyckel`, `varde` and whatever else is given."""
    rule = code if isinstance(code, Rule) else contract().rules[code]
    said = {
        "fil": file,
        "blad": sheet,
        "cell": cell,
        "rad": row,
        "kolumn": column,
        "nyckel": key or _unnamed(rule.message, row),
        "varde": shown(value),
        **words,
    }
    return Finding(
        code=rule.code,
        slug=rule.slug,
        severity=rule.severity,
        message=rule.message.format_map(said),
        remedy=rule.remedy.format_map(said),
        file=file,
        sheet=sheet,
        cell=cell,
        row=row,
        column=column,
        key=key,
        value=value,
    )


def choices(value: str, allowed: Sequence[str]) -> str:
    """The words that may stand in a cell; of a long list those nearest to what does, and how many there are."""
    if len(allowed) <= _MOST_NAMED:
        return ", ".join(allowed)
    by_fold = {fold(word): word for word in allowed}
    near = [by_fold[one] for one in difflib.get_close_matches(fold(value)[:_LONGEST], by_fold, n=5, cutoff=0.4)]
    named = near or [*allowed[:5]]
    return f"{', '.join(named)} eller något annat av listans {len(allowed)} val"


def hint_of(finding: Finding) -> Hint | None:
    """What would help, for each face to word; a region's own code has none."""
    rule = contract().rules.get(finding.code)
    return rule.hint if rule else None


def place(finding: Finding) -> tuple[int, int, int, str]:
    """Where it stands, to sort by: sheet by sheet, row by row, from left to right."""
    sheets = contract().sheets
    sheet = sheets.index(finding.sheet) if finding.sheet in sheets else -1
    return (sheet, finding.row or 0, len(finding.cell), finding.cell)


def _unnamed(message: str, row: int | None) -> str:
    """What a row without a Nr is called in the message: `rad 7`."""
    word = "Rad" if message.startswith("{nyckel}") else "rad"
    return f"{word} {row}" if row else ""


def suggestion(word: str, known: Iterable[str]) -> str:
    """` Menade du Indikatorer?` if something near is known, else nothing."""
    near = nearest(word, known)
    return f" Menade du {near}?" if near else ""


def asked_table(word: str) -> Table:
    """A table by what its sheet is called, or by its own name in the contract; RunxlError if there is none."""
    named = {fold(said): table for table in contract().tables.values() for said in (table.name, table.sheet)}
    if fold(word) not in named:
        sheets = contract().sheets
        raise RunxlError(f"Det finns inget blad {word}.{suggestion(word, sheets)} Bladen är {listed(sheets)}.")
    return named[fold(word)]


def nearest(word: str, known: Iterable[str]) -> str:
    """The one that was probably meant; empty if none is near."""
    return _nearest(word, tuple(known))


@lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    """Kept, since the same slip often stands in many rows."""
    if len(known) > _MOST_KNOWN:
        return ""
    by_fold = {one.casefold(): one for one in known}
    near = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[near[0]] if near else ""


def open_words(text: str) -> str:
    """A rule's message or remedy as it reads without a finding: … where the finding fills in a word."""
    return re.sub(r"\{\w+\}", "…", re.sub(r"\{(?:forslag|standard|nummer)\}", "", text)).replace("….", "…")


def shown(value: object) -> str:
    """A value as it stands in a message: Swedish decimals, long texts cut."""
    text = dressed(f"{value:.12g}") if isinstance(value, float) else str(value if value is not None else "")
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
