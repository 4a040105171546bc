"""The verbs as a service needs them: whatever goes wrong comes out as a RunxlError, in Swedish, with its cause."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from runxl.errors import RunxlError

P = ParamSpec("P")
T = TypeVar("T")

NO_MEMORY = "Datorns minne räcker inte. Stäng andra program, eller ta färre arbetsböcker åt gången."
_MISSING = (
    "Paketet {package} är inte installerat, och det här behöver det. Det följer med när runxl installeras på vanligt "
    "sätt; för sig installeras det med: pip install {package}"
)
_UNEXPECTED = (
    "Något gick fel som runxl inte var berett på ({what}). Ingenting är skrivet till hälften. Skicka hela felet till "
    "den som sköter runxl hos er."
)


def served(verb: Callable[P, T]) -> Callable[P, T]:
    """The verb, out of which no other exception comes than RunxlError; a call that is wrongly written is its caller's.

    A person's Ctrl-C is no exception of ours, and goes through.
    """

    @wraps(verb)
    def run(*given: P.args, **named: P.kwargs) -> T:
        try:
            return verb(*given, **named)
        except RunxlError:
            raise
        except Exception as error:
            trace = error.__traceback__
            if isinstance(error, TypeError) and trace is not None and trace.tb_next is None:
                raise
            raise RunxlError(said(error)) from error

    return run


def said(error: Exception) -> str:
    """What went wrong, in Swedish as far as it is known."""
    if isinstance(error, MemoryError):
        return NO_MEMORY
    if isinstance(error, ModuleNotFoundError):
        from runxl.extras import extra_of, missing

        name = (error.name or "").partition(".")[0]
        extra = extra_of(name)
        return missing("Det här", [name], extra) if extra else _MISSING.format(package=name)
    if isinstance(error, OSError):
        from runxl.files.target import said_of

        return said_of(error)
    return _UNEXPECTED.format(what=" ".join(f"{type(error).__name__}: {error}".split()))
