"""What a value shows of itself in a notebook and at the prompt: a line, or a small table, never its whole contents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MOST = 20
"""So many rows are shown."""


def in_short(kind: str, name: str, parts: Iterable[str]) -> str:
    """`<Report plan.xlsx: 2 fel, 1 varning>`."""
    said = ", ".join(part for part in parts if part)
    return f"<{kind} {name}{': ' if said else ''}{said}>"


def table(title: str, said: Iterable[str], heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """HTML: a title, sentences, and the first rows of a table. Whatever stands in them is text."""
    parts = [f"<p><strong>{_text(title)}</strong></p>", *(f"<p>{_text(one)}</p>" for one in said if one)]
    if rows:
        head = "".join(f"<th scope='col' style='text-align:left'>{_text(one)}</th>" for one in heads)
        body = "".join(f"<tr>{''.join(_cell(one) for one in row)}</tr>" for row in rows[:MOST])
        parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    if len(rows) > MOST:
        parts.append(f"<p>… och {len(rows) - MOST} till</p>")
    return "".join(parts)


def _cell(value: object) -> str:
    return f"<td style='text-align:left'>{_text('' if value is None else str(value))}</td>"


def _text(text: str) -> str:
    from html import escape

    return escape(text)
