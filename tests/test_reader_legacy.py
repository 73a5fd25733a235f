"""Old Word files: what LibreOffice makes of them is read, and nothing of it stays behind."""

from __future__ import annotations

import os
import shutil
import stat
import struct
import tempfile
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from govinfo_reports.document import Container
from govinfo_reports.errors import LimitExceeded, UnreadableSource
from govinfo_reports.limits import DEFAULT_LIMITS, Limits
from govinfo_reports.readers import legacy
from govinfo_reports.readers.legacy import read_legacy
from govinfo_reports.readers.ole import open_compound_file
from writers_docx import as_docx, paragraph, text_table
from writers_ole import compound_file

DOC = compound_file({"WordDocument": bytes(5000), "1Table": b"x"})
RTF = (
    rb"{\rtf1\ansi\uc0 \u38738 \u24029 \u21439 \par\trowd\cellx2000\cellx4000\intbl \u21463 \u29702 \cell 12\cell\row"
    rb"\pard \u23436 \par}"
)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own folder for temporary files, to see what stays behind."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def install(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    name: str = "soffice",
    *,
    fenced: bool = False,
) -> None:
    """Put a program of that name on the path, alone with the shell's own. Without `fenced` the fence is left
    out, which would keep the program from what it notes down for the tests."""
    if not fenced:
        monkeypatch.setattr(legacy, "fenced_command", lambda command, folder, **limits: [*command])
    folder = tmp_path / "bin"
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(script, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


SUCCESS = """#!/bin/sh
printf '%s\\n' "$@" > "{record}"
env >> "{record}"
cp "$PWD/profile/user/registrymodifications.xcu" "{record}.xcu"
while [ "$1" != --outdir ]; do shift; done
mkdir -p "$2"
cp "{made}" "$2/source.docx"
cp "$3" "{record}.source"
"""


@pytest.mark.parametrize(("data", "kind"), [(DOC, "doc"), (RTF, "rtf"), (b"odd bytes", "doc")])
@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
def test_converted_file_is_read(
    data: bytes, kind: str, name: str, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, record = tmp_path / "made.docx", tmp_path / "record"
    made.write_bytes(as_docx(paragraph("青川县"), text_table([["受理", "12"], ["办结", "11"]])))
    install(tmp_path, monkeypatch, SUCCESS.format(made=made, record=record), name)
    if name == "libreoffice":
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        (tmp_path / "bin" / "cp").symlink_to("/bin/cp")
        (tmp_path / "bin" / "mkdir").symlink_to("/bin/mkdir")
        (tmp_path / "bin" / "env").symlink_to(shutil.which("env", path="/usr/bin:/bin") or "")
    monkeypatch.setenv("SECRET_OF_THE_CALLER", "s3cret")
    document = read_legacy(data, source="旧.doc", limits=DEFAULT_LIMITS)
    assert document.source == "旧.doc"
    assert document.container is Container.DOCX
    assert [block.text for block in document.paragraphs()] == ["青川县"]
    assert len(list(document.tables())) == 1
    assert list(scratch.iterdir()) == []
    said = record.read_text(encoding="utf-8")
    assert "--headless" in said
    assert f"-env:UserInstallation=file://{scratch}" in said
    assert f"source.{kind}" in said
    assert "s3cret" not in said
    assert "DisableMacrosExecution" in Path(f"{record}.xcu").read_text(encoding="utf-8")
    assert Path(f"{record}.source").read_bytes() == data


def refused(data: bytes = DOC, limits: Limits = DEFAULT_LIMITS) -> UnreadableSource:
    with pytest.raises(UnreadableSource) as caught:
        read_legacy(data, source="旧.doc", limits=limits)
    assert caught.value.source == "旧.doc"
    assert caught.value.reason_zh
    return caught.value


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("#!/bin/sh\necho 'source file could not be loaded' >&2\nexit 1\n", "could not be loaded"),
        ("#!/bin/sh\nexit 0\n", "could not convert the file"),
        ("#!/bin/sh\nhead -c 100000 /dev/zero\n", "could not convert the file"),
        ("#!/nowhere/sh\n", "could not be started"),
    ],
)
def test_failures_are_named(
    script: str, reason: str, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, script)
    assert reason in refused().reason
    assert list(scratch.iterdir()) == []


