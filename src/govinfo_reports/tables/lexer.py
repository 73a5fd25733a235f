"""One lexer for every container: printed pieces -> words of the vocabulary, figures, blanks, and what is
none of these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define

from ..forms import Vocabulary, VocabularyEntry
from ..forms.scopes import scopes
from ..forms.vocabulary import Node
from ..location import Location
from ..numerals import Number, read_cell
from ..patterns import late
from ..text import Folded
from .pieces import TablePiece
from .scan import Part, Scanner, follow
from .torn import join_torn

__all__ = ["Lexeme", "lex"]

_NUMBERED = late(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d))\s*\S"
)
_LABEL = late(rf"\s*(?:其中(?!\s?:?\s?\d)|{_NUMBERED.pattern})")
_NOTED = late(r"\d[\d,.]*\s?\(")
_TIME = scopes().patterns["over tables, a time"]
_STOPS = "。.;,、"
_HEADING = late(r"[\d,.]+(?=[一二三四五六七八九十]{1,3}、)")
_ROWS_KEPT_OPEN = 14
_MARKS = " \t\n\u3000“”\"‘’'（）()《》、，,。；;：:"
_LONGEST_CELL = 60
_LONGEST_HEAD = 24
_WIDEST = 40
_HEADS = frozenset({"outcome", "applicant", "metric"})
_ROWS = frozenset({"subject"})
_PRINTED = frozenset({"FIGURE", "BLANK"})
_FIGURES = frozenset({"FIGURE", "ODD"})


@define(eq=False)
class Lexeme:
    """One token. `kind` is FIGURE, BLANK (a dash), EMPTY (a cell without anything), ODD (a cell where a
    figure stands that is none), UNIT, WORDS, BREAK (a sentence), or WORD: then `entries` are what it may
    mean. A time in a line (2021年, 1-6月) is WORDS, and so is a line that tells no more than one.
    `bordered` says that it is all that stands between two printed borders."""

    kind: str
    piece: TablePiece
    start: int
    end: int
    entries: Sequence[VocabularyEntry] = ()
    number: Number | None = None
    bordered: bool = False
    label: str = ""
    misread: bool = False

    @property
    def text(self) -> str:
        """The printed text; of a label that is torn, all of its parts."""
        return self.label or self.piece.text[self.start : self.end]

    @property
    def location(self) -> Location:
        return self.piece.place(self.start, self.end)

    @property
    def row(self) -> int:
        return self.piece.row


def lex(pieces: Iterable[TablePiece], words: Vocabulary) -> list[Lexeme]:
    """The tokens of the pieces in printed order. A label that lines, pages or rows of figures tear apart is
    one token, where it begins; of its other parts nothing is left."""
    return _Lexer(words.scanner(Scanner)).all(pieces)


@define(eq=False)
class _Open:
    """A cell of a grid whose text is the beginning of a word: a page may have cut it from the rest, in the
    same column below."""

    lexeme: Lexeme
    node: Node
    last: TablePiece

    def is_above(self, piece: TablePiece) -> bool:
        """Whether it stands in an upper row of the same column."""
        above, cell = self.last.cell, piece.cell
        in_column = above is not None and cell is not None and above.column == cell.column
        return in_column and self.last.row != piece.row


class _Lexer:
    def __init__(self, scanner: Scanner) -> None:
        self.scanner = scanner
        self.made: list[Lexeme] = []
        self.open: list[_Open] = []
        self.columns: set[tuple[int, int]] = set()
        """The printed columns of each block that have a head."""

    def all(self, pieces: Iterable[TablePiece]) -> list[Lexeme]:
        for piece in join_torn(pieces, self.scanner):
            if self.open:
                self.open = [one for one in self.open if piece.row - one.last.row <= _ROWS_KEPT_OPEN]
            if piece.cell is None:
                self._line(piece)
            else:
                self._cell(piece)
        return [one for one in self.made if one.kind != "MARK"]

    def _cell(self, piece: TablePiece) -> None:
        """A cell is one token where it can be one; words and figures that share it are several without
        borders."""
        text = piece.text
        if not text.strip():
            self.made.append(Lexeme("EMPTY", piece, 0, 0, bordered=True))
            return
        if not piece.is_grid and not text.strip(_MARKS) and self._is_alone(piece):
            return  # the end of a label (”) on a line of its own
        seen = self.scanner.seen(text)
        if (number := seen.number) is not None:
            kind = "BLANK" if number.blank else "FIGURE"
            self.made.append(Lexeme(kind, piece, 0, len(text), (), number, True))
            return
        folded = seen.folded
        if piece.is_grid and not seen.is_unit and self._continues(piece, folded.text, seen.is_understood):
            return
        entries: Sequence[VocabularyEntry] = ()
        if seen.is_unit:
            kind = "UNIT"
        elif len(text) <= 4 * _LONGEST_CELL and seen.is_understood:
            # several figures in one cell are none, nor is a word with one where a figure stands (合计12)
            kinds = {part[0] for part in seen.parts}
            is_label = "WORD" in kinds and not (
                "FIGURE" in kinds and piece.is_grid and self._is_among_figures(piece)
            )
            kind = "WORD" if is_label else "ODD"
        elif entries := self.scanner.misread(folded.text) if len(text) <= _LONGEST_HEAD else ():
            kind = "MISREAD"
        elif (
            not seen.has_letters
            or _NOTED.match(folded.text)
            or (self._is_among_figures(piece) and not _LABEL.match(folded.text))
        ):
            kind = "ODD"
        else:
            kind = "BREAK" if len(text) > _LONGEST_CELL and "。" in text else "WORDS"
        if kind == "WORD":
            self._emit(piece, folded, seen.parts, bordered=_is_one(seen.parts))
        else:
            is_misread = kind == "MISREAD"
            kind = "WORD" if is_misread else kind
            self.made.append(Lexeme(kind, piece, 0, len(text), entries, None, True, misread=is_misread))
        if piece.is_grid and kind != "UNIT" and (node := self.scanner.unfinished(folded.text)):
            self.open = [one for one in self.open if not one.is_above(piece)]
            self.open.append(_Open(self.made[-1], node, piece))

    def _is_alone(self, piece: TablePiece) -> bool:
        """Whether nothing stands before a cell in its row."""
        last = self.made[-1].piece if self.made else None
        return last is None or last.row != piece.row or last.block != piece.block

    def _is_among_figures(self, piece: TablePiece) -> bool:
        """Whether a cell stands where a figure belongs: in a grid below a head; behind a figure, a blank, a
        unit or a row's label."""
        if piece.is_grid and piece.cell is not None and (piece.block, piece.cell.column) in self.columns:
            return True
        own = [made for made in self.made[-_WIDEST:] if made.piece.row == piece.row]
        is_behind_empty = bool(own) and own[-1].kind == "EMPTY"
        while own and own[-1].kind == "EMPTY":
            own.pop()
        if not own or own[-1].kind in {"FIGURE", "BLANK", "ODD", "UNIT"}:
            return bool(own)
        rows = _ROWS | {"item"} if is_behind_empty else _ROWS
        return any(entry.kind in rows for entry in own[-1].entries)

    def _is_behind_figure(self, piece: TablePiece) -> bool:
        """Whether a cell of a grid stands below a head and behind a figure of its row."""
        if piece.cell is None or (piece.block, piece.cell.column) not in self.columns:
            return False
        return any(made.kind == "FIGURE" and made.piece.row == piece.row for made in self.made[-_WIDEST:])

    def _continues(self, piece: TablePiece, text: str, is_understood: bool) -> bool:
        """Whether a cell goes on with a label that began in its column above; that label then has it."""
        if not self.open or _NUMBERED.match(text) or self._is_behind_figure(piece):
            return False
        for one in self.open:
            if not one.is_above(piece):
                continue
            node = follow(one.node, text)
            if node is None or (one.lexeme.entries and (not node.entries or is_understood)):
                continue
            one.lexeme.kind = "WORD" if node.entries else "WORDS"
            one.lexeme.entries = node.entries
            one.lexeme.label = one.lexeme.text + piece.text
            one.node, one.last = node, piece
            if not node:
                self.open.remove(one)
            return True
        return False

    def _line(self, piece: TablePiece) -> None:
        """A line without borders: words and figures as they follow each other."""
        if "。" in piece.text and not self.scanner.may_hold_table(piece.text):
            self.made.append(Lexeme("BREAK", piece, 0, len(piece.text)))
            return
        folded = piece.folded
        parts = self.scanner.parts(folded.text)
        if _tells_time(folded.text, parts):
            self.made.append(Lexeme("WORDS", piece, 0, len(piece.text)))
            return
        if len(parts) > 1 and parts[0][0] == "FIGURE" and _is_odd(folded.text.strip(), parts):
            self.made.append(Lexeme("ODD", piece, 0, len(piece.text)))
            return
        self._emit(piece, folded, parts, bordered=_is_one(parts))

    def _misread(self, text: str, start: int, end: int) -> Sequence[VocabularyEntry]:
        """What words between blanks mean that are a head but for one character."""
        words = text[start:end]
        is_one = len(words) <= _LONGEST_HEAD and len(words.split()) == 1
        before, behind = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
        is_parted = (start == 0 or " " in before) and (end == len(text) or " " in behind)
        return self.scanner.misread(words) if is_one and is_parted else ()

    def _emit(self, piece: TablePiece, folded: Folded, parts: Sequence[Part], *, bordered: bool) -> None:
        for kind, first, last, entries in parts:
            start, end = folded.span(first, last)
            is_time = piece.cell is None and kind in _FIGURES and _TIME.match(folded.text, first) is not None
            kind = "WORDS" if is_time else kind
            number = read_cell(piece.text[start:end], signed=True) if kind in _PRINTED else None
            misread = self._misread(folded.text, first, last) if kind == "WORDS" and not bordered else ()
            kind, entries = ("WORD", misread) if misread else (kind, entries)
            self.made.append(
                Lexeme(kind, piece, start, end, entries, number, bordered, misread=bool(misread))
            )
            is_head = piece.is_grid and any(entry.kind in _HEADS for entry in entries)
            if is_head and piece.cell is not None:
                column, width = piece.cell.column, min(piece.cell.colspan, _WIDEST)
                self.columns.update((piece.block, column + at) for at in range(width))


def _tells_time(text: str, parts: Sequence[Part]) -> bool:
    """Whether a line is a caption that tells a time, with no other figure and no word of the forms."""
    if len(text) > _LONGEST_CELL or "。" in text or _TIME.search(text) is None:
        return False
    kinds = {part[0] for part in parts}
    return "WORD" not in kinds and not any(map(str.isdigit, _TIME.sub("", text)))


def _is_one(parts: Sequence[Part]) -> bool:
    """Whether a text is one token, but for brackets and quotation marks."""
    return sum(part[0] != "MARK" for part in parts) == 1


def _is_odd(text: str, parts: Sequence[Part]) -> bool:
    """Whether a line of figures and other signs without a blank between them is no figure (12.5/13, 0月),
    and no part of it is."""
    return (
        len(text) <= _LONGEST_HEAD
        and not any(map(str.isspace, text))
        and all(part[0] not in {"WORD", "BREAK", "UNIT"} for part in parts)
        and read_cell(text.rstrip(_STOPS), signed=True) is None
        and not _HEADING.match(text)
    )
