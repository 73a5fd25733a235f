"""How to reach the organ that answers questions about the report (如有疑问，请与……联系)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from ..model.people import Contact
from ..patterns import late
from .lines import HeadLine, hurried, unwrapped

__all__ = ["FoundContact", "find_contact"]

_ANCHOR = late(
    r"(?:疑问|疑义|疑问或|意见|建议|咨询|问题|异议|不明)[^。]{0,40}?(?:请|可|欢迎|敬请"
    r"|烦请)[^。]{0,60}?(?:联系|咨询|来电|致电|反映|反馈|拨打|垂询)"
)
"""The sentence that names the organ for questions."""
_HEADING = late(r"(?:(?<=[。)）])|^)[一1][、.．](?![)）]|\d)")
_ANY_HEADING = late(r"[一二三四五六七八九十]{1,2}[、.．]|[(（][一二三四五六七八九十][)）]|附件|附表|附[:：]")
_FILLED_IN = late(
    r"填[报表]|审核|制表|负责人|经办|统计人|报出日期|报送|举报|投诉|监督电话|受理机构|申请|主办|承办"
    r"|版权|备案|热线"
)
_ALONE_AT_END = late(r"[(]?(?:联系|咨询)电话[::][()0-9 -]{7,20}[)。]?")
_FOR_COMPLAINTS = late(r"(?:监督|投诉|举报)(?:电话)?")
_ON_THE_REPORT = late(r"报告|年报|疑问|咨询")
_DASHES = "-‐‑‒–—―─−﹣~"
_DASH_RUN = late(rf" ?[{_DASHES}]+ ?")

_LABELS = {
    "both": r"(?:联系|咨询|办公|办公室)?电话[(]?(?:[/、及和与,]|兼)?传真[)]?(?:号码)?|传真[(]?(?:[/、及和与]"
    r"|兼)?电话[)]?|电话[(](?:兼)?传真[)]",
    "fax": r"传真(?:号码|电话)?|\bFAX\b",
    "email": r"(?:电子)?(?:邮箱|信箱|邮件)(?:地址)?|电邮|e-?mail(?:地址)?",
    "postcode": r"邮政编码|邮编|邮码|邮编号码",
    "website": r"(?:门户|政府|官方)?网站地址|网址|网站链接|链接地址|下载地址|\bURL\b",
    "address": r"(?:联系|通[讯信]|办公|单位|邮寄|机关|详细|办公室)?地[址点]|办公地点",
    "phone": r"(?:联系|咨询|办公|公开|查询|服务|固定|值班|办公室)?电话(?:号码)?|联系方式|\bTEL\b|致电|来电"
    r"|拨打",
    "other": r"联系人|邮件主题|办公时间|工作时间|受理时间|联系部门|联系单位|责任编辑|监督电话|投诉电话"
    r"|举报电话|来源|发布时间|发布日期",
}
_LABEL = hurried(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _LABELS.items()), "".join(_LABELS.values())
)
_SEPARATOR = late(r"(?:[(][^()\d]{0,12}[)])?(?:[::]|为|是|/)*\s*")
_PHONE = late(
    rf"(?:[(]0\d{{2,3}}[)] ?|0\d{{2,3}} ?)[{_DASHES}]* ?\d{{4}} \d{{4}}(?!\d)"
    rf"|\+86[{_DASHES} ]*[1-9]\d{{1,2}}[{_DASHES} ]+\d{{7,8}}(?!\d)"
    rf"|(?:\+?86[{_DASHES} ]*)?(?:[(]0\d{{2,3}}[)] ?[{_DASHES} ]*"
    rf"|0\d{{2,3}} ?[{_DASHES} ]+)?\d{{7,8}}(?!\d)(?: ?(?:[{_DASHES}]{{1,2}}|转 ?)\d{{1,5}}(?!\d))?"
    rf"|0\d{{9,11}}(?!\d)|1\d{{10}}(?!\d)|[48]00(?: ?[{_DASHES}] ?\d{{3,4}}){{2}}(?!\d)"
    rf"|(?:0\d{{2,3}} ?[{_DASHES}] ?)?\d{{5,6}}(?!\d)|\d{{3,4}}[{_DASHES} ]\d{{4}}(?!\d)"
)
_SENTENCE_GOES_ON = late(
    r"[\u4e00-\u9fff][,;。][\u4e00-\u9fff]*(?:全年|共|累计|接待|受理|查阅|查档|办理|服务|接听)"
)
"""Between a means and a number that is none of its own: 传真、邮寄等措施，全年查阅档案15000多册."""
_BARE_PHONE = late(rf"[(](?P<phone>0\d{{2,3}}[{_DASHES}]?\d{{7,8}}|0\d{{9,11}}|\d{{7,8}}|1\d{{10}})[)]")
_BARE_ADDRESS = late(
    r"[(](?P<address>[\u4e00-\u9fff][^(),;。:]{3,40}(?:号|楼|室|院|厦|座)[\u4e00-\u9fff\d-]{0,12})[,;、]"
)
"""An address without its label, the first item in the bracket behind the organ's name."""
_EMAIL = late(
    r"[A-Za-z0-9][A-Za-z0-9._+-]{0,60} ?(?:@|\[at\]"
    r"|\(at\)) ?[A-Za-z0-9-]{1,60}(?: ?\. ?[A-Za-z0-9-]{1,30}){1,4}"
)
_AT = late(r"\[at\]|\(at\)")
"""How pages print @ to keep it from collectors of addresses."""
_POSTCODE = late(r"\d(?: ?\d){4,5}(?! ?\d)")
_URL = late(
    r"(?=[A-Za-z0-9-])(?<![@A-Za-z0-9._-])(?:https?:/{1,2})?(?:[A-Za-z0-9-]{1,60}\.){1,5}(?:gov|com|net|org|edu|cn"
    r"|info|cc|top|mil)(?:\.cn)?(?!\.?[A-Za-z0-9-])(?::\d{2,5})?(?:/[A-Za-z0-9._~%?=&/#+:-]*)?",
    re.IGNORECASE,
)
_PLACE = late(r"[省市县区州旗盟镇乡村街道路号楼室院厅厦座巷弄委局]")
_EDITION = late(r"电子版|下载|查阅|查询|公布|公开|刊登|登[载录录]|全文|网站|网址|发布|浏览")
_TO_BE_READ = late(r"电子版|下载|查阅|公布|登载|网址")
_OF_MAIL = late(r"[邮信]箱|邮件|mail", re.IGNORECASE)
_OF_PAGE = late(
    r"来源:|来源 |发布时间|发布日期|字[号体]|浏览|作者:|\d{1,2}[:时]\d\d|首页|当前位置|打印|责任编辑"
)
"""A line of the page's own, such as its site, the time and the source."""
_WINDOW = 420
_HEAD_CHARACTERS = 6000
_NEAR = 70
_LONGEST_VALUE = 40


