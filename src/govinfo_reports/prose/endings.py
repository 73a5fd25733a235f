"""How reviews and lawsuits ended, and of which kind they were, said of all of them: 行政诉讼9件，全部维持."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..facts import Fact
from ..forms.scopes import scopes
from ..indicators import leaf_indicators
from ..patterns import late
from .clauses import Sentence
from .labels import FORMS_BEFORE_2019, label_at_start, of_this_organ, strip_fillers
from .spots import Spot
from .state import Reader

__all__ = ["all_ended_so", "all_of_one_kind", "brackets_of", "kind_of_all"]

_SAY = scopes().patterns
_ALL_ENDED = late(
    r"[，、]?(?:(?:行政)?(?:复议|诉讼|审理|判决|最终|处理)?结果)?(?:[^，；\d]{0,12}?)(?:均|全部|都"
    r"|全|皆)(?:被|为|予以|获得?|已|得到|依法|是|由|复议机关|上级|法院|决定|判决"
    r"|(?<=[被由获])[^，；、\d]{1,9}(?:部|厅|局|政府|法院|机关))*"
)
_ONE_ENDED = late(
    r"[，、]?(?:经|已|并|最终|后|依法|由)*(?:(?:目前|现|(?:截?至|到)年底|年底前)?(?=(?:尚|仍)?未审结|正在审理|撤回|终止|撤诉|确认违法|责令|维持)|(?:行政)?(?:复议|诉讼|审理|判决)?结果(?:为|是|：)?"
    r"|[^，；\d]{0,8}?(?:审理|审查|复议(?!机关)|判决|裁决|审结)后?，?|(?:[被由经][^，；、\d]{0,5}?)?(?:(?:[省市县区州]|上级)[^，；、\d]{0,6}?(?:厅|局|政府|法院|机关)|国务院[^，；、\d]{0,6}?[委部局署办]|[^，；、\d]{0,4}(?:总局|总署))|复议机关|法院)(?:被|予以|决定|判决|依法|最终)*"
)
_NOT_SO = late(r"未|没|拟|预计|建议|期待|(?<!申)请|希望|要求|认为|以为|主张|反映|此前|同类")
"""What stands before 维持 where it is no ending."""
_THE_PLAINTIFF_S = late(r"^驳回(?:原告的|其)(?=诉讼请求)")
_GOES_ON = late(r"[^；]*(?:二审|终审|再审|生效|上诉|(?:撤销|维持)部分|部分(?:撤销|维持))")
_OF_THE_COURT = late(r"法院|判决")
_OF_THE_REVIEW = late(r"政府|复议")
_KIND_BEHIND = late(r"^[^，；\d]{0,20}?(?:诉讼|复议)(?:案件?|申请)?(?=，)")
_OF_ONE_KIND = late(
    r"[，、]?(?P<all>均|全部|都)?(?:为|是|系"
    r"|属于?)?经?(?P<kind>(?P<direct>未经(?:行政)?复议直接(?:提起)?)?(?(direct)"
    r"|(?:行政)?复议后(?:提起)?)(?:行政)?(?:起诉|诉讼))(?:的|案件)*(?=$|[，；])"
)
_WHY = late(r"^，(?:是|系)[^，；\d]{4,40}(?:提出|提起|引起|引发)的?(?=，)")
"""1件，是申请人不服答复而提出的，复议后予以维持."""
_CLAUSE = late(r"[，；]")
_ENDS = late(r"维持|驳回|撤销|违法|责令|纠[正错]|撤诉|撤回|终止|审结|审理|败诉|胜诉|受理")
_NOT_ON_THE_MATTER = late(r"驳回(?!了?(?:原告|其)?的?(?:全部)?(?:诉讼请求|诉请))")
_A_LAWSUIT = late(r"诉讼|起诉|应诉|被诉|法院|判决")
_A_REVIEW = late(r"复议")


def all_ended_so(reader: Reader, spot: Spot, dispute: str, brackets: Sequence[str]) -> Iterator[Fact]:
    """行政复议9件，全部维持, 行政诉讼2件（均维持）: as many ended that way."""
    after = _WHY.sub("", _KIND_BEHIND.sub("", spot.after, count=1), count=1)
    kind = _OF_ONE_KIND.match(after) if "." in dispute else None
    after = after[kind.end() :] if kind is not None else after
    for words in (after, *brackets):
        match = _ALL_ENDED.match(words) or (_ONE_ENDED.match(words) if spot.figure.value == 1 else None)
        other = _OF_THE_COURT if dispute == "review" else _OF_THE_REVIEW
        if match is not None and (
            other.search(match.group()) or _GOES_ON.match(words) or _NOT_SO.search(match.group())
        ):
            continue  # 诉讼1件，市政府维持原答复，法院正在审理
        rest = of_this_organ(words[match.end() :]) if match is not None else ""
        rest = _THE_PLAINTIFF_S.sub("驳回原告", rest)
        label = label_at_start(rest, reader.wordings.kinds.disputes)
        path = f"{dispute}.{reader.wordings.kinds.disputes[label]}" if label is not None else ""
        if label is None or path not in leaf_indicators():
            continue
        if words is after and spot.goes_on and not strip_fillers(rest[rest.index(label) + len(label) :]):
            return
        yield from reader.as_many(spot, path, label, "all ended so")
        return
    ending = _ending_of_one(after, dispute, goes_on=spot.goes_on) if spot.figure.value == 1 else None
    if ending is not None and f"{dispute}.{ending[0]}" in leaf_indicators():
        yield from reader.as_many(spot, f"{dispute}.{ending[0]}", ending[1], "all ended so")


def _ending_of_one(words: str, dispute: str, *, goes_on: bool) -> tuple[str, str] | None:
    """How the one review or lawsuit ended of which the words behind its figure tell: the last part of the
    path, and the words. None where they tell of two endings, of none for sure, or of the other kind of
    dispute."""
    text, words = words, words.partition("；")[0]
    if goes_on and "；" not in text:
        words = words[: words.rfind("，") + 1]
    words = (_A_LAWSUIT if dispute == "review" else _A_REVIEW).split(words, maxsplit=1)[0]
    told = [clause for clause in words.lstrip("，、").split("，") if _ENDS.search(clause)]
    endings = [_SAY["the one ended so"].fullmatch(clause) for clause in told]
    names = {one.lastgroup if one is not None else None for one in endings}
    if len(names) != 1 or None in names or _GOES_ON.match(words):
        return None
    if names == {"upheld"} and any(_NOT_ON_THE_MATTER.search(clause) for clause in told):
        return None
    return names.pop() or "", told[0]


def brackets_of(sentence: Sentence, spot: Spot) -> tuple[str, ...]:
    """What stands in brackets behind a figure, or behind its noun: 1件行政诉讼（复议后起诉）."""
    end = spot.figure.end
    return sentence.behind(end) or sentence.behind(end + len(_CLAUSE.split(spot.after, maxsplit=1)[0]))


def kind_of_all(reader: Reader, spot: Spot, brackets: Sequence[str]) -> str | None:
    """行政诉讼2件，均为复议后起诉, 行政诉讼1件（未经复议直接起诉）: the indicator of that kind."""
    said = (kind for words in (spot.after, *brackets) if (kind := _OF_ONE_KIND.match(words)) is not None)
    match = next(said, None) if reader.form not in FORMS_BEFORE_2019 else None
    if match is not None and match.string is spot.after and spot.goes_on and match.end() == len(spot.after):
        return None  # 均为复议后起诉3件
    if match is None or (match["all"] is None and spot.figure.value != 1):
        return None
    return f"litigation.{'direct' if match['direct'] else 'after_review'}.total"


def all_of_one_kind(reader: Reader, spot: Spot, path: str) -> Iterator[Fact]:
    """As many lawsuits were of the kind that `path` names."""
    yield from reader.as_many(spot, path, spot.after[:16].lstrip("，、"), "all of one kind")
