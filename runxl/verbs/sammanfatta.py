"""`sammanfatta`: the facts of many workbooks, chunk by chunk, into one summary: workbook, page or document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from runxl.assessment.assess import assess
from runxl.batch.memory import remembered, with_memory
from runxl.batch.paths import choose
from runxl.batch.progress import Progress, silent
from runxl.batch.spread import spread
from runxl.check.check import check
from runxl.errors import RunxlError
from runxl.files import save
from runxl.files.target import refuse
from runxl.findings import FileReport
from runxl.json_face import document
from runxl.output.document.file_formats import Format, LeftToWrite, documents
from runxl.output.many import found
from runxl.output.many.drawn import Drawn, Styles, drawn
from runxl.output.many.facts import BookFacts, FilledCells
from runxl.output.many.gather import FOUND, gather, unread
from runxl.output.many.region import Region, region
from runxl.output.many.scope import Scope
from runxl.svenska import listed
from runxl.verbs.completeness import filled_in
from runxl.verbs.examine import AnyPath
from runxl.workbook.guarded import ReadFile
from runxl.workbook.read import read

HEAVY = 10_000
"""A page of more rows than these takes a browser a while. None are left out: what is not there is not looked for."""

T = TypeVar("T", bound=Drawn | BookFacts)


@dataclass(frozen=True, slots=True)
class Summarized:
    """What was written, and the story in short: what it covers, and the sentences of the latest period.

    Where some nämnder are not heard in it, those of the latest period in which all are come next.
    """

    out: Path
    files: int
    read: int
    faults: int
    warnings: int
    covered: str
    headlines: tuple[tuple[str, tuple[str, ...]], ...]
    region: Region = field(default_factory=Region)
    """Each nämnd, each period, and each mål with what every nämnd makes of it."""

    skipped: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    """What one must know: of plans that are there more than once, and of a page that is heavy."""

    missing: tuple[str, ...] = ()
    """Of a document: what is left for people to write in it."""

    left_out: tuple[str, ...] = ()
    """Of a document: what the workbooks say and it does not tell."""

    backup: Path | None = None
    """Of a document: the copy kept of the file that it replaced."""

    @property
    def has_faults(self) -> bool:
        """Whether anything must be mended: exit code 1."""
        return self.faults > 0

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl sammanfatta`; its keys are part of the public contract."""
        return document(
            {
                "fil": str(self.out),
                "filer": self.files,
                "lasta": self.read,
                "fel": self.faults,
                "varningar": self.warnings,
                "omfattar": self.covered,
                **self.region.to_dict(),
                "obs": list(self.notes),
                "saknas": list(self.missing),
                "ej_med": list(self.left_out),
            }
        )


class NothingReadError(RunxlError):
    """No file could be read, so nothing was written."""


def summarize(
    paths: AnyPath | Iterable[AnyPath],
    out: AnyPath,
    *,
    replace: bool = False,
    progress: Progress = silent,
    executor: Executor | None = None,
    memory: AnyPath | None = None,
    template: AnyPath | None = None,
    period: str = "",
) -> Summarized:
    """Reads, checks and assesses every workbook, each in its own period, and writes what the suffix of `out` says.

    A workbook, a page, or the region's own document, which may begin from a `template` and is of the latest period
    unless another is named, as `DÅ 1` or `DÅ 1 2027`. `memory` is a file that remembers what was read, so that the
    next run reads what is new or changed.
    """
    target, begun_from = Path(out), Path(template) if template is not None else None
    write = _refused(target, begun_from, period, replace=replace)
    given = [paths] if isinstance(paths, str | PathLike) else paths
    chosen = choose(given, leave_out=target)
    with progress(len(chosen.paths)) as advance, ExitStack() as stack:

        def gathered(what: str, work: Callable[..., list[T]], lost: Callable[[FileReport], T]) -> Iterator[T]:
            among = len(chosen.paths)
            make = partial(spread, work, executor=executor, lost=lost, advance=advance, among=among)
            kept = stack.enter_context(remembered(Path(memory) if memory else None, what))
            done = with_memory(kept, chosen.paths, make, lasts=lambda one: _book(one).head.readable, advance=advance)
            return chain(map(lost, chosen.unreadable), stack.enter_context(closing(done)))

        made = write(target, gathered)
    return _story(made, target, chosen.skipped)


class _Made(NamedTuple):
    """What was read, and of a document what is left and the copy kept of the one before."""

    region: Region
    left: LeftToWrite = LeftToWrite((), ())
    backup: Path | None = None
    notes: tuple[str, ...] = ()


_Gathered = Callable[..., Iterator[Any]]
"""What each workbook becomes: of what it is made, by which function, and what a file is that cannot be read."""


