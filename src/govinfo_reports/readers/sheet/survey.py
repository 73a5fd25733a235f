"""What a workbook holds, found out before it is opened: how far its sheets reach, merged cells, cells with
errors.

The library that reads the values lays each sheet out as a full rectangle, so that two cells far apart would
fill the memory, and it gives error cells as blanks.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import define, field
from lxml import etree

from ...errors import LimitExceeded, UnreadableSource, UnsupportedFormat
from ...language import phrase
from ...limits import Limits
from ..docx.names import to_number
from ..odt.styles import OFFICE, TABLE
from ..ole import OLE_SIGNATURE, open_compound_file
from ..package import Package
from .clean import (
    check_counts,
    clean_package,
    clean_stream,
    compound_of,
    reach_of_row,
    repeats,
    room_for,
    size_error,
    usual_styles,
)
from .formats import XLS_FORMATS, formats_of_xls, printed_in_ods, xls_formats, xlsx_formats
from .hidden import (
    NOTHING_HIDDEN,
    XLS_COLUMNS,
    XLS_ROW,
    Hidden,
    hidden_of,
    hidden_of_ods,
    hidden_of_xls,
    noted_strings,
)
from .styles import draws_frame, framed_ods_styles, framed_xlsx_styles, strikes_of

__all__ = ["SheetSurvey", "survey_workbook"]

_AREA_PER_CELL = 25
"""How much larger than `Limits.cells` the rectangles of all sheets may be: most of it is empty."""
_RECORDS_PER_CELL = 20
_MOST_QUOTED = 20
_USUAL_STRING = 300
_ROWS, _LONGEST_ROW = 1_048_576, 8
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATION_ID = re.compile(r"\{[^}]*\}id")
_ODS_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_BOUND_SHEET, _FILE_PASS, _END_OF_SHEET = 0x85, 0x2F, 0x0A
_FORMULA, _BOOL_OR_ERROR, _MANY_BLANKS, _CELL_FORMAT = 0x06, 0x205, 0xBE, 0xE0
_BLANK_RECORDS = frozenset({0x201, _MANY_BLANKS})
_CELL_RECORDS = frozenset(
    {_FORMULA, 0xBD, _MANY_BLANKS, 0xD6, 0xFD, 0x201, 0x203, 0x204, _BOOL_OR_ERROR, 0x27E}
)
_ERRORS: MappingProxyType[int | None, str] = MappingProxyType(
    {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
)


@define
class SheetSurvey:
    """One sheet: how many rows and columns hold something, the texts of its error cells by row and column
    (from 0), its merged cells as first row, first column, last row, last column (None where the reader of
    values knows), which cells that hold something have a line drawn at a side or above them, the formats of
    cells with numbers, and the texts that numbers are printed as, where the file has them."""

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(factory=dict)
    merged: list[tuple[int, int, int, int]] | None = None
    framed: set[tuple[int, int]] = field(factory=set)
    formats: dict[tuple[int, int], str] = field(factory=dict)
    printed: dict[tuple[int, int], str] = field(factory=dict)
    hidden: Hidden = NOTHING_HIDDEN
    left: dict[tuple[int, int], str] = field(factory=dict)  # of the texts of cells with something struck out

    def reach(self, row: int, column: int) -> None:
        """Make sure that the cell at this row and column (from 0) lies within."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)


