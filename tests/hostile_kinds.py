"""Files that lie about their size, draw themselves, nest or repeat: small ones, made to fill the memory or
to hang what reads them."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

import writers_sheet as sheets
from writers_docx import zip_of
from writers_ole import compound_file

__all__ = ["KINDS", "pdf_of"]

TITLE = "云河市2021年政府信息公开工作年度报告"
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


# PDF


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    made = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def stream(content: bytes, head: bytes = b"", line_end: bytes = b"\n") -> bytes:
    return b"<<%s/Length %d>>stream%s%s\nendstream" % (head, len(content), line_end, content)


def flate(content: bytes, head: bytes = b"", line_end: bytes = b"\n") -> bytes:
    return stream(zlib.compress(content, 9), head + b"/Filter/FlateDecode", line_end)


def page(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one page: object 3 the page, 4 its content, 5 a font, those after that given."""
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>>>"
        % resources,
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
SHOWN = b"BT /F1 12 Tf 100 700 Td (hello) Tj ET\n"
DEEP = b"/P BMC\n" * 60_000
BALANCED = DEEP + SHOWN + b"EMC\n" * 60_000


def fan(width: int, levels: int, pack: Callable[[bytes, bytes], bytes] = stream) -> bytes:
    """Forms each of which draws the next one so many times."""
    forms = [
        pack(
            b"/X Do " * width + SHOWN,
            FORM + (b"/Resources<</XObject<</X %d 0 R>>>>" % (7 + level) if level < levels - 1 else b""),
        )
        for level in range(levels)
    ]
    return page(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", *forms)


def ascii_hex(content: bytes) -> bytes:
    return stream(content.hex().encode() + b">", b"/Filter/ASCIIHexDecode")


def ascii_85(content: bytes) -> bytes:
    return stream(base64.a85encode(content) + b"~>", b"/Filter/ASCII85Decode")


def hex_of_flate(content: bytes) -> bytes:
    return stream(zlib.compress(content, 9).hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]")


def run_length(content: bytes) -> bytes:
    made = b"".join(
        bytes([len(part) - 1]) + part
        for part in (content[at : at + 128] for at in range(0, len(content), 128))
    )
    return stream(made + b"\x80", b"/Filter/RunLengthDecode")


def _pdfs() -> Iterator[tuple[str, bytes]]:
    own = b"/Resources<</XObject<</X 6 0 R>>>>"
    drawn = b"/XObject<</X 6 0 R>>"
    yield (
        "pdf: a form draws itself twice",
        page(stream(b"/X Do"), drawn, stream(b"/X Do /X Do " + SHOWN, FORM + own)),
    )
    yield "pdf: the same, packed", page(stream(b"/X Do"), drawn, flate(b"/X Do /X Do " + SHOWN, FORM + own))
    yield (
        "pdf: the same, by the page's resources",
        page(stream(b"/X Do"), drawn, stream(b"/X Do /X Do " + SHOWN, FORM)),
    )
    yield (
        "pdf: the same, resources elsewhere",
        page(
            stream(b"/X Do"),
            drawn,
            stream(b"/X Do /X Do ", FORM + b"/Resources 7 0 R"),
            b"<</XObject 8 0 R>>",
            b"<</X 6 0 R>>",
        ),
    )
    yield (
        "pdf: two forms draw each other",
        page(
            stream(b"/X Do"),
            drawn,
            stream(b"/Y Do /Y Do", FORM + b"/Resources<</XObject<</Y 7 0 R>>>>"),
            stream(b"/X Do /X Do", FORM + own),
        ),
    )
    yield (
        "pdf: names written in hex",
        page(stream(b"/#58 Do"), drawn, stream(b"/#58 Do /X%c\nDo", FORM.replace(b"Form", b"F#6frm") + own)),
    )
    yield "pdf: forms fan out by two", fan(2, 30)
    yield "pdf: forms fan out by ten, packed", fan(10, 12, flate)
    yield "pdf: forms fan out by a thousand", fan(1000, 4)
    yield "pdf: marks nest, balanced", page(flate(BALANCED))
    yield "pdf: marks nest behind a bare CR", page(flate(DEEP, line_end=b"\r"))
    yield "pdf: marks nest in ASCIIHex", page(ascii_hex(BALANCED))
    yield "pdf: marks nest in ASCII85", page(ascii_85(BALANCED))
    yield "pdf: marks nest in RunLength", page(run_length(BALANCED))
    yield "pdf: marks nest in Flate in ASCIIHex", page(hex_of_flate(DEEP))
    yield "pdf: marks nest after 9 MB", page(flate(b"%" + b"x" * 9_000_000 + b"\n" + BALANCED))
    yield "pdf: marks nest, their ends in strings", page(flate(b"/P BMC (EMC) Tj\n" * 60_000 + SHOWN))
    yield "pdf: marks nest, their ends in comments", page(flate(b"/P BMC % EMC\n" * 60_000 + SHOWN))
    yield (
        "pdf: marks nest over many streams",
        pdf_of(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[%s]>>"
            % b" ".join(b"%d 0 R" % n for n in range(4, 404)),
            *[flate(b"/P BMC\n" * 150) for _ in range(400)],
        ),
    )
    yield "pdf: states nest", page(flate(b"q\n" * 3_000_000))
    yield "pdf: a stream that unpacks to 120 MB", page(_bomb())


def _bomb() -> bytes:
    packer = zlib.compressobj(9)
    part = b"0 0 m 1 1 l S\n" * 75_000
    packed = b"".join(packer.compress(part) for _ in range(120)) + packer.flush()
    return stream(packed, b"/Filter/FlateDecode")


# workbooks


def xlsx(rows: str = "", after: str = "", strings: str = "", **changed: str) -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATED}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_NS}" xmlns:r="{_RELATED}"><sheets><sheet name="a" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATED}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_RELATED}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_NS}">{changed.get("before", "")}<sheetData><row r="1"><c r="A1" '
        f't="inlineStr"><is><t>{TITLE}</t></is></c></row>{rows}</sheetData>{after}</worksheet>',
    }
    if strings:
        parts["xl/sharedStrings.xml"] = strings
    return zip_of(parts)


