"""What all workbooks of a template share is read once; what tells one from another never is."""

from __future__ import annotations

from pathlib import Path

from runxl.opc.markup import Element, elements, once
from runxl.opc.relations import relations_of
from runxl.workbook.tables import Workbook
from tests.workbook.packages import MAIN, OFFICE, RELATIONS, codes, header, parts_with, read_parts, sheet, text

ROWS = header() + "".join(f'<row r="{row}">{text(f"A{row}", str(row))}</row>' for row in (2, 3))


def with_table(folder: Path, ref: str, *, table: str = "table1", more: str = "") -> Workbook:
    """A workbook whose sheet Mål has an Excel table over a range."""
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/table" Target="../tables/{table}.xml"/>'
    parts = parts_with(sheet(ROWS)) | {
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relation}{more}</Relationships>',
        f"xl/tables/{table}.xml": f'<table xmlns="{MAIN}" displayName="Mal" ref="{ref}"/>',
    }
    folder.mkdir(exist_ok=True)
    return read_parts(folder, parts)


def test_two_workbooks_with_the_same_relations_have_their_own_tables(tmp_path: Path) -> None:
    """The relations have the same bytes, the tables have not: in the second a row stands below the table."""
    for _ in range(2):
        assert codes(with_table(tmp_path / "hel", "A1:L3")) == []
        assert codes(with_table(tmp_path / "kort", "A1:L2")) == ["RX020"]


def test_the_same_table_under_another_name_is_found(tmp_path: Path) -> None:
    """Where a table lies is told by the relations of the sheet, not by an earlier workbook."""
    assert codes(with_table(tmp_path / "ett", "A1:L2")) == ["RX020"]
    assert codes(with_table(tmp_path / "nio", "A1:L2", table="table9")) == ["RX020"]


def test_a_relation_counts_from_the_folder_that_it_stands_in() -> None:
    """The same bytes mean another part in another folder."""
    content = f'<Relationships><Relationship Id="a" Type="{OFFICE}/table" Target="b.xml"/></Relationships>'.encode()
    parts = {"xl/_rels/w.xml.rels": content, "xl/worksheets/_rels/s.xml.rels": content, "_rels/.rels": content}
    targets = [relations_of(parts, part)["a"].target for part in ("xl/w.xml", "xl/worksheets/s.xml", "")]
    assert targets == ["xl/b.xml", "xl/worksheets/b.xml", "b.xml"]


def test_a_part_is_read_once_if_it_is_small() -> None:
    """A large one is not held on to: it is no template's, and may be of any size."""
    read: list[int] = []

    def told(data: bytes, tag: str) -> list[Element]:
        read.append(len(data))
        return elements(data, tag)

    small = b'<table displayName="bara i det har provet" ref="A1:B2"/>'
    large, reader = small + b" " * 10_000, once(told)
    for content in (small, large) * 3:
        assert reader(content, "table") == elements(content, "table")
    assert read == [len(small), *[len(large)] * 3]