@frozen(kw_only=True)
class FoundContact:
    """The contact with the reasons for its parts."""

    contact: Contact
    evidence: tuple[str, ...]


@frozen(kw_only=True)
class _Window:
    text: str
    folded: str
    where: str


def find_contact(lines: Sequence[HeadLine]) -> FoundContact:
    """The contact that the preamble (or the end) names for questions; all parts None where it names none."""
    window = _question_window(lines) or _preamble_window(lines)
    parts: dict[str, str] = {}
    evidence: list[str] = []
    if window is not None:
        parts = _read_items(window)
        evidence += [f"contact.{name}: {window.where}" for name in parts]
    website = _first_website(lines, window)
    if website is not None:
        parts["website"], where = website
        evidence.append(f"contact.website: {where}")
    return FoundContact(contact=Contact(**parts), evidence=tuple(evidence))


def _question_window(lines: Sequence[HeadLine]) -> _Window | None:
    """The text after the sentence for questions: the first such sentence near the beginning, else the last
    one."""
    last: _Window | None = None
    characters = 0
    for place, line in enumerate(lines):
        for anchor in _ANCHOR.finditer(line.folded):
            window = _window(lines, place, anchor.start(), anchor.end())
            if not any(True for _ in _items(window.folded)) and _BARE_PHONE.search(window.folded) is None:
                continue
            if characters + anchor.start() < _HEAD_CHARACTERS:
                return window
            last = window
        characters += len(line.text)
    return last