def _strings(count: str, *texts: str) -> str:
    return f'<sst xmlns="{_NS}" {count}>' + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"


def _many_references() -> str:
    return "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{chr(65 + column)}{row}" t="s"><v>0</v></c>' for column in range(10))
        + "</row>"
        for row in range(2, 2002)
    )


def _merged(*ranges: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{one}"/>' for one in ranges) + "</mergeCells>"


def _two_rows() -> str:
    return (
        '<row r="3"><c r="A3"><v>1</v></c><c r="B3"><v>2</v></c></row><row r="4"><c '
        'r="A4"><v>1</v></c><c r="B4"><v>2</v></c></row>'
    )


def _xlsxs() -> Iterator[tuple[str, bytes]]:
    yield "xlsx: uniqueCount of 2^32", xlsx(strings=_strings('count="1" uniqueCount="4294967295"', "x"))
    yield "xlsx: uniqueCount of 2^64", xlsx(strings=_strings('uniqueCount="18446744073709551615"', "x"))
    yield "xlsx: uniqueCount in single quotes", xlsx(strings=_strings("uniqueCount = '3000000000'", "x"))
    yield "xlsx: uniqueCount with an entity", xlsx(strings=_strings('uniqueCount="&#52;294967295"', "x"))
    yield (
        "xlsx: one long string in 20,000 cells",
        xlsx(_many_references(), strings=_strings('uniqueCount="1"', "政" * 300_000)),
    )
    yield "xlsx: a merged range of the whole sheet", xlsx(_two_rows(), _merged("A1:XFD1048576"))
    yield (
        "xlsx: merged ranges of no cells",
        xlsx(_two_rows(), _merged("B2:A1", "A1", "", "ZZZ99999999:A1", "A0:B0")),
    )
    yield (
        "xlsx: merged ranges over each other",
        xlsx(_two_rows(), _merged(*[f"A{n}:XFD1048576" for n in range(1, 400)])),
    )
    yield "xlsx: a dimension of everything", xlsx(_two_rows(), before='<dimension ref="A1:XFD1048576"/>')
    yield "xlsx: a row beyond all rows", xlsx('<row r="4294967295"><c><v>1</v></c></row>')
    yield "xlsx: a cell at the last corner", xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "xlsx: two parts of one name but for its case", _two_cases()
    overlapping = "".join(f'<col min="{n % 900 + 1}" max="16384" hidden="1"/>' for n in range(15_000))
    yield "xlsx: 15,000 ranges of hidden columns", xlsx(before=f"<cols>{overlapping}</cols>")
    long = "9" * 6_000
    yield (
        "xlsx: a hidden column of 6,000 digits",
        xlsx(before=f'<cols><col min="1" max="{long}" hidden="1"/></cols>'),
    )
    yield "xlsx: a string of 6,000 digits", xlsx(f'<row r="3"><c r="A3" t="s"><v>{long}</v></c></row>')


def _images() -> Iterator[tuple[str, bytes]]:
    from PIL import Image

    for size in ((1, 1), (1, 4_000), (4_000, 1), (9, 9_000), (9_000, 9), (40, 4_001)):
        file = io.BytesIO()
        Image.effect_noise(size, 90).save(file, "PNG")
        yield f"image: {size[0]} x {size[1]} pixels", file.getvalue()


def _two_cases() -> bytes:
    good = _strings('uniqueCount="1"', "x")
    bad = _strings('uniqueCount="4294967295"', "x")
    import io
    import zipfile

    target = io.BytesIO(xlsx(strings=bad))
    with zipfile.ZipFile(target, "a") as made:
        made.writestr("xl/SHAREDSTRINGS.xml", good)
    return target.getvalue()


def _odss() -> Iterator[tuple[str, bytes]]:
    title = (
        "<table:table-row><table:table-cell "
        f'office:value-type="string"><text:p>{TITLE}</text:p></table:table-cell></table:table-row>'
    )

    def cell(attributes: str = "", text: str = "1") -> str:
        return (
            '<table:table-cell office:value-type="string" '
            f"{attributes}><text:p>{text}</text:p></table:table-cell>"
        )

    def row(cells: str, attributes: str = "") -> str:
        return f"<table:table-row {attributes}>{cells}</table:table-row>"

    for count in ("2000000000", "999999999", "18446744073709551615"):
        yield f"ods: {count} blanks", sheets.ods(title + row(cell(text=f'<text:s text:c="{count}"/>x')))
        yield (
            f"ods: a row {count} times",
            sheets.ods(title + row(cell(), f'table:number-rows-repeated="{count}"')),
        )
        yield (
            f"ods: a cell {count} times",
            sheets.ods(title + row(cell(f'table:number-columns-repeated="{count}"'))),
        )
        yield (
            f"ods: an empty row {count} times",
            sheets.ods(
                title + row("<table:table-cell/>", f'table:number-rows-repeated="{count}"') + row(cell())
            ),
        )
        yield (
            f"ods: an empty cell {count} times",
            sheets.ods(title + row(f'<table:table-cell table:number-columns-repeated="{count}"/>' + cell())),
        )
    yield (
        "ods: a long text 400,000 times",
        sheets.ods(
            title
            + row(
                cell('table:number-columns-repeated="1000"', "政" * 10_000),
                'table:number-rows-repeated="400"',
            )
        ),
    )
    yield (
        "ods: 10,000 blanks 200,000 times",
        sheets.ods(
            title
            + row(
                cell('table:number-columns-repeated="500"', '<text:s text:c="10000"/>'),
                'table:number-rows-repeated="400"',
            )
        ),
    )
    yield (
        "ods: empty cells before empty ones in many rows",
        sheets.ods(
            title + row('<table:table-cell table:number-columns-repeated="16000"/>' + cell(text="")) * 20_000
        ),
    )
    foreign = sheets.ods(title + row(cell(), 'table:number-rows-repeated="2000000000"'))
    yield "ods: repeats of another namespace", _renamed(foreign)


def _renamed(data: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as held:
        parts: dict[str, str | bytes] = {name: held.read(name) for name in held.namelist()}
    content = bytes(parts["content.xml"]).decode()  # type: ignore[arg-type]
    row = "<table:table-row table:number-rows-repeated"
    parts["content.xml"] = content.replace(
        row, '<table:table-row xmlns:table="urn:other" table:number-rows-repeated'
    )
    return zip_of(parts)


def _old_book(*more: bytes, strings: bytes = b"") -> bytes:
    head = sheets.record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    name = "a"
    sheet = (
        sheets.record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
        + b"".join(more)
        + sheets.record(0x0A, b"")
    )
    length = len(head) + len(strings) + 4 + 8 + len(name) + 4
    bound = sheets.record(0x85, struct.pack("<IBBBB", length, 0, 0, len(name), 0) + name.encode())
    return head + strings + bound + sheets.record(0x0A, b"") + sheet


def _xlss() -> Iterator[tuple[str, bytes]]:
    texts = [sheets.label(0, 0, TITLE), sheets.number(2, 0, 1.0), sheets.number(2, 1, 2.0)]
    book = _old_book(*texts)
    file = compound_file({"Workbook": book.ljust(6000, b"\0")})
    yield (
        "xls: dimensions of everything",
        compound_file(
            {
                "Workbook": _old_book(
                    sheets.record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)), *texts
                )
            }
        ),
    )
    for count in (0x7FFFFFFF, 0xFFFFFFFF):
        yield (
            f"xls: {count} shared strings",
            compound_file(
                {"Workbook": _old_book(*texts, strings=sheets.record(0xFC, struct.pack("<II", 1, count)))}
            ),
        )
    yield (
        "xls: a formula of blanks",
        compound_file(
            {
                "Workbook": _old_book(
                    *texts,
                    sheets.record(
                        0x06,
                        struct.pack("<HHHdHIH", 3, 0, 0, 1.0, 0, 0, 8000)
                        + b"\x1e\x01\x00"
                        + b"\x19\x40\x00\xff" * 1999,
                    ),
                )
            }
        ),
    )
    (first,) = struct.unpack_from("<I", file, 76)
    table = (first + 1) * 512
    yield "xls: a chain in a circle", file[:table] + struct.pack("<II", 1, 0) + file[table + 8 :]
    yield "xls: a sector beyond the file", file[:table] + struct.pack("<I", 0x0FFFFFFF) + file[table + 4 :]
    yield "xls: a directory in a circle", file[:48] + struct.pack("<I", 0) + file[52:]
    for place, what in ((40, "directory"), (44, "table"), (64, "mini table"), (72, "long table")):
        yield (
            f"xls: a {what} of 2^32 sectors",
            file[:place] + struct.pack("<I", 0xFFFFFFFF) + file[place + 4 :],
        )
    at = file.index("Workbook".encode("utf-16-le"))
    yield "xls: a stream of 4 GB", file[: at + 120] + struct.pack("<Q", 0xFFFFFFF0) + file[at + 128 :]


