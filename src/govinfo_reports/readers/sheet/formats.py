"""What a number format makes of a number: `0%` prints 0.5 as 50%, `0.00,` prints 12345 as 12.35, `0;;`
prints no nought.

What a person sees of a sheet is what counts. A format that shows the number itself, whatever it adds to it
(`#,##0`, `0.00` of 12.5), changes nothing, but for a sign of money (¥): it says what the amount is in.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext

from lxml import etree

from ..odt.styles import TEXT

__all__ = [
    "XLS_FORMATS",
    "FormatError",
    "formats_of_xls",
    "named_format",
    "printed_in_ods",
    "printed_number",
    "xls_formats",
    "xlsx_formats",
]

_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0;-¥#,##0", 6: "¥#,##0;-¥#,##0", 7: "¥#,##0.00;-¥#,##0.00", 8: "¥#,##0.00;-¥#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ ', 44: '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', 43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '}  # fmt: skip  # noqa: E501
"""The formats that a file names by their numbers only; the sign of money is that of the machine's country,
here ¥."""
_NAMED = {"Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00"}
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|(?P<place>[0#?])|(?P<point>\.)|(?P<comma>,)'
    r"|(?P<percent>%)"
    r"|\[(?P<bracket>[^\]]*)\]|(?P<other>.)",
    re.DOTALL,
)
_COLOURS = re.compile(
    r"(?i)black|blue|cyan|green|magenta|red|white|yellow|colou?r\s*\d+|dbnum1|dbnum2|dbnum3"
)
_MONEY = re.compile(r"\$([^-\]]*)(?:-[0-9A-Fa-f]+)?")
_PLAIN = frozenset(" -+()¥￥$€£")
_OF_MONEY = re.compile("[%¥￥$€£]")
_XLS_FORMAT, _XLS_CELL_FORMAT, _LONGEST = 0x41E, 0xE0, 255
XLS_FORMATS = frozenset({_XLS_FORMAT, _XLS_CELL_FORMAT})
"""The records of an xls file that say how numbers are printed."""
_XLS_MANY = 0xBD
_XLS_NUMBERS = frozenset({0x06, _XLS_MANY, 0x203, 0x27E})
_ODS_VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value"
_ODS_NUMBERS = frozenset({"float", "percentage", "currency"})
_MOST_ALIKE = 4096
_PRECISION = 40
_GENERAL = "General"


class FormatError(ValueError):
    """A format is of another kind: dates, fractions, powers of ten, conditions."""


def printed_number(value: float | int, code: str) -> str | None:
    """The text that a number has in a cell with this format; None where it is the number itself. Raises
    FormatError for other formats.

    >>> printed_number(0.5, "0%"), printed_number(12345, "0.00,"), printed_number(7, "#,##0")
    ('50%', '12.35', None)
    >>> printed_number(0, "0;-0;;@"), printed_number(0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ')
    ('', '-')
    """
    if code in {"", _GENERAL, "@"} or len(code) > _LONGEST:
        return None
    exact = Decimal(f"{value:.15g}")
    sections = list(_sections(code))[:3]
    if len(sections) == 1 or (exact >= 0 and not (exact == 0 and len(sections) > 2)):
        number = 0
    else:
        number = 1 if exact < 0 else 2
    section = sections[number]
    shown = abs(exact) if number == 1 else exact
    text, seen = _filled(section.replace(_GENERAL, _as_it_is(shown)), shown)
    if number == 1 and not ("-" in text or "(" in text):
        return text  # a format that hides the sign shows another number
    sign = -1 if number == 1 else 1
    is_itself = seen is not None and seen * sign == exact and not _words(text) and not _OF_MONEY.search(text)
    return None if is_itself else text


def _as_it_is(value: Decimal) -> str:
    """The places that a number itself takes."""
    exponent = value.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "0." + "0" * decimals if decimals else "0"


def _words(text: str) -> str:
    """What a text has beside digits, signs and blanks: a unit that the format prints."""
    return re.sub(r"[\d\s.,%()+\-¥￥$€£]", "", text)


def _sections(code: str) -> Iterator[str]:
    """The parts of a format: for positive numbers, negative ones, and nought."""
    start = 0
    for piece in _PIECE.finditer(code):
        if piece.group("other") == ";":
            yield code[start : piece.start()]
            start = piece.end()
    yield code[start:]


def _filled(section: str, value: Decimal) -> tuple[str, Decimal | None]:
    """The text of a number in one part of a format, and the number that it shows (None where no digit is
    printed)."""
    before, after = "", ""
    places: list[str] = []  # the places of the whole part, and what is printed between them
    decimals: int | None = None
    percent = thousands = 0
    is_grouped = False
    for piece in _PIECE.finditer(section):
        literal = piece.group("quoted") or piece.group("escaped") or ""
        if piece.group("place"):
            is_grouped = is_grouped or bool(thousands)
            thousands = 0
            if decimals is not None and after:
                raise FormatError(section)
            if decimals is not None:
                decimals += 1
            else:
                places += [*after, piece.group("place")]
                after = ""
        elif piece.group("point"):
            decimals = 0 if decimals is None else decimals
        elif piece.group("comma"):
            thousands += 1
        elif piece.group("percent"):
            percent, literal = percent + 1, "%"
        elif (bracket := piece.group("bracket")) is not None:
            money = _MONEY.fullmatch(bracket)
            if money is not None:
                literal = money.group(1)
            elif not _COLOURS.fullmatch(bracket.strip()):
                raise FormatError(section)
        elif other := piece.group("other"):
            if other not in _PLAIN and ord(other) < 0x2E80:
                raise FormatError(section)
            literal = other
        if places or decimals is not None:
            after += literal
        else:
            before += literal
    if not places and decimals is None:
        return " ".join(before.split()), None
    with localcontext(prec=_PRECISION):
        shown = value * 100**percent / Decimal(1000) ** thousands
        try:
            shown = shown.quantize(Decimal(1).scaleb(-(decimals or 0)), ROUND_HALF_UP)
        except ArithmeticError as error:
            raise FormatError(section) from error
        number: Decimal | None = shown / 100**percent
    if decimals is None and number == 0 and "0" not in places:
        return " ".join((before + after).split()), None
    digits = f"{shown:,f}" if is_grouped else f"{shown:f}"
    if any(place not in "0#?" for place in places):  # 0!.0 prints 12 as 1.2
        if is_grouped or decimals is not None or value < 0:
            raise FormatError(section)
        digits = _between(digits, places)
        number = None
    if any(map(str.isdigit, before + after)):  # 0"0" prints 2 as 20
        number = None
    return " ".join(f"{before}{digits}{after}".split()), number


def _between(digits: str, places: list[str]) -> str:
    """Digits with what a format prints between their places, from the last one on."""
    left = list(digits.rjust(sum(place in "0#?" for place in places), "0"))
    made = [left.pop() if place in "0#?" else place for place in reversed(places)]
    return "".join((*left, *reversed(made)))


def named_format(code: str) -> str:
    """The format that a name of Excel's (Percent, Fixed, Standard) stands for.

    >>> named_format("Percent"), named_format("0.0")
    ('0.00%', '0.0')
    """
    return _NAMED.get(code, code)


def xlsx_formats(styles: etree._Element | None) -> dict[str, str]:
    """The formats of a workbook's cell formats, by the number that cells name them with (`s`)."""
    formats = None if styles is None else styles.find("{*}cellXfs")
    if styles is None or formats is None:
        return {}
    own = {
        str(one.get("numFmtId")): str(one.get("formatCode", ""))
        for one in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    usual = {str(number): code for number, code in _BUILT_IN.items()}
    found = ((number, str(form.get("numFmtId"))) for number, form in enumerate(formats.iterfind("{*}xf")))
    return {
        str(number): code
        for number, name in found
        if (code := own.get(name, usual.get(name, ""))) not in {"", _GENERAL}
    }


def _is_print_of(text: str, value: str) -> bool:
    """Whether a cell's text shows its number, with nothing beside it.

    >>> _is_print_of("1,200.00", "1200"), _is_print_of("50%", "0.5"), _is_print_of("", "0")
    (True, False, False)
    """
    plain = re.sub(r"[\s,]", "", text)
    plain = re.sub(r"\((.+)\)", r"-\1", plain)
    try:
        return Decimal(plain) == Decimal(value)
    except ArithmeticError:
        return False


def xls_formats(records: Iterable[tuple[int, bytes]]) -> dict[int, str]:
    """The formats of an old workbook's cell formats, by their number; of those before Excel 97 the ones that
    are built in."""
    own: dict[int, str] = {}
    cells: list[int] = []
    for kind, body in records:
        if kind == _XLS_CELL_FORMAT and len(body) >= 4:
            cells.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _XLS_FORMAT and len(body) >= 5:
            number, length, flags = struct.unpack_from("<HHB", body)
            wide = flags & 1
            raw = body[5 : 5 + length * (2 if wide else 1)]
            own[number] = raw.decode("utf-16-le" if wide else "latin-1", "replace")
    return {
        at: code
        for at, number in enumerate(cells)
        if (code := own.get(number, _BUILT_IN.get(number, ""))) not in {"", _GENERAL}
    }


def formats_of_xls(
    record: bytes, kind: int, codes: Mapping[int, str]
) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells with numbers of a record, each with its format where it has one."""
    if not codes or kind not in _XLS_NUMBERS:
        return
    row, column, form = struct.unpack_from("<HHH", record)
    forms = [form]
    if kind == _XLS_MANY:
        forms = [struct.unpack_from("<H", record, at)[0] for at in range(4, len(record) - 2, 6)]
    for beside, number in enumerate(forms):
        if number in codes:
            yield (row, column + beside), codes[number]


def printed_in_ods(
    cell: etree._Element, row: int, column: int, rows: int, columns: int
) -> Iterator[tuple[tuple[int, int], str]]:
    """The text of a cell with a number, where it shows another number or something beside it, for each place
    that it is repeated at."""
    value = cell.get(_ODS_VALUE)
    if value is None or cell.get(f"{_ODS_VALUE}-type") not in _ODS_NUMBERS:
        return
    lines = ["".join(map(str, line.itertext())) for line in cell.iterchildren(f"{TEXT}p")]
    text = " ".join("".join(lines).split())
    if lines and not _is_print_of(text, value) and rows * columns <= _MOST_ALIKE:
        yield from (((row + down, column + right), text) for down in range(rows) for right in range(columns))