def survey_workbook(
    data: bytes, *, source: str | None, limits: Limits
) -> tuple[tuple[SheetSurvey, ...], bytes]:
    """Survey the sheets of an xls, xlsx or ods file in their order; with them, the file as the reader of
    values may see it.

    Raises `UnreadableSource` for a damaged or encrypted file or one of another kind (`UnsupportedFormat` for
    odt), `LimitExceeded` for sheets that reach further than the limits allow.
    """
    others: list[SheetSurvey] = []
    if data.startswith(OLE_SIGNATURE):
        sheets, cleaned = _survey_xls(data, source, limits)
    else:
        package = Package(data, source=source, limits=limits)
        surveyed: set[str] = set()
        if package.read("content.xml") is None:
            sheets = tuple(_survey_xlsx(package, source, surveyed))
        else:
            sheets = tuple(_survey_ods(package, limits, source))
        # The reader of values unpacks without bounds, and may look for the sheets elsewhere: so every part
        # is tried first.
        for name in package.names:
            part = package.read(name)
            if part is not None and b"sheetData" in part and name.lower() not in surveyed:
                root = package.read_xml(name)
                others += [] if root is None else [_survey_worksheet(root, source, frozenset(), {}, {})]
        if package.read("content.xml") is None:
            _check_strings(package, limits, source)
        cleaned = clean_package(package)
    if sum(sheet.rows * sheet.columns for sheet in (*sheets, *others)) > limits.cells * _AREA_PER_CELL:
        raise _too_large(limits, source)
    return sheets, cleaned


def _check_strings(package: Package, limits: Limits, source: str | None) -> None:
    """Raise for shared strings that are fewer than is said, or that cells repeat until they fill the
    memory."""
    lengths, places = list[int](), list[str]()
    for name in package.names:
        part = package.read(name)
        if part is None or not name.lower().endswith(".xml"):
            continue
        if b"<sst" in part or b":sst" in part or b"cellXfs" in part:
            root = package.read_xml(name)
            if root is not None:
                check_counts(root, len(part), name, source)
                lengths += [sum(map(len, item.itertext())) for item in root.iter("{*}si")]
        if b"sheetData" in part:
            places.append(name)
    longest = max(lengths, default=0)
    if longest <= _USUAL_STRING:
        return
    room = room_for(limits)
    for name in places:
        root = package.read_xml(name)
        for cell in () if root is None else root.iter("{*}c"):
            if cell.get("t") == "s":
                number = to_number(cell.findtext("{*}v"), -1)
                room -= lengths[number] if 0 <= number < len(lengths) else 0
                if room < 0:
                    raise _too_large(limits, source)


def _too_large(limits: Limits, source: str | None) -> LimitExceeded:
    return LimitExceeded(
        phrase("the sheets reach much further than {cells} cells", cells=limits.cells), source=source
    )


def _encrypted(source: str | None) -> UnreadableSource:
    return UnreadableSource(phrase("the file is encrypted: save it without a password"), source=source)


def _no_workbook(source: str | None) -> UnreadableSource:
    return UnreadableSource(phrase("the file holds no workbook"), source=source)


def _survey_xlsx(package: Package, source: str | None, surveyed: set[str]) -> Iterator[SheetSurvey]:
    main = package.related("").get("officeDocument", "xl/workbook.xml")
    workbook = None if main.endswith(".bin") else package.read_xml(main)
    if main.endswith(".bin"):
        raise UnreadableSource(phrase("binary workbooks (xlsb) are not read: save it as xlsx"), source=source)
    if workbook is None or not workbook.tag.endswith("}workbook"):
        raise _no_workbook(source)
    targets = package.targets(main)
    styles = package.related(main).get("styles")
    look = None if styles is None else package.read_xml(styles)
    framed, formats = framed_xlsx_styles(look), xlsx_formats(look)
    strings = package.related(main).get("sharedStrings")
    shared = None if strings is None else package.read_xml(strings)
    noted, strikes = noted_strings(shared), strikes_of(look, shared)
    for sheet in workbook.iter("{*}sheet"):
        relation = next((str(value) for key, value in sheet.items() if _RELATION_ID.fullmatch(str(key))), "")
        target = targets.get(relation, "")
        surveyed.add(target.lower())
        root = package.read_xml(target)
        survey = SheetSurvey()
        if root is not None:
            survey = _survey_worksheet(root, source, framed, noted, formats)
            survey.left = dict(strikes.left_of(root, _place_of))
        yield survey


