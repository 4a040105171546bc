"""The installer for Windows, as far as it can be looked at anywhere; `make windows-test` runs it in Wine."""

from __future__ import annotations

import json
import re
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from installer import app, bom, icon, parts, setups, signed
from installer.parts import HERE, PartError
from runxl.addin.sent_to import EXAMPLE, VERBS

TOP = HERE.parent
SCRIPT = (HERE / "runxl.nsi").read_text(encoding="utf-8")
INSTALLS, UNINSTALLS = SCRIPT.split('Section "Uninstall"')
EXTRAS = ("documents", "import")
"""Whoever installs by it has all that a controller needs."""

PINNED = re.compile(r"^([a-z0-9._-]+)==\S+ \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE)
SIGNED = """
Current message digest    : AB12
Calculated message digest : AB12
Signer #0: Subject: /C=US/ST=Oregon/L=Beaverton/O=Python Software Foundation/CN=Python Software Foundation
"""


def test_every_package_that_runxl_needs_is_pinned_with_its_hash() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked_for = [
        *project["dependencies"],
        *(one for extra in EXTRAS for one in project["optional-dependencies"][extra]),
    ]
    needed = {re.split(r"[\[<>=~ ;]", one)[0].lower() for one in asked_for}
    text = (HERE / "wheels.txt").read_text(encoding="utf-8")
    pinned = set(PINNED.findall(text))
    assert needed <= pinned
    told = re.search(r"uv pip compile .*\n", (TOP / "Makefile").read_text(encoding="utf-8"))
    assert told
    assert re.findall(r"--extra (\w+)", told[0]) == [*EXTRAS]
    assert "pywin32" in pinned, "without it no workbook is reached in Excel"
    assert PINNED.sub("", text) == "", "a line that is no pin with hashes"
    assert PINNED.sub("", (HERE / "tools.txt").read_text(encoding="utf-8")) == ""


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (SIGNED, ""),
        ("No signature found.", "it is not signed"),
        (SIGNED.replace("Calculated message digest : AB12", "Calculated message digest : CD34"), "it has changed"),
        (SIGNED.replace("Python Software Foundation", "Somebody"), "by somebody else"),
    ],
)
def test_only_what_pythons_own_makers_have_signed_is_taken(told: str, fault: str) -> None:
    found = signed._fault(told)
    assert fault in found
    assert bool(found) == bool(fault)


def test_a_folder_without_programs_is_no_python(tmp_path: Path) -> None:
    with pytest.raises(PartError, match="no program"):
        signed.assert_signed(tmp_path)


def test_another_python_than_the_one_that_was_meant_is_refused(tmp_path: Path) -> None:
    (tmp_path / "python.zip").write_bytes(b"something else")
    with pytest.raises(PartError, match="SHA-256"):
        parts.fetch(tmp_path / "parts", tmp_path / "python.zip", "0" * 64)


def test_what_is_installed_is_what_is_removed(tmp_path: Path) -> None:
    """Each thing that lies in the installed folder by name, each shortcut and each key of the registry."""
    for name in (*app._LAUNCHERS, "runxl.ico", "sbom.json", "LICENSE.txt", "avinstallera.exe"):
        assert f'Delete "$INSTDIR\\{name}"' in UNINSTALLS
    for name in ("python", "licenser"):
        assert f'RMDir /r "$INSTDIR\\{name}"' in UNINSTALLS
    titles = re.findall(r"!insertmacro SendTo \"(\$\{TITLE_\w+\})\"", INSTALLS)
    assert titles
    assert all(f'Delete "$SENDTO\\{title}.lnk"' in UNINSTALLS for title in titles)
    for key in set(re.findall(r"WriteReg\w+ HKCU (\"[^\"]+\")", INSTALLS)):
        assert f"DeleteRegKey HKCU {key}" in UNINSTALLS


def test_every_verb_under_skicka_till_is_one_that_there_is() -> None:
    started = re.findall(r'!insertmacro SendTo "\$\{TITLE_\w+\}" "(\w+)"', INSTALLS)
    assert sorted(started) == sorted(VERBS)


def test_the_start_menu_and_the_last_page_open_the_example() -> None:
    menu = re.search(r'Prova med ett exempel.lnk" "\$INSTDIR\\runxlw.exe" "(\w+)"', INSTALLS)
    page = re.search(r'MUI_FINISHPAGE_RUN_PARAMETERS "(\w+)"', SCRIPT)
    assert menu
    assert page
    assert menu[1] == page[1] == EXAMPLE


def test_the_start_menu_opens_the_handbook_where_the_wheel_puts_it() -> None:
    placed = re.search(r'\] = "(runxl/_data/handbok)"', (TOP / "hatch_build.py").read_text(encoding="utf-8"))
    assert placed
    assert f"site-packages\\{placed[1]}/index.html".replace("/", "\\") in INSTALLS


def test_nothing_needs_rights_or_a_network() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.search(r"HKLM|HKCR|inetc|NSISdl|http", SCRIPT)


