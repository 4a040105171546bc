"""One cleaning of XML, for the reader and for the writer."""

from __future__ import annotations

import pytest
from lxml import etree

from runxl.opc import limits
from runxl.opc.markup import cleaned, plain
from runxl.opc.refused import RefusedError

ODD = {
    "comments": '<x:a xmlns:x="y"><!-- <x:b> --><x:b z="1"/> text</x:a>',
    "CDATA": "<a><![CDATA[<b> & ]]]]><![CDATA[>]]></a>",
    "instructions": "<?a b?><a><?c d?><b/></a><?e f?>",
    "signs in attributes": '<!-- --><a b=\'"&#10;&#9;&#13;&lt;&gt;&amp;&apos;\' c="d"/>',
    "signs in texts": "<!-- --><a>&#13;\n &lt;&gt;&amp;\"' åäö \U0001f600</a>",
    "empty and filled": "<!-- --><a><b></b><c/><d> </d><e><f/></e></a>",
    "spaces kept": '<!-- --><a xml:space="preserve"> <b xml:lang="sv"/> </a>',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("name", ODD)
def test_the_writer_keeps_what_a_part_says(name: str, encoding: str) -> None:
    """Byte for byte as a large and well-known library would write it anew."""
    text = ODD[name].replace("\U0001f600", "") if encoding == "iso-8859-1" else ODD[name]
    data = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, strip_cdata=True)
    root = etree.fromstring(data, parser)
    assert cleaned(data) == etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def test_what_is_clean_stays_as_it_is() -> None:
    """Prefixes and single quotes are no hindrance to the writer; to the reader they are."""
    data = b"<?xml version='1.0' encoding='utf-8'?>\r\n<x:a xmlns:x='y' b='1'><x:d/></x:a>"
    assert cleaned(data) is data
    assert plain(data) == b'<a x="y" b="1"><d/></a>'
    assert plain(b"<a b='1'/>") == b"<a b='1'/>"


@pytest.mark.parametrize("read", [plain, cleaned])
def test_both_have_the_same_limits(read: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too deep, too many, too large."""
    assert callable(read)
    data = b"<!-- --><a><b><c/></b></a>"
    for limit in ("MAX_DEPTH", "MAX_ELEMENTS", "MAX_REWRITTEN"):
        with monkeypatch.context() as lowered:
            lowered.setattr(limits, limit, 2)
            with pytest.raises(RefusedError):
                read(data)
    read(data)