def _survey_worksheet(
    root: etree._Element,
    source: str | None,
    framed: frozenset[str],
    noted: Mapping[int, str],
    formats: Mapping[str, str],
) -> SheetSurvey:
    for placed in root.iter("{*}c"):  # what reads the values takes any letters for a column, however far out
        reference = placed.get("r")
        if reference is not None and _REFERENCE.fullmatch(reference) is None:
            raise UnreadableSource(
                phrase(
                    "the workbook is damaged (there is no cell {reference!r})",
                    reference=reference[:_MOST_QUOTED],
                ),
                source=source,
            )
    for row in root.iter("{*}row"):
        said = row.get("r", "1").strip()
        if not said.isdecimal() or len(said) > _LONGEST_ROW or int(said) > _ROWS:
            raise size_error(f"there is no row {said[:_MOST_QUOTED]}", source)
    _name_places(root)
    survey = SheetSurvey(hidden=hidden_of(root, noted, _place_of))
    for value in root.iter("{*}v", "{*}is"):
        cell = value.getparent()
        match = None if cell is None else _REFERENCE.fullmatch(cell.get("r", ""))
        if cell is None or match is None:
            continue
        place = _place(match)
        survey.reach(*place)
        if cell.get("t") == "e" and value.text:
            survey.errors[place] = value.text
        if cell.get("s") in framed:
            survey.framed.add(place)
        if cell.get("t", "n") == "n" and (code := formats.get(cell.get("s", "0"))) is not None:
            survey.formats[place] = code
    return survey


def _name_places(root: etree._Element) -> None:
    """Give its place to each row and cell that names none: it stands behind the one before it."""
    at = -1
    for row in root.iter("{*}row"):
        at = to_number(row.get("r"), at + 2) - 1
        column = -1
        for cell in row.iterchildren("{*}c"):
            place = _place_of(cell.get("r", ""))
            column = column + 1 if place is None else place[1]
            if place is None:
                cell.set("r", f"{_letters(column)}{at + 1}")