def test_result_that_is_no_document_is_refused(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(b"PK broken")
    install(tmp_path, monkeypatch, SUCCESS.format(made=made, record=tmp_path / "record"))
    assert "damaged" in refused().reason
    assert isinstance(refused(limits=Limits(bytes=len(DOC) - 1)), LimitExceeded)


def sleepers(seconds: str) -> list[int]:
    """The processes that sleep for so long."""
    return [
        process.pid
        for process in psutil.process_iter(["cmdline", "status"])
        if process.info["cmdline"] == ["sleep", seconds] and process.info["status"] != psutil.STATUS_ZOMBIE
    ]


@pytest.mark.parametrize("ending", ["wait", "exit 0"])
def test_no_child_outlives_the_conversion(
    ending: str, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = f"60.{os.getpid()}"
    install(tmp_path, monkeypatch, f"#!/bin/sh\nsleep {seconds} &\n{ending}\n", fenced=True)
    started = time.monotonic()
    error = refused(limits=Limits(convert_seconds=1.0))
    assert time.monotonic() - started < 30
    assert isinstance(error, LimitExceeded) == (ending == "wait")
    for _ in range(100):
        if not sleepers(seconds):
            break
        time.sleep(0.02)
    assert sleepers(seconds) == []
    assert list(scratch.iterdir()) == []


def test_systems_without_process_groups_end_the_converter(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, "#!/bin/sh\nexec sleep 60\n")
    monkeypatch.delattr(os, "killpg")
    assert isinstance(refused(limits=Limits(convert_seconds=0.2)), LimitExceeded)
    assert list(scratch.iterdir()) == []


def test_without_libreoffice_the_error_says_what_to_install(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refused()
    assert "install" in error.reason
    assert "libreoffice-writer" in error.reason
    assert list(scratch.iterdir()) == []


@pytest.mark.slow
def test_real_libreoffice_reads_rtf_where_it_is_installed(scratch: Path) -> None:
    if shutil.which("soffice") or shutil.which("libreoffice"):
        document = read_legacy(RTF, source="旧.rtf", limits=DEFAULT_LIMITS)
        assert [block.text for block in document.paragraphs()] == ["青川县", "完"]
        (table,) = document.tables()
        assert [cell.text for cell in table.cells] == ["受理", "12"]
    else:
        assert "libreoffice-writer" in refused(RTF).reason
    assert list(scratch.iterdir()) == []


def head(flags: int, size: int = 5000) -> bytes:
    return struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, flags).ljust(size, b"\0")


@pytest.mark.parametrize(
    "data",
    [
        compound_file({"WordDocument": head(0x0100)}),
        compound_file({"WordDocument": head(0x0100, 200)}),
        compound_file({"EncryptedPackage": b"x"}),
    ],
)
def test_encrypted_files_are_named(data: bytes) -> None:
    assert "encrypted" in refused(data).reason


@pytest.mark.parametrize(
    "data",
    [
        compound_file({"WordDocument": b"short"}),
        compound_file({"其他": b"x"}),
        compound_file({"WordDocument": head(0)})[:600],
    ],
)
def test_odd_heads_are_left_to_libreoffice(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, "#!/bin/sh\nexit 0\n")
    assert "could not convert" in refused(data).reason


def test_streams_of_all_sizes_come_back() -> None:
    streams = {
        "小": b"a" * 100,
        "大": bytes(range(256)) * 40,
        "空": b"",
        "1Table": b"b" * 64,
        "巨": b"c" * 70_000,
    }
    file = open_compound_file(compound_file(streams), source=None)
    assert {name: file.read(name) for name in streams} == streams
    assert file.read("大", most=1000) == streams["大"][:1000]
    assert file.read("没有") is None


def test_large_file_with_a_chain_of_tables() -> None:
    """Beyond 109 table sectors their numbers stand in a chain: written by hand, in the sector after the
    data."""
    content = b"d" * (512 * 128 * 110)
    data = bytearray(compound_file({"WordDocument": content}))
    fat_count = struct.unpack_from("<I", data, 44)[0]
    assert fat_count > 109
    fat_start = struct.unpack_from("<I", data, 76)[0]
    at = len(data) // 512 - 1
    struct.pack_into("<II", data, 68, at, 1)
    numbers = [fat_start + number for number in range(109, fat_count)]
    data += struct.pack("<128I", *numbers, *[0xFFFFFFFF] * (127 - len(numbers)), 0xFFFFFFFE)
    assert open_compound_file(bytes(data), source=None).read("WordDocument") == content
    struct.pack_into("<I", data, len(data) - 4, at)  # a circle
    assert open_compound_file(bytes(data), source=None).read("WordDocument") == content


def test_chain_in_a_circle_ends() -> None:
    data = bytearray(compound_file({"WordDocument": b"x" * 5000}))
    fat = 512 * (struct.unpack_from("<I", data, 76)[0] + 1)
    struct.pack_into("<I", data, fat, 0)
    assert open_compound_file(bytes(data), source=None).read("WordDocument") == (b"x" * 512 * 20)[:5000]


@pytest.mark.parametrize(
    "change", [(30, b"\x08\x00"), (32, b"\x0c\x00"), (32, b"\x01\x00"), (0, b"PK"), (76, b"\x99\x99\x00\x00")]
)
def test_impossible_heads_are_damage(change: tuple[int, bytes]) -> None:
    data = bytearray(DOC)
    data[change[0] : change[0] + len(change[1])] = change[1]
    with pytest.raises(UnreadableSource, match="damaged or cut short"):
        open_compound_file(bytes(data), source=None)
