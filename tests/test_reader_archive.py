"""Zip files of a report page with its attachments."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import struct
import zipfile

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_reports.errors import LimitExceeded, NotAReport, UnreadableSource
from govinfo_reports.limits import DEFAULT_LIMITS, Limits
from govinfo_reports.readers.archive import report_in_zip
from writers_ofd import write_ofd

TITLE = "临江区2021年政府信息公开工作年度报告"
TEXT = (
    "一、总体情况 主动公开政府信息12条，依申请公开3件，行政复议0件。二、主动公开政府信息情况 行政规范性文件。"
    * 20
    + "五、存在的主要问题及改进情况 六、其他需要报告的事项"
)
PAGE = f"<html><script>var 指南 = '</p>'</script><body><h1>{TITLE}</h1><p>{TEXT}</p></body></html>".encode()
SHELL = f"<html><body><h1>{TITLE}</h1><a href=1.pdf>附件</a></body></html>".encode()
GUIDE = ("<p>" + "政府信息公开指南，申请人可以当面提出申请，本机关予以受理并依法答复。" * 40).encode()
PDF = b"%PDF-1.4 binary"


def archive(*members: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def office(part: str, text: str) -> bytes:
    return archive(("[Content_Types].xml", b"<Types/>"), (part, f"<w><t>{text}</t></w>".encode()))


def chosen(*members: tuple[str, bytes], limits: Limits = DEFAULT_LIMITS) -> str:
    data = archive(*members)
    name, content = report_in_zip(data, source="包.zip", limits=limits)
    assert content
    return name


REFERENCES = "".join(f"&#{ord(one)};" for one in TEXT)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ([("index.html", PAGE), ("style.css", b"p{}"), ("1.jpg", b"x"), ("附件.pdf", PDF)], "index.html"),
        ([("index.html", SHELL), ("1.pdf", PDF)], "1.pdf"),
        ([("index.html", SHELL), (f"{TITLE}.pdf", PDF), ("指南.pdf", PDF)], f"{TITLE}.pdf"),
        ([("a/guide.html", GUIDE), ("b/report.html", PAGE)], "b/report.html"),
        (
            [
                ("index.htm", SHELL),
                ("附件1.docx", office("word/document.xml", TEXT)),
                ("附件2.docx", office("word/document.xml", "申请表")),
            ],
            "附件1.docx",
        ),
        (
            [
                ("说明.txt", "年度报告信息公开".encode()),
                ("统计表.xlsx", office("xl/sharedStrings.xml", TEXT)),
            ],
            "统计表.xlsx",
        ),
        (
            [
                ("说明.txt", "年度报告信息公开".encode()),
                ("统计表.xlsx", office("xl/worksheets/sheet1.xml", REFERENCES)),
            ],
            "统计表.xlsx",
        ),
        ([("页.html", f"<p>{REFERENCES}</p>".encode()), ("指南.html", GUIDE)], "页.html"),
        (
            [("site.json", b'{"a": 1}'), ("a.json", json.dumps({"text": TEXT}).encode()), ("b.html", SHELL)],
            "a.json",
        ),
        ([("rels.xml", b"<r/>"), ("a.xml", f"<w:p>{TEXT}</w:p>".encode()), ("b.html", SHELL)], "a.xml"),
        (
            [
                ("index.html", SHELL),
                ("nb.doc", OLE + "主动公开依申请公开行政复议年度报告".encode("utf-16-le")),
            ],
            "nb.doc",
        ),
        ([("年度报告.doc", OLE), ("申请表.doc", OLE)], "年度报告.doc"),
        ([("临江区年报.ofd", b"PK\x03\x04OFD.xml"), ("目录.ofd", b"PK\x03\x04OFD.xml")], "临江区年报.ofd"),
        ([("a1.ofd", write_ofd(TEXT.splitlines())), ("a2.ofd", write_ofd(["申请表"]))], "a1.ofd"),
        ([("report", PAGE), ("other.bin", b"\x80\x81")], "report"),
        ([("坏.html", b"\x80\x81\xff\xfe" * 50), ("页.html", PAGE)], "页.html"),
        ([("坏.docx", b"PK\x03\x04 broken"), ("页.html", PAGE)], "页.html"),
        ([("only.bin", b"\x00\x01")], "only.bin"),
        ([("scan.png", b"\x89PNG"), ("空.html", b""), ("dir/", b"")], "scan.png"),
        (
            [("__MACOSX/._页.html", PAGE), (".DS_Store", b"x"), ("~$报告.docx", b"x"), ("页.html", SHELL)],
            "页.html",
        ),
        (
            [("2019年信息公开年度报告.pdf", PDF), ("临江区2021年年度报告.html", PAGE)],
            "临江区2021年年度报告.html",
        ),
    ],
)
def test_the_report_is_found(members: list[tuple[str, bytes]], name: str) -> None:
    assert chosen(*members) == name
    assert chosen(*reversed(members)) == name


def test_names_in_gbk_are_read() -> None:
    wanted = f"{TITLE}.html"
    raw = wanted.encode("gbk")
    data = archive(("x" * len(raw), PAGE), ("n.txt", b"note")).replace(b"x" * len(raw), raw)
    assert report_in_zip(data, source=None, limits=DEFAULT_LIMITS) == (wanted, PAGE)


def test_utf8_names_without_the_flag_are_read() -> None:
    raw = "年报.html".encode()
    data = archive(("x" * len(raw), PAGE)).replace(b"x" * len(raw), raw)
    assert report_in_zip(data, source=None, limits=DEFAULT_LIMITS)[0] == "年报.html"


def nested(content: bytes, name: str, depth: int) -> bytes:
    """A zip that holds the file within as many further zips."""
    data = archive((name, content))
    for level in range(depth):
        data = archive((f"{level}.zip", data))
    return data


def test_zips_inside_and_those_in_them_are_opened() -> None:
    inner = archive(("report.html", PAGE), ("more.zip", archive(("指南.html", GUIDE))))
    assert chosen(("index.html", SHELL), ("附件.zip", inner)) == "附件.zip/report.html"
    assert chosen(("index.html", SHELL), ("附件", inner)) == "附件/report.html"
    word = archive(("a.zip", archive(("年报.docx", office("word/document.xml", TEXT)))), ("指南.html", GUIDE))
    assert chosen(("全部.zip", word)) == "全部.zip/a.zip/年报.docx"
    assert chosen(("2.zip", nested(PAGE, "x.html", 2))) == "2.zip/1.zip/0.zip/x.html"


@pytest.mark.parametrize(
    "name", ["报告.html.gz", "报告.HTML.GZ", "报告.html", "report.gz", "报告.txt.gz", "包.zip.gz"]
)
def test_members_packed_with_gzip_are_unpacked(name: str) -> None:
    packed = archive(("报告.html", PAGE)) if ".zip" in name else PAGE
    members = [("index.html", SHELL), (name, gzip.compress(packed)), ("style.css.gz", gzip.compress(b"p{}"))]
    report, content = report_in_zip(archive(*members), source=None, limits=DEFAULT_LIMITS)
    assert report.startswith(name)
    assert content == PAGE
    twice = archive(("a.zip", archive((f"{name}.gz", gzip.compress(PAGE)))))
    assert report_in_zip(twice, source=None, limits=DEFAULT_LIMITS)[1] == PAGE


@pytest.mark.parametrize(
    ("member", "kind", "says"),
    [
        (("a.zip", nested(PAGE, "x.html", 3)), LimitExceeded, "more than 3 deep"),
        (("a.zip", nested(gzip.compress(PAGE), "x.html.gz", 2)), LimitExceeded, "more than 3 deep"),
        (("a.zip", b"PK\x03\x04 damaged"), UnreadableSource, "damaged"),
        (("a.html.gz", gzip.compress(PAGE)[:-9]), UnreadableSource, "cut short"),
        (("a.html.gz", b"\x1f\x8b\x08 damaged"), UnreadableSource, "damaged"),
    ],
)
def test_a_member_that_cannot_be_opened_costs_itself(
    member: tuple[str, bytes], kind: type[UnreadableSource], says: str
) -> None:
    """The report beside it is read; where there is none, the error names the member and the reason."""
    assert chosen(member, ("report.html", PAGE)) == "report.html"
    with pytest.raises(kind, match=says) as caught:
        chosen(member)
    assert caught.value.reason_zh
    assert str(caught.value.source).startswith("包.zip")


def test_a_bomb_in_zips_is_refused() -> None:
    bomb = b" " * 3_000_000
    for member in (
        nested(bomb, "x.html", 1),
        nested(gzip.compress(bomb), "x.html.gz", 1),
        gzip.compress(bomb),
    ):
        with pytest.raises(LimitExceeded):
            chosen(("a.zip", member), ("report.html", PAGE))
    limits = evolve(DEFAULT_LIMITS, unpacked_bytes=3 * len(PAGE))
    with pytest.raises(LimitExceeded, match="unpack"):
        chosen(*[(f"{n}.html.gz", gzip.compress(PAGE + b"%d" % n)) for n in range(5)], limits=limits)


def test_very_many_zips_in_zips_are_refused_at_once() -> None:
    wide = PAGE
    for level in range(4):
        wide = archive(*[(f"{level}{n}.zip" if level else f"{n}.html", wide) for n in range(16)])
    with pytest.raises(LimitExceeded):
        chosen(("a.zip", wide))


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ([], "no document"),
        ([("style.css", b"x"), ("dir/", b"")], "no document"),
        ([("1.jpg", b"x"), ("2.jpg", b"x")], "only images (2)"),
        ([("指南.html", "办事".encode()), ("x.bin", b"\x00")], "指南.html"),
        ([("临江区2020年年度报告.pdf", PDF), ("临江区2021年度年度报告.pdf", PDF)], "several years"),
    ],
)
def test_zips_without_one_report_say_so(members: list[tuple[str, bytes]], says: str) -> None:
    with pytest.raises(NotAReport) as caught:
        report_in_zip(archive(*members), source="包.zip", limits=DEFAULT_LIMITS)
    assert says in caught.value.reason
    assert caught.value.reason_zh
    assert caught.value.source == "包.zip"


def test_encrypted_zips_are_refused() -> None:
    data = bytearray(archive(("报告.html", PAGE)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data[at : at + 2] = struct.pack("<H", struct.unpack("<H", data[at : at + 2])[0] | 1)
    with pytest.raises(UnreadableSource, match="encrypted"):
        report_in_zip(bytes(data), source=None, limits=DEFAULT_LIMITS)


@pytest.mark.parametrize(
    ("members", "limits"),
    [
        ([("a.html", b"\0" * 5_000_000)], DEFAULT_LIMITS),
        ([(f"{n}.html", PAGE) for n in range(12)], evolve(DEFAULT_LIMITS, zip_entries=10)),
        (
            [
                ("a.zip", archive(*[(f"{n}.html", PAGE) for n in range(8)])),
                ("b.html", PAGE),
                ("c.html", PAGE),
            ],
            evolve(DEFAULT_LIMITS, zip_entries=9),
        ),
        ([(f"{n}.html", PAGE) for n in range(5)], evolve(DEFAULT_LIMITS, unpacked_bytes=3 * len(PAGE))),
        (
            [("a.zip", archive(("x.html", PAGE), ("y.html", PAGE))), ("b.html", PAGE)],
            evolve(DEFAULT_LIMITS, unpacked_bytes=2 * len(PAGE) + 1500),
        ),
        (
            [(f"{n}.docx", office("word/document.xml", TEXT)) for n in range(4)],
            evolve(DEFAULT_LIMITS, unpacked_bytes=len(TEXT.encode()) * 2),
        ),
    ],
)
def test_limits_hold_for_all_zips_together(members: list[tuple[str, bytes]], limits: Limits) -> None:
    with pytest.raises(LimitExceeded) as caught:
        report_in_zip(archive(*members), source="包.zip", limits=limits)
    assert caught.value.reason_zh


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_zips_raise_only_our_errors(data: st.DataObject) -> None:
    whole = bytearray(archive(("报告.html", PAGE), ("a.docx", office("word/document.xml", TEXT))))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    for attempt in (bytes(whole), cut):
        with contextlib.suppress(UnreadableSource):
            assert report_in_zip(attempt, source=None, limits=DEFAULT_LIMITS)[1]