def _letters(column: int) -> str:
    """The letters of a column (from 0): AB is 27."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def _place_of(reference: str) -> tuple[int, int] | None:
    match = _REFERENCE.fullmatch(reference)
    return None if match is None else _place(match)


def _place(reference: re.Match[str]) -> tuple[int, int]:
    """Row and column (from 0) of a reference such as `B3`."""
    column = 0
    for letter in reference.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(reference.group(2)) - 1, column - 1


def _survey_ods(package: Package, limits: Limits, source: str | None) -> Iterator[SheetSurvey]:
    manifest = package.read("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in manifest:
        raise _encrypted(source)
    root = package.read_xml("content.xml")
    if root is not None and root.find(f".//{OFFICE}text") is not None:
        raise UnsupportedFormat(phrase("an OpenDocument text cannot be read: save it as DOCX"), source=source)
    if root is None or root.find(f".//{OFFICE}spreadsheet") is None:
        raise _no_workbook(source)
    framed = framed_ods_styles(root)
    for table in root.iter(f"{TABLE}table"):
        survey = SheetSurvey(merged=[])
        usual = usual_styles(table)
        row_number = 0
        room = room_for(limits)
        laid_out = limits.cells * _AREA_PER_CELL
        for row in table.iter(
            "{*}table-row"
        ):  # of any namespace: the reader of values goes by the letters before the name
            repeated = repeats(row, "number-rows-repeated", source)
            width, characters = reach_of_row(row, source)
            laid_out -= width * (repeated if characters else 1)
            room -= characters * repeated
            if laid_out < 0 or room < 0:
                raise _too_large(limits, source)
            for column, style in _survey_ods_row(row, row_number, repeated, survey):
                if (style or next((name for last, name in usual if column <= last), None)) in framed:
                    survey.framed.add((row_number, column))
            row_number += repeated
        if survey.rows * survey.columns > limits.cells * _AREA_PER_CELL:
            raise _too_large(limits, source)
        survey.hidden = hidden_of_ods(table, survey.rows, survey.columns)
        yield survey


def _survey_ods_row(
    row: etree._Element, number: int, repeated: int, survey: SheetSurvey
) -> Iterator[tuple[int, str | None]]:
    """The columns of the cells that hold something, with the styles that they or their row name."""
    column = 0
    for cell in row.iterchildren(*_ODS_CELLS):
        width = max(1, to_number(cell.get(f"{TABLE}number-columns-repeated"), 1))
        if len(cell) or cell.get(f"{OFFICE}value-type") is not None:
            survey.reach(number + repeated - 1, column + width - 1)
            usual = row.get(f"{TABLE}default-cell-style-name")
            yield column, cell.get(f"{TABLE}style-name", usual)
            survey.printed.update(printed_in_ods(cell, number, column, repeated, width))
        columns = max(1, to_number(cell.get(f"{TABLE}number-columns-spanned"), 1))
        rows = max(1, to_number(cell.get(f"{TABLE}number-rows-spanned"), 1))
        if survey.merged is not None and (columns > 1 or rows > 1):
            survey.merged.append((number, column, number + rows - 1, column + columns - 1))
        column += width


def _survey_xls(data: bytes, source: str | None, limits: Limits) -> tuple[tuple[SheetSurvey, ...], bytes]:
    file = open_compound_file(data, source=source)
    if "EncryptedPackage" in file.streams:
        raise _encrypted(source)
    stream = file.read("Workbook") or file.read("Book")
    if not stream:
        raise _no_workbook(source)
    left = limits.cells * _RECORDS_PER_CELL
    starts: list[int] = []
    formats: list[bool] = []
    shapes: list[tuple[int, bytes]] = []
    surveys: list[SheetSurvey] = []
    try:
        for kind, at, size in _records(stream, 0):
            if kind == _FILE_PASS:
                raise _encrypted(source)
            if kind == _CELL_FORMAT:
                formats.append(draws_frame(stream, at, size))
            if kind in XLS_FORMATS:
                shapes.append((kind, stream[at : at + size]))
            if kind == _BOUND_SHEET:
                starts.append(struct.unpack_from("<I", stream, at)[0])
        codes = xls_formats(shapes)
        for start in starts:
            survey = SheetSurvey()
            shown: list[tuple[int, bytes]] = []
            for kind, at, size in _records(stream, start):
                left -= 1
                if left < 0:
                    raise _too_large(limits, source)
                if kind in _CELL_RECORDS:
                    _survey_xls_cell(stream, kind, at, size, survey, formats)
                    survey.formats.update(formats_of_xls(stream[at : at + size], kind, codes))
                elif kind in {XLS_ROW, XLS_COLUMNS}:
                    shown.append((kind, stream[at : at + size]))
            survey.hidden = hidden_of_xls(shown)
            surveys.append(survey)
    except struct.error as error:
        raise UnreadableSource(
            phrase("the workbook is damaged or cut short ({error})", error=error), source=source
        ) from error
    return tuple(surveys), compound_of(clean_stream(stream, tuple(starts), source))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of the records from `start` to the end of that part of the stream."""
    at = start
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _END_OF_SHEET:
            return
        yield kind, at + 4, size
        at += 4 + size


def _survey_xls_cell(
    stream: bytes, kind: int, at: int, size: int, survey: SheetSurvey, formats: Sequence[bool]
) -> None:
    row, column, form = struct.unpack_from("<HHH", stream, at)
    if kind not in _BLANK_RECORDS and form < len(formats) and formats[form]:
        survey.framed.add((row, column))
    if kind == 0xBD:
        column = struct.unpack_from("<H", stream, at + size - 2)[0]
    if kind != _MANY_BLANKS:
        survey.reach(row, column)
    code: int | None = None
    if kind == _BOOL_OR_ERROR:
        value, is_error = struct.unpack_from("<BB", stream, at + 6)
        code = value if is_error else None
    elif kind == _FORMULA:
        what, value, mark = struct.unpack_from("<BxBxxxH", stream, at + 6)
        code = value if mark == 0xFFFF and what == 2 else None
    if code in _ERRORS:
        survey.errors[(row, column)] = _ERRORS[code]
