"""An xlwings engine over open documents that are not Excel's, so that the add-in's one path serves them all.

The program and its workbooks; `engine_sheets` has what is in a workbook. Only what the add-in asks of xlwings is
here. xlwings' own classes stand in front of these.
"""

# Its base classes have read-only properties: what is set on an instance is declared in the class first.
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from xlwings import base_classes
from xlwings.main import Book as XlwingsBook
from xlwings.main import Engine as XlwingsEngine

from runxl.addin.document import Document
from runxl.addin.engine_sheets import Range, Sheet, Sheets


def opened(document: Document, *, name: str) -> XlwingsBook:
    """The document as an xlwings workbook, in an engine of its own."""
    return adopted([document], name=name)[0]


def adopted(documents: Sequence[Document], *, name: str) -> list[XlwingsBook]:
    """Documents of one program as xlwings workbooks; their engine becomes xlwings' active one."""
    import xlwings

    engine = Engine(name, documents)
    engines: Any = xlwings.engines
    engines.engines = [one for one in engines if one.name != name]
    engines.add(XlwingsEngine(impl=engine))
    engines.active = engines[name]
    return [XlwingsBook(impl=book) for book in engine.app.books]


class Engine:
    """What xlwings calls a spreadsheet program."""

    type = "desktop"

    def __init__(self, name: str, documents: Sequence[Document]) -> None:
        self.name = name
        self.app = App(self, documents)
        self.apps = Apps(self.app)

    @staticmethod
    def clean_value_data(data: Any, _dates: Any, empty: Any, _numbers: Any, _errors: Any) -> Any:
        return [[empty if value in ("", None) else value for value in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return value


class Apps(base_classes.Apps):
    def __init__(self, app: App) -> None:
        self._app = app

    def keys(self) -> list[int]:
        return [self._app.pid]

    def __iter__(self) -> Iterator[App]:
        return iter([self._app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return self._app


def _program(name: str) -> Any:
    """A property that the program keeps; every document answers for its program."""

    def get(app: App) -> Any:
        return app.document.setting(name)

    def put(app: App, value: Any) -> None:
        app.document.set(name, value)

    return property(get, put)


class App(base_classes.App):
    engine: Any = None
    books: Any = None
    pid = -1
    version = "16.0"
    visible = True
    api = None
    screen_updating = _program("screen_updating")
    calculation = _program("calculation")
    enable_events = _program("enable_events")
    status_bar = _program("status_bar")

    def __init__(self, engine: Engine, documents: Sequence[Document]) -> None:
        self.engine = engine
        self.books = Books(self, documents)

    @property
    def document(self) -> Document:
        front: Document = self.books.documents[0]
        return front

    @property
    def selection(self) -> Range | None:
        found = self.document.selection()
        return Range(Sheet(self.books(1), found[0]), found[1]) if found else None

    def activate(self, steal_focus: bool = False) -> None:  # noqa: FBT001, FBT002  # as xlwings calls it
        """The person is in front of it already."""

    def alert(self, prompt: str, title: str, _buttons: Any, _mode: Any, _callback: Any) -> str:
        self.document.alert(prompt, title)
        return "ok"


class Books(base_classes.Books):
    app: Any = None

    def __init__(self, app: App, documents: Sequence[Document]) -> None:
        self.app = app
        self.documents = list(documents)

    @property
    def active(self) -> Book:
        return self(1)

    def __call__(self, which: int | str) -> Book:
        if isinstance(which, int):
            return Book(self.app, self.documents[which - 1])
        wanted = which.casefold()
        for document in self.documents:
            if wanted in (document.name.casefold(), document.path.casefold()):
                return Book(self.app, document)
        raise KeyError(which)

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[Book]:
        return (Book(self.app, document) for document in self.documents)

    def open(self, fullname: str, *_: Any, **__: Any) -> Book:
        return self(fullname)


class Book(base_classes.Book):
    app: Any = None
    names = ()

    def __init__(self, app: App, document: Document) -> None:
        self.app = app
        self.document = document

    @property
    def api(self) -> Document:
        return self.document

    @property
    def name(self) -> str:
        return self.document.name

    @property
    def fullname(self) -> str:
        return self.document.path

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def activate(self) -> None:
        """There is nothing to come to the front."""

    def save(self, path: str | None = None, password: str | None = None) -> None:  # noqa: ARG002  # as xlwings calls it
        self.document.save(path or self.document.path)

    def close(self) -> None:
        self.document.close()
