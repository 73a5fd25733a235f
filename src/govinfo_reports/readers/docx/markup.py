"""A Word part brought into plain form: what is not printed taken out, what is printed turned into paragraphs
and text.

All of it works on lists of the elements concerned, gathered in one pass each, so that plain documents cost
little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from attrs import field, frozen
from lxml import etree

from ..common.raised_notes import note_in_a_line, printed_note
from .fields import fill_fields
from .names import MC, W, is_on, value_of
from .styles import Styles
from .symbols import symbol_text

__all__ = ["ALT_CHUNK", "TBL", "TC", "TEXT", "TR", "UNREAD", "Markup", "P", "plain_markup"]

P, TBL, TR, TC = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
ALT_CHUNK = f"{W}altChunk"
_T = f"{W}t"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TEXT = (_T, f"{_MATH}t")
_FORMULA = f"{_MATH}oMath"
_BUILT_UP = tuple(
    _MATH + name
    for name in (
        *("f", "rad", "nary", "func", "acc", "bar", "m", "eqArr", "d", "groupChr", "phant"),
        *("sSup", "sSub", "sSubSup", "sPre", "limLow", "limUpp"),
    )
)
"""What sets characters of a formula over, under or beside each other: read in a row they would be another
number."""
_R, _PPR, _RPR, _TRPR = f"{W}r", f"{W}pPr", f"{W}rPr", f"{W}trPr"
_DEL, _MOVE_FROM = f"{W}del", f"{W}moveFrom"
_CELL_DEL = f"{W}cellDel"
_ROW_HIDDEN = f"{W}hidden"
_BOX = f"{W}txbxContent"
_ALTERNATE, _CHOICE, _FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"
_TAB, _PTAB, _BR, _CR = f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr"
_HYPHEN, _SYM = f"{W}noBreakHyphen", f"{W}sym"
_FIELD = f"{W}fldChar"
_RAISED = f"{W}vertAlign"
_LIFTED = f"{W}position"
_LEAST_LIFT = 4
"""In half-points: less is the dressing of a line."""
_STRUCK = (f"{W}strike", f"{W}dstrike")
_VANISH, _RUN_STYLE, _PARAGRAPH_STYLE = f"{W}vanish", f"{W}rStyle", f"{W}pStyle"
_MOST_RUNS = 50
"""Runs that are looked at beside one."""
_COLOUR, _SHADE, _TABLE, _WHITE = f"{W}color", f"{W}shd", f"{W}tbl", "FFFFFF"
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"

_FORMER = tuple(
    W + name
    for name in (
        "rPrChange",
        "pPrChange",
        "tblPrChange",
        "tblPrExChange",
        "tblGridChange",
        "tcPrChange",
        "trPrChange",
        "sectPrChange",
        "numberingChange",
    )
)
"""What a paragraph, run or table looked like before a tracked change."""
_NO_TEXT = (*_FORMER, f"{W}sdtPr", f"{W}sdtEndPr", f"{W}rt", f"{W}customXmlPr", f"{W}smartTagPr")
_WRAPPERS = tuple(
    W + name
    for name in (
        "sdt",
        "sdtContent",
        "customXml",
        "smartTag",
        "ins",
        "moveTo",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
    )
)
_CHARACTERS = {_TAB: "\t", _PTAB: "\t", _BR: "\n", _CR: "\n", _HYPHEN: "-"}
UNREAD = {
    f"{_DRAWING}main}}blip": "pictures",
    "{urn:schemas-microsoft-com:vml}imagedata": "pictures",
    f"{_DRAWING}chart}}chart": "charts",
    f"{_DRAWING}diagram}}relIds": "diagrams",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "embedded objects",
    ALT_CHUNK: "embedded documents",
}
"""What holds no text, and how a notice names it."""
_Found = dict[str, list[etree._Element]]


@frozen(kw_only=True)
class Markup:
    """A part in plain form: its root, the properties that say how paragraphs are styled and numbered (in
    order), and how many things of each kind it holds that are not text."""

    root: etree._Element
    properties: tuple[etree._Element, ...]
    unread: dict[str, int] = field(factory=dict)


def plain_markup(root: etree._Element, styles: Styles) -> Markup:
    """Bring a part into plain form, in place.

    Afterwards paragraphs hold their text only in `TEXT` elements, none holds another paragraph, and block
    containers are gone. Deleted and hidden text, former properties, the unused branch of alternatives, the
    pronunciation above characters and the instructions of fields are gone too.
    """
    fill_fields(root)
    etree.strip_elements(root, *_NO_TEXT, with_tail=False)
    _choose_alternatives(root)
    found = _gather(root, (_DEL, _MOVE_FROM, _CELL_DEL, _ROW_HIDDEN))
    joined = _drop_deleted([*found[_DEL], *found[_MOVE_FROM]])
    for mark in (*found[_CELL_DEL], *found[_ROW_HIDDEN]):
        if is_on(mark):
            _drop(_grandparent(mark))
    etree.strip_tags(root, *_WRAPPERS)
    _join_paragraphs(joined)
    if next(root.iter(_FIELD), None) is not None:
        _drop_instructions(root)
    _drop_hidden(root, styles)
    _spell_out(root)
    struck = _drop_struck(root, styles)
    _part_raised_notes(root)
    _release_boxes(root)
    unread: dict[str, int] = {"struck-out passages": struck} if struck else {}
    if formulas := _drop_formulas(root):
        unread["formulas"] = formulas
    for element in root.iter(*UNREAD):
        kind = UNREAD[element.tag]
        unread[kind] = unread.get(kind, 0) + 1
    return Markup(root=root, properties=_styled(root, styles), unread=unread)


def _gather(root: etree._Element, tags: Iterable[str]) -> _Found:
    found: _Found = defaultdict(list)
    for element in root.iter(*tags):
        found[element.tag].append(element)
    return found


def _drop(element: etree._Element | None) -> None:
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        parent.remove(element)


def _grandparent(element: etree._Element) -> etree._Element | None:
    parent = element.getparent()
    return None if parent is None else parent.getparent()


def _choose_alternatives(root: etree._Element) -> None:
    """Keep one branch of each `mc:AlternateContent`: the first that holds text, else the first."""
    for alternate in list(root.iter(_ALTERNATE)):
        branches = [branch for branch in alternate if branch.tag in (_CHOICE, _FALLBACK)]
        texts = (
            branch for branch in branches if next(branch.iter(*TEXT, _SYM, _TEXT_PATH), None) is not None
        )
        kept = next(texts, branches[0] if branches else None)
        for branch in branches:
            if branch is not kept:
                alternate.remove(branch)
    etree.strip_tags(root, _ALTERNATE, _CHOICE, _FALLBACK)


def _drop_deleted(marks: list[etree._Element]) -> list[etree._Element]:
    """Take out tracked deletions; gives the paragraphs whose end mark is deleted, so that the next one
    continues them."""
    joined: list[etree._Element] = []
    for mark in marks:
        parent = mark.getparent()
        tag = None if parent is None else parent.tag
        owner = _grandparent(mark)
        if tag == _TRPR:
            _drop(owner)
        elif tag != _RPR:
            _drop(mark)
        elif owner is not None and owner.tag == _PPR:
            paragraph = owner.getparent()
            joined += [] if paragraph is None else [paragraph]
    return joined


def _join_paragraphs(joined: list[etree._Element]) -> None:
    """Put the content of each paragraph before that of the next one."""
    for paragraph in reversed(joined):  # from the end, so that each text is moved once
        following = next(paragraph.itersiblings(P, TBL), None)
        if following is None or following.tag != P:
            continue
        content = [child for child in paragraph if child.tag != _PPR]
        first = next(following.iterchildren(), None)
        if first is None:
            following.extend(content)
        elif first.tag == _PPR:
            for child in reversed(content):
                first.addnext(child)
        else:
            for child in content:
                first.addprevious(child)
        _drop(paragraph)


def _drop_hidden(root: etree._Element, styles: Styles) -> None:
    """Take out hidden text: marked so itself, or by its style; a paragraph all of which is hidden goes as a
    whole."""
    found = _gather(root, (_VANISH, _RUN_STYLE, _PARAGRAPH_STYLE, _COLOUR))
    shown = {mark.getparent() for mark in found[_VANISH] if not is_on(mark)}
    hidden = [mark.getparent() for mark in found[_VANISH] if is_on(mark)]
    hidden += [style.getparent() for style in found[_RUN_STYLE] if styles.is_hidden(value_of(style) or "")]
    hidden += [mark.getparent() for mark in found[_COLOUR] if _is_white_beside_figure(mark)]
    marks: list[etree._Element] = []
    for properties in hidden:
        owner = None if properties is None or properties in shown else properties.getparent()
        if owner is None:
            continue
        if owner.tag == _R:
            _drop(owner)
        elif owner.tag == _PPR:
            marks.append(owner)
    for style in found[_PARAGRAPH_STYLE]:
        properties = style.getparent()
        if properties is not None and styles.is_hidden(value_of(style) or ""):
            _drop_hidden_runs(properties, shown)
            marks.append(properties)
    for properties in marks:
        paragraph = properties.getparent()
        if paragraph is not None and next(paragraph.iter(*TEXT, _SYM, _BOX), None) is None:
            _drop(paragraph)


def _is_white_beside_figure(mark: etree._Element) -> bool:
    """Whether a run has digits in white right beside others in another colour, on no ground of its own:
    nobody sees them, and both together would be another figure."""
    run = _grandparent(mark)
    if (value_of(mark) or "").upper() != _WHITE or run is None or run.tag != _R:
        return False
    paragraph = run.getparent()
    if paragraph is None or not _has_digit(run):
        return False
    beside = (other for other in islice(paragraph.iter(_R), _MOST_RUNS) if not _is_white(other))
    around = (run, *run.iterancestors())
    inmost = next((at for at, one in enumerate(around) if one.tag == _TABLE), len(around) - 1)
    return any(map(_has_digit, beside)) and all(
        child.find(_SHADE) is None
        for one in around[: inmost + 1]
        for child in one.iterchildren(_RPR, _PPR, f"{W}tcPr", f"{W}trPr", f"{W}tblPr")
    )


def _is_white(run: etree._Element) -> bool:
    colour = run.find(f"{_RPR}/{_COLOUR}")
    return colour is not None and (value_of(colour) or "").upper() == _WHITE


def _has_digit(run: etree._Element) -> bool:
    return any(any(map(str.isdigit, text.text or "")) for text in run.iter(*TEXT))


def _drop_hidden_runs(properties: etree._Element, shown: set[etree._Element | None]) -> None:
    """Take out the runs of a paragraph in a hidden style that are not shown all the same."""
    paragraph = properties.getparent()
    for run in [] if paragraph is None else list(paragraph.iter(_R)):
        if run.find(_RPR) not in shown:
            _drop(run)


def _drop_instructions(root: etree._Element) -> None:
    """Take out text that belongs to the instruction of a field, not to its result.

    A field that is never closed hides nothing: its text is kept.
    """
    is_instruction: list[bool] = []
    """For each open field, outermost first, whether its instruction goes on."""
    texts_of: list[list[etree._Element]] = []
    """The texts met in each instruction that goes on; all are put down to the outermost."""
    for element in root.iter(_FIELD, *TEXT, _SYM, _TAB, _BR):
        if element.tag != _FIELD:
            if texts_of:
                texts_of[0].append(element)
            continue
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            is_instruction.append(True)
            texts_of.append([])
        elif is_instruction and kind in ("separate", "end"):
            if is_instruction.pop():
                for text in texts_of.pop():
                    _drop(text)
            if kind == "separate":
                is_instruction.append(False)


def _spell_out(root: etree._Element) -> None:
    """Turn the elements that print a character into text."""
    for element in root.iter(*_CHARACTERS, _SYM, _TEXT_PATH):
        tag = element.tag
        if tag == _SYM:
            text = symbol_text(element.get(f"{W}font"), element.get(f"{W}char"))
        elif tag == _TEXT_PATH:
            text = element.get("string", "")
        else:
            parent = element.getparent()
            if parent is None or parent.tag != _R:  # a tab stop of the paragraph's format
                continue
            text = _CHARACTERS[tag]
        element.tag = _T
        element.text = text


def _drop_struck(root: etree._Element, styles: Styles) -> int:
    """Take out what is struck through, itself or by its style, which a reader takes for no longer said;
    gives how many runs."""
    found = _gather(root, (*_STRUCK, _RUN_STYLE, _PARAGRAPH_STYLE))
    marks = [mark for tag in _STRUCK for mark in found[tag]]
    said = {_grandparent(mark) for mark in marks}
    runs = [_grandparent(mark) for mark in marks if is_on(mark)]
    for style in (*found[_RUN_STYLE], *found[_PARAGRAPH_STYLE]):
        owner = _grandparent(style) if styles.is_struck(value_of(style) or "") else None
        runs += [] if owner is None else [run for run in owner.iter(_R) if run not in said]
    struck = 0
    for run in dict.fromkeys(runs):
        if run is not None and run.tag == _R and next(run.iter(*TEXT), None) is not None:
            _drop(run)
            struck += 1
    return struck


def _drop_formulas(root: etree._Element) -> int:
    """Take out the formulas that are more than characters in a row (2 with an exponent, 2 over 3); gives how
    many."""
    built_up = [
        formula for formula in root.iter(_FORMULA) if next(formula.iter(*_BUILT_UP), None) is not None
    ]
    for formula in built_up:
        _drop(formula)
    return len(built_up)


def _part_raised_notes(root: etree._Element) -> None:
    """Put raised notes behind figures into brackets: 5 with a raised 1 is not 51."""
    for mark in root.iter(_RAISED, _LIFTED):
        run = _grandparent(mark) if _is_lifted(mark) else None
        if run is None or (first := next(run.iter(*TEXT), None)) is None:
            continue
        text = "".join([piece.text or "" for piece in run.iter(*TEXT)])
        cell = next(run.iterancestors(TC), None)
        note = None
        if cell is not None:
            whole = "".join([piece.text or "" for piece in cell.iter(*TEXT)])
            note = printed_note(text, whole.replace(text, "", 1))
        if note is None:
            note = note_in_a_line(text, _before(run))
        if note is not None:
            for piece in run.iter(*TEXT):
                piece.text = ""
            first.text = note


def _is_lifted(mark: etree._Element) -> bool:
    """Whether a run is set above or below its line, by its kind or by some half-points that its neighbours
    do not have."""
    value = (value_of(mark) or "").lstrip("-")
    if mark.tag != _LIFTED:
        return value in ("superscript", "subscript")
    if not value.isdigit() or len(value) > 4 or int(value) < _LEAST_LIFT:
        return False
    run = _grandparent(mark)
    beside = () if run is None else (run.getprevious(), run.getnext())
    return not any(
        value_of(other) == value_of(mark)
        for neighbour in beside
        if neighbour is not None
        for other in neighbour.iter(_LIFTED)
    )


def _before(run: etree._Element) -> str:
    """The text of the last run before a run, in its paragraph, that has any."""
    node: etree._Element | None = run
    while node is not None and node.tag != P:
        sibling = node.getprevious()
        if sibling is None:
            node = node.getparent()
            continue
        text = "".join([piece.text or "" for piece in sibling.iter(*TEXT)])
        if text:
            return text
        node = sibling
    return ""


def _release_boxes(root: etree._Element) -> None:
    """Move what stands in text boxes behind the paragraph that anchors them, inner boxes first."""
    for box in reversed(list(root.iter(_BOX))):
        anchor = next(box.iterancestors(P), None)
        if anchor is not None:
            for child in reversed(box):
                anchor.addnext(child)


def _styled(root: etree._Element, styles: Styles) -> tuple[etree._Element, ...]:
    """The properties of the paragraphs that name a style, a list or an outline level, in order, each once."""
    default = styles.default_paragraph
    if default is not None and (
        styles.list_of(default) is not None or styles.heading_level(default) is not None
    ):
        for paragraph in root.iter(P):
            if paragraph.find(_PPR) is None:
                paragraph.insert(0, paragraph.makeelement(_PPR))
        return tuple(root.iter(_PPR))
    owners: dict[etree._Element, None] = {}
    for element in root.iter(_PARAGRAPH_STYLE, f"{W}numPr", f"{W}outlineLvl"):
        parent = element.getparent()
        if parent is not None and parent.tag == _PPR:
            owners[parent] = None
    return tuple(owners)
