"""Questions to the person in Excel for Windows, put by the add-in's VBA between two calls and never within one.

Excel complains when it has to wait for another program while a person thinks. So what would ask ends the call with
`Asked`; VBA asks, and presses the button once more with all the answers so far. Nothing is written before the last
question of a button, so that what was done before it can be done again.
"""

from __future__ import annotations

from collections.abc import Mapping

from runxl.signs import within

SAY, ASK, FOLDER, FILE = "say", "ask", "folder", "file"
"""What VBA is to do with a reply: show it, put a question to be answered yes or no, or ask for a folder or a file."""

YES = "ja"
_BETWEEN, _AFTER = "\x1f", "\x1e"
"""A question and its answer, and each such pair: signs that stand in neither."""


class Asked(Exception):  # noqa: N818 (it is no fault)
    """A question that has no answer yet; for a folder or a file also where to begin."""

    def __init__(self, kind: str, text: str, start: str = "") -> None:
        super().__init__(text)
        self.kind, self.text, self.start = kind, text, start


def within_the_box(text: str) -> str:
    """As VBA's own message box can show it: in the signs of Western Europe."""
    return within(text, "cp1252")


def read(answers: str) -> dict[str, str]:
    """What VBA hands over: question and answer. So an answer is never taken for that of another question."""
    pairs = (one.partition(_BETWEEN) for one in answers.split(_AFTER) if one)
    return {question: answer for question, _, answer in pairs}


def written(question: str, answer: str) -> str:
    """As VBA writes it."""
    return f"{question}{_BETWEEN}{answer}{_AFTER}"


def answered(answers: Mapping[str, str], kind: str, text: str, start: str = "") -> str:
    """The answer, if there is one yet."""
    if text not in answers:
        raise Asked(kind, text, start)
    return answers[text]
