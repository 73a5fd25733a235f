"""Clauses of known words: a figure is of an indicator where every word of its clause is known, and together
they name it (`means:`, `bag:` and `none:` in `forms/sentences.txt`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..forms.sentences import Wording, Wordings
from ..patterns import late
from .figures import Figure
from .labels import of_this_organ

__all__ = [
    "ALL_OF_THEM",
    "clauses_of",
    "denied_in_known_words",
    "is_of_known_words",
    "plain_clauses",
    "plainly",
    "wordings_of",
]

ALL_OF_THEM = late(r"均|都|全部|(?<!部)全(?=为|是|系)")
"""Words that say a thing of all that a figure counts; before a figure of its own (均为兼职3人) they say
nothing plain."""
_LONGEST_CLAUSE = 60
_LONGEST_WORD = 20
_MARK = late(r"[，；：]")
_JOINS = ("、", "和", "及", "以及", "与")
_YEAR = late(r"20\d\d年(?:度|全年)?|(?<!\d)1月(?:1日)?[至到-]12月(?:31日)?")
_MONTH = late(
    r"(?<![\d至到-])(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|[上中下]旬|[底初]|\d{1,2}日)?(?![至到-])"
)
"""When in the year a thing was done: `Times` knows whether it counts."""
_NAME = late(
    r"(?:^|(?<=[过在以由用、，]))(?![通利依])[^局委厅院馆站校社心办处科所县市省镇乡村发转评访关阅读回复粉开未无没各本我其微网政\W\d]{2,8}"
    r"(?=(?:微博|微信|公众号))"
)
"""水务之声 of 水务之声公众号."""
_LEVEL = late(r"[省市州盟县区旗镇乡](?=.*[局委厅办院会]$)|[省市州盟县区旗镇乡](?=人民政府)")
_LEVEL_OF_SITE = late(r"(?P<level>[省市州盟县区旗])(?=(?:人民)?政府(?:门户|信息|公众|网|公报)|门户网站)")
_TOWN = late(r"(?:[镇乡](?:人民政府)?|街道(?:办事处)?)$")
_BODY = late(
    r"(?:(?<=^)|(?<=[，由经被]))[^，；#未没不拟由经被求议请望]{0,9}(?:政府|法院|机关|[厅局委署部院])"
    r"(?=(?:均|已|都|经|一审|二审|最终|依法|予以|决定|判决|裁定|审理|审查|复议后?)*(?:作出)?(?:维持|撤销|驳回|责令|确认违法|终止|纠正|判))"
)
"""Who decided: 省生态环境厅均予维持."""
_TOLD_WHERE = late(
    r"(?<=告知)(?:其|申请人|当事人)*(?:向|到|由)[^，；、#]{1,10}?(?:了解|申请|咨询|查询|获取|反映|办理|提出)"
)
"""告知其向县国土局了解."""
_OTHER_WAY = late(r"(?<=告知)(?:其|申请人)*通过[^，；、#]{2,12}(?=途径|渠道)")
"""告知通过社保查询途径办理: another way than this law's."""
_WHOSE = late(r"(?<=涉及|属于)[^，；、#不未和及与或密]{1,8}?(?=商业秘密|个人隐私)")
_WHERE = late(
    r"(?:^|(?<=[过在以由用、，余]))(?![通利依])[^，；、#\W\d及和与或网微]{2,10}?(?=触摸屏|公[告示开]栏|显示屏|电子屏|宣传栏)"
)
"""政务大厅电子屏: where such a thing stands."""
_TRADE = late(r"[一-龥]{2,4}?(?=规范性|(?:政府|政务)?信息)")
_DECIDED = late(r"维持|撤销|驳回|责令|违法|终止|纠正|判")
_PLAINLY = (
    ("20", _YEAR, "今年"),
    ("12月", _YEAR, "今年"),
    ("月", _MONTH, ""),
    ("微", _NAME, ""),
    ("公众号", _NAME, ""),
    ("告知", _TOLD_WHERE, ""),
    ("告知", _OTHER_WAY, "通过其他"),
    ("秘密", _WHOSE, ""),
    ("隐私", _WHOSE, ""),
    ("屏", _WHERE, ""),
    ("栏", _WHERE, ""),
)
"""What is said in plain words, each with a character or two that it must have."""
_OFFICE = late(r"(?P<level>[省市州盟县区旗])人民政府办公[厅室]$")
_OURS = "本机关"
_DENIAL = late(r"[没未无零]|为0")


def plainly(words: str, organ: str | None) -> str:
    """The words with 今年 for a year and 本机关 for the report's organ, without names of channels and of
    others that add nothing.

    >>> plainly("2016年云山县水务局通过云山水务微博", "云山县水务局")
    '今年本机关通过微博'
    """
    for hint, pattern, plain in _PLAINLY:
        if hint in words:
            words = pattern.sub(plain, words)
    words = _BODY.sub(_body, words) if _DECIDED.search(words) else words
    levels = frozenset(organ or "省市州盟县区旗")
    if organ is not None and _TOWN.search(organ):
        levels |= frozenset("市县区旗")
    if "网" in words or "公报" in words:
        words = _LEVEL_OF_SITE.sub(lambda found: "" if found["level"] in levels else found["level"], words)
    if organ is not None:
        if "规范" in words or "信息" in words:
            words = _TRADE.sub(lambda found: "" if found.group() in organ else found.group(), words)
        words = _organ(organ).sub(_OURS, words)
    return of_this_organ(words)


def _body(found: re.Match[str]) -> str:
    return "法院" if found.group().endswith("法院") else "复议机关"


