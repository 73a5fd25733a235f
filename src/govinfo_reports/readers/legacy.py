"""Old Word files (.doc, .wps, .rtf), turned into DOCX by LibreOffice and read as that."""

from __future__ import annotations

import os
import re
import shutil
import signal
import struct
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from ..document import Document
from ..errors import LimitExceeded, UnreadableSource
from ..language import phrase
from ..limits import Limits
from .docx.read import read_docx
from .fence import can_fence, fenced_command
from .ole import OLE_SIGNATURE, open_compound_file

__all__ = ["read_legacy"]

_PROGRAMS = ("soffice", "libreoffice")
_RTF_SIGNATURE = b"{\\rtf"
_BINARY = re.compile(rb"\\bin(\d{1,12})")
_OPENS_FILES = re.compile(
    rb"(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|INCLUDE|DDEAUTO|DDE|LINK|RD"
    rb"|DATABASE)\b(?![\s{}\"]{0,20}https?:)[\s{}\"]"
    rb"|\\(?:filetbl|template|mailmerge)\b",
    re.IGNORECASE,
)
_FLAGS_AT = 10
_ENCRYPTED_FLAG = 0x0100
_MOST_QUOTED = 300
_REMARK = "Warning: "
"""How a line begins that says nothing of the file (there is no Java, say)."""
_NOWHERE = "http://127.0.0.1:9"
"""A proxy that nobody runs: what the converter wants from the network fails at once."""
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def read_legacy(data: bytes, *, source: str | None, limits: Limits) -> Document:
    """Read an old Word, WPS or RTF file through LibreOffice, which runs without macros, network or the
    user's profile.

    Raises `UnreadableSource` when LibreOffice is not on the path, cannot read the file or the file is
    encrypted, and `LimitExceeded` when it takes longer than `Limits.convert_seconds`.
    """
    if len(data) > limits.bytes:
        raise LimitExceeded(
            phrase("the file is larger than {bytes} bytes", bytes=limits.bytes), source=source
        )
    if data.startswith(OLE_SIGNATURE) and _is_encrypted(data, source):
        raise UnreadableSource(phrase("the file is encrypted: save it without a password"), source=source)
    if (length := _too_long(data)) is not None:
        raise UnreadableSource(
            phrase("the file is damaged or cut short ({error})", error=f"\\bin{length}"), source=source
        )
    if not can_fence() and _names_files(data):
        raise UnreadableSource(
            phrase("the file names other files that the converter would open: save it as DOCX"), source=source
        )
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableSource(
            phrase(
                "old Word files need LibreOffice: install it (for example `apt install "
                "libreoffice-writer`) so that `soffice` is on the path, or save the file as DOCX"
            ),
            source=source,
        )
    with tempfile.TemporaryDirectory(prefix="govinfo-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, data, Path(folder), source=source, limits=limits)
    return read_docx(converted, source=source, limits=limits)


def _too_long(data: bytes) -> int | None:
    """The length that a binary part of an RTF file gives itself, where the file ends long before it; the
    converter would wait for it."""
    if not data.lstrip().startswith(_RTF_SIGNATURE):
        return None
    return next((int(part[1]) for part in _BINARY.finditer(data) if int(part[1]) > len(data)), None)


def _names_files(data: bytes) -> bool:
    """Whether a field or a picture of the file is one of another file; links into the web, which lead
    nowhere here, are none."""
    return any(_OPENS_FILES.search(text) for text in (data, data.replace(b"\x00", b"")))


def _is_encrypted(data: bytes, source: str | None) -> bool:
    """Whether the file is a new one encrypted, or the head of an old one says that its text is."""
    try:
        file = open_compound_file(data, source=source)
    except UnreadableSource:  # LibreOffice may mend what is damaged
        return False
    if "EncryptedPackage" in file.streams:
        return True
    head = file.read("WordDocument", most=_FLAGS_AT + 2) or b""
    return len(head) == _FLAGS_AT + 2 and bool(struct.unpack_from("<H", head, _FLAGS_AT)[0] & _ENCRYPTED_FLAG)


def _convert(program: str, data: bytes, folder: Path, *, source: str | None, limits: Limits) -> bytes:
    kind = "rtf" if data.lstrip().startswith(_RTF_SIGNATURE) else "doc"
    original = folder / f"source.{kind}"
    original.write_bytes(data)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    target = folder / "converted"
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(target),
        str(original),
    ]
    said = _run(command, folder, source=source, limits=limits)
    try:
        with (target / "source.docx").open("rb") as file:
            converted = file.read(limits.bytes + 1)
    except OSError as error:
        raise UnreadableSource(
            phrase("LibreOffice could not convert the file{said}", said=f" ({said})" if said else ""),
            source=source,
        ) from error
    return converted


def _run(command: list[str], folder: Path, *, source: str | None, limits: Limits) -> str:
    """Run the converter with all its children in a group of its own, which is gone afterwards; gives what it
    said.

    The group stays in this process's session, so that who ends a session of workers ends it too.
    """
    variables = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    variables |= {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": _NOWHERE,
        "https_proxy": _NOWHERE,
    }
    log = folder / "log"
    with log.open("wb") as output:
        try:
            process = subprocess.Popen(
                fenced_command(
                    command, str(folder), seconds=limits.convert_seconds, size=limits.unpacked_bytes
                ),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=folder,
                env=variables,
            )
        except OSError as error:
            raise UnreadableSource(
                phrase("LibreOffice could not be started ({error})", error=error), source=source
            ) from error
        try:
            process.wait(timeout=limits.convert_seconds)
        except subprocess.TimeoutExpired as error:
            raise LimitExceeded(
                phrase(
                    "LibreOffice took longer than {convert_seconds:g} seconds",
                    convert_seconds=limits.convert_seconds,
                ),
                source=source,
            ) from error
        finally:
            _end_group(process)
    with log.open("rb") as file:
        said = file.read(_MOST_QUOTED).decode("utf-8", "replace")
    return "; ".join(line.strip() for line in said.splitlines() if line and not line.startswith(_REMARK))


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the converter and every process it started."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):  # nothing of it is left
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