# text and HTML


def _pages() -> Iterator[tuple[str, bytes]]:
    def html(body: str) -> bytes:
        return (
            f"<html><body><p>{TITLE}</p><p>一、总体情况</p><p>全市收到政府信息公开申请12件。"
            f"</p>{body}</body></html>"
        ).encode()

    yield "html: 16,000 tables in a row", html("<table><tr><td>1</td><td>2</td></tr></table>" * 16_000)
    yield "html: 80,000 attributes", html("<p " + " ".join(f"a{n}=1" for n in range(80_000)) + ">x</p>")
    yield (
        "html: 80,000 attributes in quotes",
        html("<p " + " ".join(f"a{n}='1'" for n in range(80_000)) + ">x</p>"),
    )
    yield (
        "html: 80,000 attributes after a bracket in quotes",
        html('<p x=">" ' + " ".join(f"a{n}" for n in range(80_000)) + ">x</p>"),
    )
    yield (
        "html: 80,000 attributes between strokes",
        html("<p/" + "/".join(f"a{n}" for n in range(80_000)) + ">x</p>"),
    )
    head = f"{TITLE}\n一、总体情况\n全市收到政府信息公开申请12件。\n| 统计指标 | 单位 | 统计数 |\n"
    for label in ("12.12.", "0", "1.0", "1、", "1)"):
        yield f"text: a label of {label}", (head + f"| {(label * 3000)}主动公开文件数 | 件 | 3 |\n").encode()
    named = "".join(f'<p class="c{n}">x</p>' for n in range(12_000))
    hidden = "".join(f".c{n}{{display:none}}" for n in range(12_000))
    yield "html: 12,000 rules for 12,000 elements", html(f"<style>{hidden}</style>{named}")
    hidden = "".join(f".a .c{n}{{display:none}}" for n in range(8_000))
    yield "html: 8,000 rules of two classes", html(f"<style>{hidden}</style><div class=a>{named}</div>")
    style = "<style>" + ".a " * 20_000 + "{display:none}</style>"
    yield "html: a rule of 20,000 elements within each other", html(style + "<p class=a>x</p>")
    for kind, rule in (("counts its elements", "p:nth-child(%d)"), ("looks beside its elements", "p~p:nth-child(%d)"), ("looks within its elements", "div div div.c%d")):  # fmt: skip
        many = "".join(f"{rule % n}{{display:none}}" for n in range(4_000))
        yield (
            f"html: a stylesheet {kind}",
            html(f"<style>{many}</style>" + ("<p>x</p>" * 25 + "<div class=c1>") * 170),
        )
    yield (
        "html: a stylesheet looks beside 5,000 elements",
        html("<style>p~p{display:none}</style>" + "<p>x</p>" * 5_000),
    )
    yield "text: 40,000 rules of dashes", (head + "---- ----\n" * 40_000).encode()
    yield (
        "text: 40,000 rules of dashes with words across",
        (head + "---- ----\nxxxxxxxxx\n" * 20_000).encode(),
    )
    yield "text: a line of 20,000 words", (head + "x " * 20_000 + "\n" + "x  " * 20_000 + "\n").encode()


