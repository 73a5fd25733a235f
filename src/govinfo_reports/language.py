"""The language of what people read, English or Chinese, and the one catalogue of its wordings.

The English wording is the key. The Chinese ones stand in `locale/zh/LC_MESSAGES/govinfo_reports.po`, a
gettext catalogue, because translators and their editors know it, Babel gathers the wordings from the code
(`make messages`), and Python reads it without anything to install.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from importlib import resources
from typing import Any

from attrs import field, frozen

from .location import Location

__all__ = [
    "Language",
    "Said",
    "Say",
    "chinese_of",
    "column_letters",
    "halves",
    "language_of",
    "phrase",
    "word",
]

_CHINESE = re.compile("[\u4e00-\u9fff]")
_DOMAIN = "govinfo_reports"
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""What gettext looks at, in its order."""


class Language(str, Enum):
    """A language that everything people read is there in."""

    ENGLISH = "en"
    CHINESE = "zh"


def language_of(name: str | None = None, environment: Mapping[str, str] | None = None) -> Language:
    """The language of a name (`zh`, `zh_CN.UTF-8`, `en`); without one, that of the environment (LANGUAGE,
    LC_ALL, LC_MESSAGES, LANG, the first that is set); English for any other.

    >>> (language_of("zh_CN.UTF-8").value, language_of(None, {"LANG": "zh_TW"}).value,
    ...  language_of(None, {}).value)
    ('zh', 'zh', 'en')
    """
    if name is None:
        found = os.environ if environment is None else environment
        name = next((value for one in _VARIABLES if (value := found.get(one))), "")
    return Language.CHINESE if name.lower().startswith("zh") else Language.ENGLISH


@lru_cache(maxsize=2)
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language is Language.ENGLISH:
        return gettext.NullTranslations()
    place = resources.files("govinfo_reports") / "locale" / language.value / "LC_MESSAGES" / f"{_DOMAIN}.mo"
    with place.open("rb") as file:
        return gettext.GNUTranslations(file)


def halves(text: str) -> tuple[str, str]:
    """The English and the Chinese half of a text that has both; one that has not is given twice.

    >>> halves("the row is torn / 该行被拆开")
    ('the row is torn', '该行被拆开')
    """
    english, mark, chinese = text.rpartition(" / ")
    if mark and _CHINESE.search(chinese):
        return english, chinese
    return text, text


