"""A source that cannot be read gives an error of ours that says which case it is."""

from __future__ import annotations

import gzip
import io
import sys

import pytest
from PIL import Image

import writers_text as written
import writers_xml as xml
from govinfo_reports import parse
from govinfo_reports.errors import (
    LimitExceeded,
    MissingExtra,
    NotAReport,
    UnreadableSource,
    UnsupportedFormat,
)
from govinfo_reports.readers.image import ocr
from govinfo_reports.readers.ofd import read as ofd
from govinfo_reports.readers.pdf import read as pdf
from writers_docx import zip_of
from writers_ofd import scan_ofd
from writers_ole import compound_file
from writers_pdf import PdfStyle, write_pdf

TITLE = "云河市2022年政府信息公开工作年度报告"
PAGE = "<html><head><title>{title}</title></head><body>{body}</body></html>"
ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
    "<office:body><office:text/></office:body></office:document-content>"
)


def page(body: str) -> bytes:
    return PAGE.format(title=TITLE, body=body).encode()


def links(*years: int) -> str:
    items = (
        f"<li><a href=/a{year}.html>云河市{year}年政府信息公开工作年度报告</a> {year + 1}-01-20</li>"
        for year in years
    )
    return f"<ul>{''.join(items)}</ul>"


def picture(kind: str, colour: int = 0) -> bytes:
    out = io.BytesIO()
    Image.new("L", (600, 800), colour).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("package", "data", "extra"),
    [
        ("pypdfium2", write_pdf([TITLE]), "pdf"),
        ("python_calamine", written.as_xlsx([TITLE], {}), "sheet"),
        ("rapidocr", picture("PNG"), "ocr"),
        ("rapidocr", picture("JPEG"), "ocr"),
        ("rapidocr", picture("PDF"), "ocr"),
        ("rapidocr", scan_ofd([Image.new("RGB", (600, 800), "white")]), "ocr"),
    ],
)
def test_a_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, package: str, data: bytes, extra: str
) -> None:
    if package == "rapidocr":
        for module in (ocr, ofd, pdf):
            monkeypatch.setattr(module, "has_ocr", lambda: False)
    else:
        monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=rf"govinfo-reports\[{extra}\]") as caught:
        parse(data)
    assert caught.value.extra == extra
    assert isinstance(caught.value, UnreadableSource)
    assert caught.value.reason_zh


def test_a_scan_without_the_extra_says_that_it_is_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "has_ocr", lambda: False)
    with pytest.raises(UnreadableSource, match="is a scan") as caught:
        parse(picture("PDF"))
    assert "扫描件" in caught.value.reason_zh


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (write_pdf([TITLE], PdfStyle(locked=True)), UnreadableSource, "PDF is encrypted"),
        (compound_file({"EncryptedPackage": b"x"}), UnreadableSource, "file is encrypted"),
        (page(links(*range(2010, 2024))), NotAReport, "a list of links"),
        (page(links(2021, 2022)), NotAReport, "a list of links"),
        (page(f"<h1>历年报告</h1>{links(2020, 2021, 2022)}"), NotAReport, "a list of links"),
        (page("<div id=app></div><script>load()</script>"), UnreadableSource, "loaded by script"),
        (page("<noscript>请启用脚本</noscript><div></div><script></script>"), UnreadableSource, "by script"),
        (
            page(f"<h1>{TITLE}</h1><a href=/f/a.pdf>{TITLE}</a>"),
            NotAReport,
            r"only links to a file: /f/a\.pdf",
        ),
        (page(f"<h1>{TITLE}</h1><embed src=/f/a.pdf>"), NotAReport, r"only links to a file: /f/a\.pdf"),
        (
            page("<p>各单位：定于下周召开会议，请准时参加。</p>"),
            NotAReport,
            "is not a government information",
        ),
        (zip_of({"OFD.xml": "<ofd/>"}), UnreadableSource, "OFD file holds no pages"),
        (
            zip_of({"年度报告.ofd": zip_of({"OFD.xml": "<ofd/>"})}),
            UnreadableSource,
            "OFD file holds no pages",
        ),
        (zip_of({"ppt/presentation.xml": "<p/>"}), UnsupportedFormat, "a presentation"),
        (compound_file({"PowerPoint Document": b"x"}), UnsupportedFormat, "a presentation"),
        (
            zip_of({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT}),
            UnreadableSource,
            "holds no text",
        ),
        (b"CAJ\x00" + bytes(range(256)), UnsupportedFormat, "a CAJ file"),
        (b"HN\xc8\x00" + bytes(range(256)), UnsupportedFormat, "a CAJ file"),
        (b"Rar!\x1a\x07\x00", UnsupportedFormat, "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c", UnsupportedFormat, "a 7z archive"),
        (b"GIF89a\x01", UnsupportedFormat, "a GIF image"),
        (gzip.compress(page(TITLE), mtime=0)[:-30], UnreadableSource, "gzip file is (cut short|damaged)"),
        (gzip.compress(bytes(1_500_000), mtime=0), LimitExceeded, "unpacks to more than"),
        (b"From: <a browser>\r\nMIME-Version: 1.0\r\n\r\n", UnreadableSource, "holds no text"),
        (b'{"code": 200, "data": []}', NotAReport, "JSON holds no article"),
        (b'{"a":' * 190_000 + b"1" + b"}" * 190_000, LimitExceeded, "JSON is nested too deep"),
        (
            xml.word_2003("").replace(b"<w:wordD", b"<!DOCTYPE w [<!ENTITY a 'b'>]><w:wordD"),
            UnreadableSource,
            "declares a document type",
        ),
        (xml.fodt("").replace(b"office:text", b"office:drawing"), UnreadableSource, "no text document"),
        (xml.excel_2003(""), UnreadableSource, "workbook is empty"),
        (xml.excel_2003('<Row ss:Index="99999999999"><Cell/></Row>'), UnreadableSource, "which no sheet has"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, kind: type[UnreadableSource], said: str) -> None:
    with pytest.raises(UnreadableSource, match=said) as caught:
        parse(data)
    assert type(caught.value) is kind
    assert caught.value.reason_zh


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{TITLE}</h1><p>我市2022年主动公开政府信息12条，未收到申请。</p><p>附件：<a "
        "href=a.pdf>报告</a></p>"
        + "<p>一、总体情况</p><p>全市各级行政机关认真执行条例，各项工作平稳有序，"
        * 6,
        f"<h1>{TITLE}</h1><p>我市2022年主动公开政府信息12条，共收到申请3件，均已按期答复，"
        "没有行政复议和行政诉讼。</p>" + links(2020, 2021),
    ],
)
def test_a_short_report_among_links_is_read(body: str) -> None:
    report = parse(page(body))
    assert report.organ == "云河市"
    assert report.proactive.disclosed == 12


def test_text_that_only_speaks_of_mail_is_text() -> None:
    text = f"From: 云河市人民政府办公室\n{TITLE}\n一、总体情况\n全市主动公开政府信息12条。"
    assert parse(text.encode()).proactive.disclosed == 12