def _refused(target: Path, template: Path | None, period: str, *, replace: bool) -> Callable[[Path, _Gathered], _Made]:
    """Who writes it, unless something stops the run before anything is read."""
    refuse(target, (*_WRITTEN, *documents()), replace=replace)
    suffix = target.suffix.lower()
    kind = documents().get(suffix)
    if kind is None and (template is not None or period):
        what = "En mall" if template is not None else "En period"
        raise RunxlError(f"{what} går bara att ange för {listed([*documents()], 'eller')}: {target.name} skrivs utan.")
    if kind is None:
        return _WRITTEN[suffix]
    kind.refuse(target, template)
    return partial(_document, kind, template, period)


def _document(kind: Format, template: Path | None, period: str, target: Path, gathered: _Gathered) -> _Made:
    """The region's own document; a copy is kept of one that it replaces, which people have written in."""
    from runxl.output.many.region_document import composed, for_document

    scope = Scope(tuple(_some_read(gathered("dokument", partial(parts, for_document), unread))))
    scope = scope.of(period) if period else scope
    whole = region(scope)
    manuscript, replaces = composed(whole), target.exists()
    with save.whole(target, backup=True) as temporary:
        left = kind.fill(manuscript, temporary, template)
    backup = save.latest_backup(target) if replaces else None
    return _Made(whole, left, backup, tuple(whole.left()))


def _workbook(target: Path, gathered: _Gathered) -> _Made:
    from runxl.output.many.many_book import write_summary  # with XlsxWriter, of which a worker has no need

    def books(styles: Styles) -> Iterator[Drawn]:
        done = gathered(f"arbetsbok {sorted(styles.items())}", partial(lists, styles), partial(_lost, styles))
        return _some_read(done)

    return _Made(write_summary(target, books))


def _page(target: Path, gathered: _Gathered) -> _Made:
    from runxl.output.many.region_page import for_page, write_page

    whole = write_page(target, _some_read(gathered("sida", partial(parts, for_page), unread)))
    rows = sum(len(listed) for book in whole.scope.read for listed in book.lists.values())
    if rows <= HEAVY:
        return _Made(whole)
    return _Made(whole, notes=(f"Sidan har {rows} rader och kan vara trög att öppna. Alla är med.",))


_WRITTEN: Mapping[str, Callable[[Path, _Gathered], _Made]] = {".xlsx": _workbook, ".html": _page}
"""What is written of many workbooks in a way of its own, by its suffix. Formats of documents write the rest."""


def parts(part: Callable[[BookFacts], BookFacts], paths: Sequence[Path], read: ReadFile = read) -> list[BookFacts]:
    """What a page or a document needs of them."""
    return [part(one) for one in facts(paths, read)]


def lists(styles: Styles, paths: Sequence[Path], read: ReadFile = read) -> list[Drawn]:
    """The same, ready to be written to a workbook with these styles."""
    return drawn(facts(paths, read), styles)


def facts(paths: Sequence[Path], read: ReadFile = read) -> list[BookFacts]:
    """The facts of some workbooks, checked together. Needs and leaves nothing else, so any process can do it."""
    workbooks = [read(path) for path in paths]
    gathered = []
    for workbook, checked in zip(workbooks, check(workbooks), strict=True):
        if checked.readable:
            gathered.append(gather(checked, assess(checked), FilledCells(*filled_in(workbook, checked))))
        else:
            gathered.append(unread(FileReport(checked.file, checked.findings, readable=False)))
    return gathered


def _book(one: Drawn | BookFacts) -> BookFacts:
    return one.facts if isinstance(one, Drawn) else one


def _lost(styles: Styles, report: FileReport) -> Drawn:
    (one,) = drawn([unread(report)], styles)
    return one


def _some_read(gathered: Iterable[T]) -> Iterator[T]:
    """The same, but if no workbook could be read the run stops and says why: then no file is left behind."""
    some = False
    why: list[str] = []
    for one in gathered:
        said = _book(one)
        some = some or said.head.readable
        if not some:
            why += found.sentences(said.lists[FOUND])
        yield one
    if not some:
        raise NothingReadError(" ".join(why) or "Det finns ingen arbetsbok att sammanfatta.")


def _story(made: _Made, out: Path, skipped: tuple[Path, ...]) -> Summarized:
    scope = made.region.scope
    return Summarized(
        out=out,
        files=len(scope.books),
        read=len(scope.read),
        faults=sum(book.fel for book in scope.books),
        warnings=sum(book.varningar for book in scope.books),
        covered=scope.covered,
        headlines=tuple((one.title, one.sentences()) for one in made.region.told()),
        region=made.region,
        skipped=skipped,
        notes=(*(several.said for several in scope.copies), *made.notes),
        missing=made.left.missing,
        left_out=made.left.left_out,
        backup=made.backup,
    )