def column_letters(column: int) -> str:
    """The letters of a sheet's column, counted from 1.

    >>> column_letters(10), column_letters(28)
    ('J', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _language(name: Language | str | None) -> Language:
    return name if isinstance(name, Language) else language_of(name)


@frozen
class Say:
    """What is said, in one language. Called with an English wording of the catalogue, it gives that of its
    language, with the values put in.

    >>> Say("zh")("{count} reports", count=3)
    '3份报告'
    """

    language: Language = field(default=None, converter=_language)

    def __call__(self, wording: str, /, **values: Any) -> str:
        """Values are put in as the language has them: of one that is `Said` its text in this language, a
        place as people name it, of a list its parts with the mark that stands between them."""
        found = _catalogue(self.language).gettext(wording)
        return (
            found.format(**{name: self._value(value) for name, value in values.items()}) if values else found
        )

    def _value(self, value: Any) -> Any:
        if isinstance(value, Said):
            return self.of(value, value.zh)
        if isinstance(value, Location):
            return self.place(value)
        if isinstance(value, (tuple, list)):
            return ("、" if self.chinese else ", ").join(str(self._value(one)) for one in value)
        return value

    @property
    def chinese(self) -> bool:
        """Whether it is Chinese that is said."""
        return self.language is Language.CHINESE

    def counted(self, count: int, severity: str) -> str:
        """How many findings there are of a severity (its value).

        >>> Say("en").counted(1, "error"), Say("en").counted(2, "error"), Say("zh").counted(2, "error")
        ('1 error', '2 errors', '错误2条')
        """
        name = self(severity)
        many = "" if self.chinese or count == 1 or severity == "info" else "s"
        return self(word("{count} {severity}"), count=count, severity=name + many)

    def half(self, text: str) -> str:
        """Of a text that has both languages, `english / 中文`, the one; another text as it is."""
        return self.of(*halves(text))

    def of(self, english: str, chinese: str) -> str:
        """Of a message that is there in both languages, the one."""
        return chinese if self.chinese and chinese else english

    def place(self, place: Location, row: str | None = None, column: str | None = None) -> str:
        """A place as people name it: cells of a sheet by their letters and numbers; in a table the row by
        its label and the column by its head, where they are known.

        >>> Say("zh").place(Location(page=3, table=2, row=4, column=9), "（一）予以公开", "总计")
        '第3页表2“（一）予以公开”行、总计列'
        >>> Say("zh").place(Location(sheet="年报", row=28, column=10))
        '工作表“年报”J28'
        """
        if place.sheet is not None and place.row is not None and place.column is not None:
            cell = f"{column_letters(place.column)}{place.row}"
            where = f"工作表“{place.sheet}”{cell}" if self.chinese else f"sheet {place.sheet}, {cell}"
            return where + self._named(row, column, behind=True)
        if not self.chinese:
            named = self._named(row, column)
            rest = Location(page=place.page, line=place.line, sheet=place.sheet, table=place.table)
            return f"{rest}, {named}" if named and place.row is not None else str(place)
        words = [
            f"{before}{value}{after}"
            for before, value, after in (
                ("第", place.page, "页"),
                ("第", place.line, "行"),
                ("工作表“", place.sheet, "”"),
                ("表", place.table, ""),
            )
            if value is not None
        ]
        if named := self._named(row, column) if place.row is not None else "":
            words.append(named)
        elif place.row is not None:
            words.append(f"第{place.row}行" if place.column is None else f"第{place.row}行第{place.column}列")
        if place.span is not None:
            words.append(f"第{place.span[0]}－{place.span[1]}字")
        return "".join(words) or "位置不明"

    def _named(self, row: str | None, column: str | None, *, behind: bool = False) -> str:
        """Row and column by their labels; in brackets `behind` a cell that is named already."""
        if row is None:
            return ""
        if self.chinese:
            said = f"“{row}”行" + (f"、{column}列" if column else "")
            return f"（{said}）" if behind else said
        said = f"row “{row}”" + (f", column {column}" if column else "")
        return f" ({said})" if behind else said


class Said(str):
    """A message in English that has its Chinese with it (`zh`); for whoever asks for no language it is the
    English text.

    >>> phrase("larger than {bytes} bytes", bytes=4).both
    'larger than 4 bytes / 文件大于 4 字节'
    """

    zh: str

    def __new__(cls, english: str, zh: str = "") -> Said:
        made = super().__new__(cls, english)
        made.zh = zh
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.zh

    def __add__(self, other: str) -> Said:
        """What stands behind it, in each language."""
        return Said(str(self) + str(other), self.zh + (other.zh if isinstance(other, Said) else other))

    @property
    def both(self) -> str:
        """Both languages, as notices have them: `english / 中文`."""
        return f"{self} / {self.zh}" if self.zh else str(self)


def phrase(wording: str, /, **values: Any) -> Said:
    """A wording of the catalogue in both languages, with the values put in as each language has them.

    >>> phrase("the zip holds no document").zh
    '压缩包内没有文档'
    """
    if not values:
        return _phrase(wording)
    return Said(_IN_ENGLISH(wording, **values), _IN_CHINESE(wording, **values))


_IN_ENGLISH, _IN_CHINESE = Say(Language.ENGLISH), Say(Language.CHINESE)


@lru_cache(maxsize=1024)
def _phrase(wording: str) -> Said:
    return Said(_IN_ENGLISH(wording), _IN_CHINESE(wording))


def chinese_of(text: str) -> str:
    """The Chinese of a message; nothing where it has none."""
    return text.zh if isinstance(text, Said) else ""


def word(text: str) -> str:
    """The text itself, marked for the catalogue: a value that is said later."""
    return text


_VALUES = (
    *(word("error"), word("warning"), word("info")),
    *(word("narrative"), word("provincial"), word("2014"), word("2019"), word("2021")),
    *(
        word("text"),
        word("html"),
        word("docx"),
        word("odt"),
        word("pdf"),
        word("ofd"),
        word("sheet"),
        word("image"),
    ),
    *(word("year"), word("cumulative"), word("last_year")),
    *(word("exact"), word("alias"), word("similar"), word("sentence"), word("decoded")),
    *(word("series"), word("rollup"), word("table"), word("prose")),
)
"""The values of enumerations that people read."""
