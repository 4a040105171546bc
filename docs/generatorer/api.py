"""docs/api.md: the verbs of `import runxl` and the values they return, from their docstrings."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import yaml

import runxl
from docs.generatorer import Files, table
from runxl.assessment import bedomning, counts, verdicts, why
from runxl.assessment.reason_parts import Orsak
from runxl.measure.typ import Judged
from runxl.workbook import tables

_VALUES: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("What is read", (runxl.Workbook, tables.FoundTable)),
    ("What is found", (runxl.Report, runxl.FileReport, runxl.Finding)),
    ("What a region's own check goes by", (runxl.Checked, runxl.OwnCheck, runxl.Rule)),
    (
        "What is assessed",
        (
            runxl.Assessment, bedomning.MalVerdict, bedomning.DelmalVerdict, verdicts.IndikatorVerdict,
            verdicts.AktivitetVerdict, verdicts.UppdragVerdict, Judged, why.Carried, why.Contributes, why.Hinder, Orsak,
            runxl.Change, counts.Totals, counts.Counts, counts.UppdragCounts,
        ),
    ),
    (
        "What is sent out and taken in",
        (
            runxl.Split, runxl.Part, runxl.Draft, runxl.Collected, runxl.Returned, runxl.Conflict, runxl.Wish,
            runxl.Accepted, runxl.Status, runxl.UnitState, runxl.Stray, runxl.Imported, runxl.Review, runxl.NotRead,
            runxl.Taken,
            runxl.Applied, runxl.Left, runxl.Proposal,
        ),
    ),
    ("What many workbooks tell", (runxl.HistoryTable, runxl.TidyRow, runxl.Disputed, runxl.QualityRow)),
    ("What is written", (runxl.WrittenBook, runxl.Advanced, runxl.WrittenDocument, runxl.Summarized)),
    (
        "What stops a run",
        (runxl.RunxlError, runxl.UnreadableError, runxl.NothingReadError, runxl.StoppedError, runxl.Hint),
    ),
)  # fmt: skip
_INTRO = """\
Generated from the docstrings. Everything is typed and frozen. Bad data is a `Finding`, never an exception; a run that
cannot be done raises `RunxlError`, whose Swedish message says what to do. `to_dict()` gives the same documents as the
commands' `--json`, with keys that are part of the public contract. `AnyPath` is a `str` or a `PathLike`. Every type
that a verb returns or raises can be imported from `runxl`."""


_WORDS_FILE = Path(__file__).with_name("api_falt.yaml")
_EVERY = "every"


class _Words:
    """What api_falt.yaml says, and what of it has been needed."""

    def __init__(self) -> None:
        self.said: dict[str, dict[str, str]] = yaml.safe_load(_WORDS_FILE.read_text(encoding="utf-8"))
        self.needed: set[tuple[str, str]] = set()

    def of(self, kind: str, field: str) -> str:
        for section in (kind, _EVERY):
            if field in self.said.get(section, {}):
                self.needed.add((section, field))
                return self.said[section][field]
        raise ValueError(f"{_WORDS_FILE.name}: {field} i {kind} saknar ord")

    def refuse_unneeded(self) -> None:
        given = {(section, field) for section, fields in self.said.items() for field in fields}
        if unneeded := sorted(given - self.needed):
            raise ValueError(f"{_WORDS_FILE.name}: inget fält behöver {', '.join(map('.'.join, unneeded))}")


def api() -> Files:
    words = _Words()
    parts = ["# The Python faces", _INTRO, "## The verbs"]
    parts += [_verb(name) for name in runxl.__all__ if name.islower()]
    for heading, classes in _VALUES:
        parts += [f"## {heading}", *(_value(kind, words) for kind in classes)]
    words.refuse_unneeded()
    return {"docs/api.md": "\n\n".join(parts) + "\n"}


def _verb(name: str) -> str:
    verb = getattr(runxl, name)
    return f"### runxl.{name}\n\n```python\n{_signature(name, verb)}\n```\n\n{_doc(verb)}"


def _signature(name: str, verb: object) -> str:
    """On one line, or one line for each parameter where that is too long."""
    signature = inspect.signature(verb)  # type: ignore[arg-type]  # __all__ names functions
    whole = re.sub(r"(: |-> )'([^']*)'", r"\1\2", f"{name}{signature}")
    if len(whole) <= 100:  # noqa: PLR2004 (what fits on a page)
        return whole
    given, _, returned = whole.removeprefix(f"{name}(").rpartition(") -> ")
    parameters = re.split(r", (?=\*|\w+:)", given)
    return f"{name}(\n" + "".join(f"    {one},\n" for one in parameters) + f") -> {returned}"


def _value(kind: type, words: _Words) -> str:
    """Every field has its words: its own in the code, else those of api_falt.yaml."""
    parts = [part for part in (f"### {kind.__name__}", _doc(kind)) if part]
    rows = [
        (name, of_type, said or words.of(kind.__name__, name.strip("`")))
        for name, of_type, said in (*_fields(kind), *_properties(kind))
    ]
    if rows:
        parts.append(table(("Field", "Type", "Is"), rows))
    methods = [f"- `{name}{_plain(signature)}`: {said}" for name, signature, said in _methods(kind)]
    return "\n\n".join([*parts, "\n".join(methods)] if methods else parts)


def _fields(kind: type) -> Iterator[tuple[str, str, str]]:
    said = {name: text for one in reversed(kind.__mro__) for name, text in _said_of_fields(one).items()}
    for name, annotation in _types(kind).items():
        yield f"`{name}`", f"`{_of_type(annotation)}`", said.get(name, "")


def _types(kind: type) -> dict[str, object]:
    """Of the fields of a dataclass or a NamedTuple; what is neither has none."""
    if dataclasses.is_dataclass(kind):
        return {one.name: one.type for one in dataclasses.fields(kind)}
    return {name: kind.__annotations__[name].__forward_arg__ for name in getattr(kind, "_fields", ())}


def _said_of_fields(kind: type) -> dict[str, str]:
    """The strings that stand below the fields of a class."""
    if kind.__module__ == "builtins":
        return {}
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    found: dict[str, str] = {}
    lines = body.body if isinstance(body, ast.ClassDef) else []
    for line, following in pairwise(lines):
        match line, following:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                found[name] = _in_one_line(said)
    return found


def _properties(kind: type) -> Iterator[tuple[str, str, str]]:
    for name, one in _public(kind):
        if isinstance(one, property) and one.fget is not None:
            returned = one.fget.__annotations__.get("return", "")
            yield f"`{name}`", f"`{_of_type(returned)}`", _in_one_line(inspect.getdoc(one) or "")


def _methods(kind: type) -> Iterator[tuple[str, str, str]]:
    for name, one in _public(kind):
        if inspect.isfunction(one) and inspect.getdoc(one):
            yield name, str(inspect.signature(one)), _in_one_line(inspect.getdoc(one) or "")


def _public(kind: type) -> Iterator[tuple[str, object]]:
    """What a class and its bases in this house say, in the order of the text."""
    for owner in reversed(kind.__mro__):
        if owner.__module__.startswith("runxl"):
            yield from ((name, one) for name, one in vars(owner).items() if not name.startswith("_"))


def _doc(one: object) -> str:
    text = inspect.getdoc(one) or ""
    return "" if text.startswith(f"{getattr(one, '__name__', '')}(") else text


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _of_type(annotation: object) -> str:
    return str(getattr(annotation, "__name__", annotation)).replace("|", "or")


def _plain(signature: str) -> str:
    return signature.replace("(self, ", "(").replace("(self)", "()").replace("'", "")