@lru_cache(maxsize=64)
def _organ(organ: str) -> re.Pattern[str]:
    """What an organ is called: its name, and the ends of it that begin with a level or behind one."""
    names = {organ, *(organ[found.start() :] for found in _LEVEL.finditer(organ))}
    names |= {organ[found.start() + 1 :] for found in _LEVEL.finditer(organ)}
    names |= {name.replace("人民政府", "政府") for name in names}
    if (office := _OFFICE.search(organ)) is not None:  # 省政府 of 某省人民政府办公厅
        names |= {f"{office['level']}政府", f"{office['level']}人民政府"}
    names |= {f"{found.group()}{organ[-1]}" for found in _LEVEL.finditer(organ)}
    return re.compile("|".join(sorted(filter(_is_name, names), key=len, reverse=True)) or r"(?!)")


def _is_name(name: str) -> bool:
    return len(name) >= len("市局") and name not in ("人民政府", "政府")


def clauses_of(
    lead: str, after: str, position: int, figures: Sequence[Figure], organ: str | None
) -> Iterator[str]:
    """The clause of a figure that begins at `position`, with # for the figure, and the same with the clause
    before it (only that where it ends with a colon, as a name of what follows does); none where it cannot be
    told from what the figures beside it are.

    >>> from govinfo_reports.prose.figures import find_figures
    >>> text = "全年收到申请9件，其中，信函方式5件、网上4件"
    >>> list(clauses_of("，其中，信函方式", "、网上", text.index("5"), find_figures(text), None))
    ['信函方式#', '其中，信函方式#']
    """
    *earlier, own = _MARK.split(lead)
    named = bool(earlier) and lead.endswith(f"：{own}")
    if not earlier and any(one.end == position - len(lead) for one in figures):
        if not own.startswith(_JOINS):
            return  # 信函5件网上4件
        own = own.lstrip("、")
    ends = _MARK.search(after)
    if ends is None and any(one.start > position for one in figures):
        after = after.partition("、")[0] if "、" in after else ""
    behind = ALL_OF_THEM.sub("", after if ends is None else after[: ends.start()])  # 6件均已按时办结
    own = plainly(f"{own}#{behind}", organ)
    if not named:
        yield own
    if named or (earlier and earlier[-1]):
        yield f"{plainly(earlier[-1], organ)}{'：' if named else '，'}{own}"


def plain_clauses(text: str, figures: Sequence[Figure], organ: str | None) -> Iterator[tuple[int, str]]:
    """The clauses of a sentence, with # for its figures, and where each ends."""
    for found in re.finditer(r"[^，；：]+", text):
        words, end = "", found.start()
        for one in figures:
            if found.start() <= one.start < found.end():
                words, end = f"{words}{text[end : one.start]}#", one.end
        yield found.end(), plainly(words + text[end : found.end()], organ)


def wordings_of(clause: str, wordings: Wordings) -> Iterator[Wording]:
    """The wordings of known words that a clause, with # for its figure, can be parted into.

    >>> from govinfo_reports.forms.sentences import wordings
    >>> [one.old for one in wordings_of("通过信函方式提出的申请#", wordings())]
    ['applications.received.letter', 'applications.received.letter']
    >>> list(wordings_of("信函登记簿#", wordings()))
    []
    """
    words = _parted(clause, wordings.known_words)
    if words is None:
        return
    for rule in wordings.meant(frozenset().union(*words)):
        if _says(words, rule.means, rule.bag):
            yield rule


def is_of_known_words(clause: str, wordings: Wordings) -> bool:
    """Whether the words of a clause are all in the bag of one wording, or it has none."""
    words = _parted(clause, wordings.known_words)
    if not words:
        return words is not None  # a clause without words says nothing else
    begins = frozenset(words[0])
    return any(not bag.isdisjoint(begins) and _says(words, (), bag) for bag in wordings.bags)


def denied_in_known_words(
    clause: str, wordings: Wordings, organ: str | None, *, ends: bool
) -> Iterator[Wording]:
    """The wordings of known words that a clause says there was none of (没有通过微博、微信公开信息).

    `ends` says that the clause is the last of its sentence: with another behind it 没有传真申请的 denies
    nothing."""
    if not _DENIAL.search(clause) or (clause.endswith("的") and not ends):
        return
    words = _parted(plainly(clause, organ), wordings.words_of_denials)
    if words is None:
        return
    for rule in wordings.meant(frozenset().union(*words)):
        if rule.denied and _says(words, rule.denied, rule.none):
            yield rule


@lru_cache(maxsize=512)
def _parted(clause: str, vocabulary: frozenset[str]) -> tuple[tuple[str, ...], ...] | None:
    """The words of a vocabulary that may begin at each character of a clause; None where it cannot be parted
    into such words."""
    if len(clause) > _LONGEST_CLAUSE:
        return None
    begins = [True, *(False for _ in clause)]
    words: list[tuple[str, ...]] = []
    for first in range(len(clause)):
        ends = range(first + 1, min(len(clause), first + _LONGEST_WORD) + 1) if begins[first] else ()
        words.append(tuple(clause[first:end] for end in ends if clause[first:end] in vocabulary))
        for word in words[-1]:
            begins[first + len(word)] = True
    return tuple(words) if begins[-1] else None


def _says(words: Sequence[Sequence[str]], means: Sequence[frozenset[str]], bag: frozenset[str]) -> bool:
    """Whether some way to part a clause has words of the bag only, and one of each of the `means`."""
    meant: list[set[int]] = [{0}, *(set() for _ in words)]  # what was meant, up to where a word may begin
    for first, before in enumerate(meant[:-1]):
        for word in words[first] if before else ():
            if word in bag:
                own = sum(1 << number for number, one in enumerate(means) if word in one)
                meant[first + len(word)] |= {one | own for one in before} if own else before
    return (1 << len(means)) - 1 in meant[-1]