def _window(lines: Sequence[HeadLine], place: int, start: int, after: int) -> _Window:
    """From `start` to the next heading, and on over lines that begin with a label."""
    line = lines[place]
    end = min(len(line.text), after + _WINDOW)
    heading = _HEADING.search(line.folded, after, end)
    if heading:
        end = heading.start()
    text, folded = line.text[start:end], line.folded[start:end]
    if end == len(line.text):
        for following in lines[place + 1 : place + 9]:
            label = _LABEL.match(following.folded.lstrip("(（"))
            goes_on = not folded.endswith(("。", "。)", "）", ")", "!"))
            if label is None and not (goes_on and not _ANY_HEADING.match(following.folded)):
                break
            if len(text) > _WINDOW + len(line.text[start:after]):
                break
            joint = "" if goes_on and label is None else ";"
            text += joint + following.text[:_WINDOW]
            folded += joint + following.folded[:_WINDOW]
    return _Window(text=text, folded=folded, where=f"the sentence for questions ({line.location})")


def _preamble_window(lines: Sequence[HeadLine]) -> _Window | None:
    """Without such a sentence: a line before the first heading, or one of the last, that gives two items or
    more; on the report itself before the first heading also one with a telephone only."""
    preamble: list[HeadLine] = []
    for line in unwrapped(lines[:40]):
        if _HEADING.match(line.folded):
            break
        preamble.append(line)
    first = frozenset(preamble)
    tail = [line for line in lines[-12:] if line not in first]
    for line in [*preamble, *tail]:
        heading = _HEADING.search(line.folded)
        folded = line.folded[: heading.start() if heading and line in first else len(line.text)]
        items = [item for item in _items(folded) if item[0] != "website"]
        kinds = {kind for kind, _, _ in items}
        alone = kinds == {"phone"} and line in first and _ON_THE_REPORT.search(folded) is not None
        alone = alone or (kinds == {"phone"} and _ALONE_AT_END.fullmatch(folded) is not None)
        alone = alone and any(_number(folded, begin, end) for _, begin, end in items)
        if len(kinds) < 2 and not alone:
            continue
        start = max(0, items[0][1] - 80)
        end = min(len(folded), items[-1][2] + 5)
        around = line.folded[start:end]
        is_clerk = _FILLED_IN.search(_FOR_COMPLAINTS.sub("", around)) or (
            "联系人" in around and line not in first
        )
        if end - start <= 2 * _WINDOW and not is_clerk:
            return _Window(
                text=line.text[start:end],
                folded=line.folded[start:end],
                where=f"labelled items ({line.location})",
            )
    return _listed_window(lines[-12:])


def _listed_window(tail: Sequence[HeadLine]) -> _Window | None:
    """A list at the end of the text, one item a line; a value may stand on the line below its label or go on
    there."""
    first = next((place for place, line in enumerate(tail) if _LABEL.match(line.folded)), len(tail))
    listed: list[HeadLine] = []
    text = folded = ""
    for line in tail[first:]:
        is_label = _LABEL.match(line.folded) is not None
        if not is_label and (len(line.text) > _LONGEST_VALUE or _ANY_HEADING.match(line.folded)):
            break
        listed.append(line)
        joint = ";" if is_label and text else ""
        text, folded = text + joint + line.text, folded + joint + line.folded
    around = [*tail[max(0, first - 1) : first], *listed, *tail[first + len(listed) :][:1]]
    if any(
        (_FILLED_IN.search(line.folded) or "联系人" in line.folded) and not line.folded.endswith("。")
        for line in around
    ):
        return None
    kinds = {kind for kind, start, end in _items(folded) if kind != "phone" or _number(folded, start, end)}
    if len(kinds - {"website"}) < 2:
        return None
    return _Window(text=text, folded=folded, where=f"a list of items ({listed[0].location})")


def _items(folded: str) -> Iterator[tuple[str, int, int]]:
    """Each labelled item: its kind, where its value begins, and where it ends (at the next label)."""
    values: list[tuple[str, int, int]] = []
    for label in _LABEL.finditer(folded):
        if values and label.start() < values[-1][2]:
            continue
        address = label.lastgroup == "address" and folded.startswith((",", "，"), label.end())
        separator = _SEPARATOR.match(folded, label.end() + address)
        values.append(
            (label.lastgroup or "other", label.start(), separator.end() if separator else label.end())
        )
    for place, (kind, _, start) in enumerate(values):
        end = values[place + 1][1] if place + 1 < len(values) else min(len(folded), start + 120)
        if kind != "other" and start < end:
            yield kind, start, end