def test_the_launchers_start_the_python_beside_them(tmp_path: Path) -> None:
    """One with a terminal and one without, of distlib's small programs."""
    distlib = tmp_path / "distlib.whl"
    with zipfile.ZipFile(distlib, "w") as archive:
        archive.writestr("distlib/t64.exe", b"MZ terminal")
        archive.writestr("distlib/w64.exe", b"MZ window")
    app._launchers(distlib, tmp_path)
    for name, head in (("runxl.exe", b"MZ terminal#!<launcher_dir>\\python\\python.exe\r\n"),
                       ("runxlw.exe", b"MZ window#!<launcher_dir>\\python\\pythonw.exe\r\n")):  # fmt: skip
        assert (tmp_path / name).read_bytes().startswith(head)
        with zipfile.ZipFile(tmp_path / name) as archive:
            code = archive.read("__main__.py").decode()
        module = code.split()[1]
        assert callable(getattr(__import__(module, fromlist=["program"]), "program", None))
        compile(code, name, "exec")


def test_a_wheel_is_laid_out_as_an_installation_would(tmp_path: Path) -> None:
    """What it has laid aside for the library goes there, and what is for Python's own folder goes beside Python."""
    wheels, python = tmp_path / "wheels", tmp_path / "python"
    wheels.mkdir()
    with zipfile.ZipFile(wheels / "xlwings-1-py3-none-any.whl", "w") as archive:
        archive.writestr("xlwings/__init__.py", "")
        archive.writestr("xlwings-1.data/data/xlwings64-1.dll", b"MZ")
        archive.writestr("xlwings-1.data/platlib/beside.pyd", b"MZ")
    (tmp_path / "tried").mkdir()
    with zipfile.ZipFile(tmp_path / "tried" / "xlwings-0-py3-none-any.whl", "w") as archive:
        archive.writestr("xlwings/tried.py", "")
    app._install(wheels, python, None)
    assert _files(python) == {
        "xlwings64-1.dll", "Lib/site-packages/xlwings/__init__.py", "Lib/site-packages/beside.pyd",
    }  # fmt: skip
    app._install(wheels, tmp_path / "other", tmp_path / "tried")
    assert _files(tmp_path / "other") == {"Lib/site-packages/xlwings/tried.py"}


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_part_is_told_with_its_licence(tmp_path: Path) -> None:
    """Of the packages that these tests run with: names, versions and licences, and a text of each."""
    site = next(Path(one) for one in sys.path if one.endswith("site-packages"))
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "LICENSE.txt").write_text("PSF", encoding="utf-8")
    bom.write_bom(tmp_path, site)
    told = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    by_name = {one["name"]: one for one in told["components"]}
    assert told["bomFormat"] == "CycloneDX"
    assert by_name["xlwings"]["purl"].startswith("pkg:pypi/xlwings@")
    assert all(next(iter(one["licenses"][0]["license"].values())) not in ("", "?") for one in told["components"])
    assert all(any((tmp_path / "licenser" / name).iterdir()) for name in by_name)


def test_no_licence_is_written_over_by_another(tmp_path: Path) -> None:
    """Windows makes no difference of large and small letters. A wheel that is not laid out is read as it is."""
    texts = {"ett/LICENSE.txt": "a", "ett/två/License.txt": "b", "ett-1.dist-info/licenses/license.txt": "c"}
    with zipfile.ZipFile(tmp_path / "ett-1-py3-none-any.whl", "w") as wheel:
        for name, text in {**texts, "ett-1.dist-info/METADATA": "Name: ett\nVersion: 1\nLicense: MIT\n"}.items():
            wheel.writestr(name, text)
        wheel.writestr("ett-1.dist-info/RECORD", "".join(f"{name},,\n" for name in texts))
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "LICENSE.txt").write_text("PSF", encoding="utf-8")
    bom.write_bom(tmp_path, tmp_path / "ett-1-py3-none-any.whl")
    found = list((tmp_path / "licenser" / "ett").iterdir())
    assert sorted(path.read_text(encoding="utf-8") for path in found) == ["a", "b", "c"]
    assert len({path.name.lower() for path in found}) == 3


def test_the_product_for_a_whole_computer_replaces_the_older(tmp_path: Path) -> None:
    product = setups._product("0.1.0")
    assert 'InstallScope="perMachine"' in product
    assert "<MajorUpgrade" in product
    assert setups._UPGRADE in product


def test_the_icon_has_every_size(tmp_path: Path) -> None:
    from PIL import Image

    icon.draw(tmp_path / "runxl.ico")
    icon.draw_side(tmp_path / "side.bmp")
    with Image.open(tmp_path / "runxl.ico") as drawn:
        assert {width for width, _ in drawn.info["sizes"]} == set(icon._SIZES)
    with Image.open(tmp_path / "side.bmp") as side:
        assert side.width / side.height == pytest.approx(164 / 314)


def test_the_menu_of_the_msi_starts_what_is_installed() -> None:
    """In signs that every computer reads alike."""
    product = setups._product("1.2.3")
    assert product.isascii()
    for name, target, arguments in setups._SHORTCUTS:
        assert name in product
        assert target in app._LAUNCHERS or target.endswith(r"runxl\_data\handbok\index.html")
        assert target != "runxlw.exe" or arguments == EXAMPLE


def test_folders_of_folders_go_with_the_program() -> None:
    """Innermost first; the others go with the last of their files."""
    listed = """<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi"><DirectoryRef Id="INSTALLDIR">
      <Directory Id="ytter"><Directory Id="mellan"><Directory Id="inre"><Component Id="fil"/></Directory></Directory></Directory>
    </DirectoryRef></Wix>"""
    empty = setups._without_files(listed)
    assert empty == ["mellan", "ytter"]
    product = setups._product("1.2.3", empty)
    for one in empty:
        assert f'<RemoveFolder Id="{one}" On="uninstall"/>' in product
        assert f'<ComponentRef Id="Tom_{one}"/>' in product
