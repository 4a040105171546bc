"""The folder made into what is handed out: setup.exe by NSIS, and .msi by wixl for Intune and the like."""

from __future__ import annotations

import subprocess
import uuid
from collections.abc import Sequence
from pathlib import Path, PureWindowsPath
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

from installer.parts import HERE

_WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
_UPGRADE = "2b6a3f0e-6a0f-4b57-9f0c-1d1f6c8f7a55"
"""Never changed: by it a newer .msi knows the older one that it replaces."""


_MENU = "a0c2f1de-5b0c-4f0f-8f0e-6a4f7f1f2d11"
_SHORTCUTS = (
    ("Handbok", r"python\Lib\site-packages\runxl\_data\handbok\index.html", ""),
    ("Prova med ett exempel", "runxlw.exe", "exempel"),
    ("Knapparna i Excel", "runxl.exe", "addin install"),
)
"""What everybody's Start menu has with the .msi: its name, what in the folder it starts, and what with.

wixl says of no table of signs which it is in, so whatever the .msi says is ASCII.
"""


def setup(made: Path, version: str, out: Path, *, quick: bool) -> None:
    """setup.exe, for one person. `quick` packs less tightly, in seconds: where it is only to be tried."""
    said = [
        f"-DVERSION={version}",
        f"-DMADE={made.resolve()}",
        f"-DOUT={out.resolve()}",
        *(["-DQUICK"] if quick else []),
    ]
    _run("makensis", "-V2", "-INPUTCHARSET", "UTF8", *said, str(HERE / "runxl.nsi"))


def msi(app: Path, version: str, out: Path, work: Path) -> None:
    """The .msi, for a whole computer. wixl finds no file by a whole path: it is run where they lie."""
    listed = "".join(f"{file}\n" for file in sorted(app.rglob("*")) if file.is_file())
    heat = ["wixl-heat", "--prefix", f"{app}/", "--directory-ref", "INSTALLDIR", "--component-group", "Allt"]
    files = subprocess.run(
        [*heat, "--var", "var.SRC", "--win64"], input=listed, text=True, capture_output=True, check=True
    )
    (work / "files.wxs").write_text(files.stdout, encoding="utf-8")
    (work / "runxl.wxs").write_text(_product(version, _without_files(files.stdout)), encoding="utf-8")
    said = ["-D", f"SRC={app.relative_to(work)}", "-D", "Win64=yes", "-o", str(out.resolve())]
    _run("wixl", "--arch", "x64", *said, "runxl.wxs", "files.wxs", cwd=work)


def _without_files(listed: str) -> list[str]:
    """The folders that hold nothing but folders, innermost first: no file's component takes them away with it."""
    folders = ET.fromstring(listed).iter(f"{_WIX}Directory")  # noqa: S314  # what wixl-heat has just said
    return [one.get("Id", "") for one in folders if one.find(f"{_WIX}Component") is None][::-1]


def _product(version: str, empty: Sequence[str] = ()) -> str:
    return rf"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
 <Product Id="*" Name="runxl" Language="1053" Version={quoteattr(version)} Manufacturer="runxl"
   UpgradeCode="{_UPGRADE}">
  <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Platform="x64"/>
  <MajorUpgrade DowngradeErrorMessage="En nyare version av runxl finns redan."/>
  <Media Id="1" Cabinet="runxl.cab" EmbedCab="yes"/>
  <Directory Id="TARGETDIR" Name="SourceDir">
   <Directory Id="ProgramFiles64Folder"><Directory Id="INSTALLDIR" Name="runxl"/></Directory>
   <Directory Id="ProgramMenuFolder"><Directory Id="MENU" Name="runxl">
    <Component Id="Menu" Guid="{_MENU}" Win64="yes">
     {"".join(_shortcut(*one) for one in _SHORTCUTS)}
     <RemoveFolder Id="MENU" On="uninstall"/>
     <RegistryValue Root="HKLM" Key="Software\runxl" Name="Menu" Type="integer" Value="1" KeyPath="yes"/>
    </Component>
   </Directory></Directory>
  </Directory>
  <Feature Id="Allt_i_runxl" Title="runxl" Level="1"><ComponentGroupRef Id="Allt"/><ComponentRef Id="Menu"/>
   {"".join(f'<ComponentRef Id="Tom_{one}"/>' for one in empty)}
  </Feature>
  {"".join(map(_folder, empty))}
 </Product>
</Wix>
"""


def _folder(ident: str) -> str:
    """A folder that goes when the program goes."""
    guid = uuid.uuid5(uuid.UUID(_MENU), ident)
    return f"""<DirectoryRef Id="{ident}"><Component Id="Tom_{ident}" Guid="{guid}" Win64="yes">
   <RemoveFolder Id="{ident}" On="uninstall"/>
   <RegistryValue Root="HKLM" Key="Software\\runxl" Name="{ident}" Type="integer" Value="1" KeyPath="yes"/>
  </Component></DirectoryRef>
"""


def _shortcut(name: str, target: str, arguments: str) -> str:
    said = {"Id": f"Menu_{PureWindowsPath(target).stem}", "Name": name, "Target": f"[INSTALLDIR]{target}"}
    said |= {"Arguments": arguments} if arguments else {}
    return f"<Shortcut {' '.join(f'{key}={quoteattr(value)}' for key, value in said.items())}/>"


def _run(*command: str, cwd: Path | None = None) -> None:
    subprocess.run(command, cwd=cwd, check=True)