def _mails() -> Iterator[tuple[str, bytes]]:
    page = f"<html><body><p>{TITLE}</p></body></html>"
    mail = "From: a@b.c\nMIME-Version: 1.0\nContent-Type: multipart/related; "
    marked = "".join(f"x*{n}*=utf-8''a; " for n in range(30_000))
    yield (
        "mail: 30,000 parameters of one field",
        f'{mail}{marked}boundary="q"\n\n--q\nContent-Type: text/html\n\n{page}\n--q--'.encode(),
    )
    yield "mail: 60,000 parts", (f"{mail}boundary=q\n\n" + f"--q\n\n{page}\n" * 60_000).encode()


def _numbered() -> bytes:
    """A document whose paragraphs have numbers of 3,000 figures each."""
    from writers_docx import abstract_list, as_docx, list_level, list_use, paragraph

    level = list_level(0, "%1" * 3_000, "decimal")
    return as_docx(
        TITLE, *[paragraph("x", num=1, level=0)] * 3_000, numbering=abstract_list(1, level) + list_use(1, 1)
    )


KINDS: Mapping[str, bytes] = dict(
    [
        *_pdfs(),
        *_xlsxs(),
        *_odss(),
        *_xlss(),
        *_pages(),
        *_images(),
        *_mails(),
        ("docx: numbers of 3,000 figures", _numbered()),
    ]
)
"""The files, by what they do."""