def _read_items(window: _Window) -> dict[str, str]:
    parts: dict[str, str] = {}
    for kind, start, end in _items(window.folded):
        if kind == "address":
            if "address" not in parts and (address := _address(window, start, end)):
                parts["address"] = address
        elif kind == "website":
            continue
        elif kind == "both":
            if number := _number(window.folded, start, end):
                parts.setdefault("phone", number)
                parts.setdefault("fax", number)
        elif kind == "phone":
            if number := _number(window.folded, start, end):
                parts.setdefault("phone", number)
        elif kind == "fax":
            if number := _number(window.folded, start, end):
                parts.setdefault("fax", number)
        elif kind == "postcode":
            code = _POSTCODE.search(window.folded, start, min(end, start + 14))
            if code is not None:
                parts.setdefault("postcode", code.group().replace(" ", ""))
    if (email := _EMAIL.search(window.folded)) is not None:
        parts["email"] = _AT.sub("@", email.group().replace(" ", ""))
    place = _BARE_ADDRESS.search(window.folded)
    if "address" not in parts and place is not None and _LABEL.match(window.folded, place.end()):
        parts["address"] = window.text[place.start("address") : place.end("address")].replace(" ", "")
    if "phone" not in parts and (bare := _BARE_PHONE.search(window.folded)) is not None:
        parts["phone"] = _plain_number(bare["phone"])
    return parts


def _number(folded: str, start: int, end: int) -> str | None:
    found = _PHONE.search(folded, start, end)
    if found is None or found.start() - start > 20 or _SENTENCE_GOES_ON.search(folded, start, found.start()):
        return None
    return _plain_number(found.group())


def _plain_number(printed: str) -> str:
    """One kind of dash, no blanks, a dash after an area code in brackets: （0943）8253879 gives
    0943-8253879."""
    printed = _DASH_RUN.sub("-", printed)
    return re.sub(r"[()]", "", re.sub(r"[)] ?-?", "-", printed)).replace(" ", "")


def _address(window: _Window, start: int, end: int) -> str | None:
    depth = 0
    for offset in range(start, end):
        sign = window.folded[offset]
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
        if depth < 0 or (depth == 0 and sign in ";,。!["):
            end = offset
            break
    printed = window.text[start:end].replace(" ", "").strip("：:、，,；; (（【")
    if not 2 <= len(printed) <= 80 or _PLACE.search(printed) is None:
        return None
    return printed


def _first_website(lines: Sequence[HeadLine], window: _Window | None) -> tuple[str, str] | None:
    """The first site named where the report says it can be read: in the preamble, else in the sentences for
    questions."""
    characters = 0
    for line in lines:
        if characters > _HEAD_CHARACTERS:
            break
        characters += len(line.text)
        if _OF_PAGE.search(line.folded) and "。" not in line.folded:
            continue
        heading = _HEADING.search(line.folded)
        limit = heading.start() if heading else min(len(line.text), _HEAD_CHARACTERS)
        for start, end, url in _sites(line.folded, limit):
            if _EDITION.search(line.folded, max(0, start - _NEAR), min(end + 25, len(line.folded))):
                return url, f"the preamble ({line.location})"
        if heading:
            break
    if window is not None:
        for _, _, url in _sites(window.folded, len(window.folded)):
            return url, window.where
    for line in lines:
        for start, _, url in _sites(line.folded, len(line.folded)):
            before = line.folded[max(0, start - _NEAR) : start]
            if "报告" in before and _TO_BE_READ.search(before):
                return url, f"the sentence on where the report is published ({line.location})"
    return None


def _sites(folded: str, limit: int) -> Iterator[tuple[int, int, str]]:
    """The addresses of sites with their places; not an address of mail whose @ was lost."""
    for found in _URL.finditer(folded, 0, limit) if "." in folded else ():
        if _OF_MAIL.search(folded, max(0, found.start() - 10), found.start()) is None:
            yield found.start(), found.end(), found.group().rstrip(".:")
