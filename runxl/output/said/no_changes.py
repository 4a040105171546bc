"""What is said where no change is told of: not that nothing has changed when nobody has answered."""

from __future__ import annotations

from runxl.assessment.assessed import Assessment


def no_changes(assessment: Assessment) -> str:
    if not assessment.previous:
        return "Ingen tidigare rapport att jämföra med."
    if not assessment.begun:
        return "Ingen har svarat i perioden än."
    return f"Ingenting har förändrats sedan {assessment.previous}."
