"""Which indicators the words around a figure may name: all candidates, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from ..forms.sentences import Subject, Wording
from ..indicators import Form, leaf_indicators
from ..patterns import late
from .answers import applicant, dispute_at, item_of_a_list, outcome, those_on_disclosure, way_of_application
from .around import Found, Surroundings, Words, last_item, leads_on, with_principal
from .disclosure import ITEMS, channel_path, disclosed_path
from .figures import units_of
from .known_words import ALL_OF_THEM, clauses_of, plainly, wordings_of
from .passages import Topic
from .reasons import Reason
from .scope import Reach, reach_of
from .spots import Spot

__all__ = ["PARTS", "SOURCES", "UNSAID", "find_candidates", "reasons_of", "said_of_all", "words_of"]

UNSAID = frozenset(("applications.received.total", "review.total", "litigation.total"))
"""What is said to be undecided where nothing says that it is about disclosure."""

_TOLD = late(
    r"(?:公开|发布)(?:了|各类|各种|政府|政务|有效|有关)*信息[^，；\d]{0,6}\d[\d,.]*[余多万]{0,2}[条篇件]"
)
"""How much was published, whatever of it: channels follow as its parts."""
_CHANNEL_TOLD = late(
    r"(?:网站|微博|微信|公众号|公报|报刊|公开栏)[^，；\d]{0,4}(?:公开|发布)(?:了|各类|政府|政务"
    r"|信息)*\d[\d,.]*[余多万]{0,2}[条篇件][，、；]"
)
"""How much through one channel: the others follow as items of the same list."""
_LISTED = late(
    r"^(?!.*(?:答复|回复|留言|咨询|信访|浏览|错))(?:其中：?|主动公开：)?(?P<level>[省市县区]?)政府(?:门户)?网站\d[\d,.]*[条篇][，、](?:政务|街道|[我本]?[局镇乡])?微[博信](?:公众号)?\d"
)
"""Nothing but channels, each with its figure, and none of them of another level's government."""
_BY_CHANNEL = late(
    r"(?:^|[，；：])(?:从|按|以|分)?(?:主动公开|信息公开|公开|发布|不同)*(?:渠道|载体|途径|方式|形式)(?:上|来|看|分|论|划分|统计|公开|的|情况|数|为)*[，：]"
    r"(?!.*(?:[按从以](?!内|下)[^，；：\d]{1,8}[，：]|答复|回复|留言|咨询|信访|浏览|错|申请))"
)
"""以渠道论，政府公报68条，政府网站6120条: what follows are channels."""
_OF_CHANNELS = frozenset(("channel", "published"))
_WITH_A_FIGURE = late(r"\d[条篇件项则]")
_NAMES_A_CHANNEL = late(r"(?:网站|门户|官网|微博|微信|公众号|公报|公[开示告]栏|报刊|电视|新媒体)$")
"""政府网站：公开信息246条."""
_ITEM_OF_CHANNELS = late(
    r"(?:^|：)(?:第?[一二三四五六]是|其[一二三四五六])(?:[县市区镇乡]|政府|局|委|厅|门户|政务|官方|信息公开)*(?:网站|微博|微信|公众号)$"
)
"""一是门户网站，公开信息765条."""
_LEVEL = late(r"(?:其中)?([省市县区])(?:人民)?政府")
_OF_OTHERS = late(r"转载|采用|上报")
_A_SITE = late(r"网站|官网|门户网|网\d.*[^；]网\d")
_A_GOVERNMENT = late(r"[省市县区]政府(?=主要)")
"""市政府主要负责人参加: whose principal it was."""
_BY_MEANS = late(r"(?:其中)?(?:通过|利用|依托|借助)")
_BY_CLASS = late(
    r"信息[^，；]{0,8}\d+[条件][，：]?(?:其中)?[：，]?主动公开$|(?:^|[，；：])(?:其中)?：?主动公开$"
)
_ALL_OF_IT = late(r"公开(?:政府|各类|的)*信息[^，；]{0,8}\d+[条件]")
_CLASSED = late(r"文件|公文|规章|提案|建议|议案|申请|制作|信息总数|产生|形成")
_OTHER_CLASS = late(r"(?:[，、；]?占[\d.]+%)?[，、；]?(?:依申请公开|不予公开)")
_TRAINED = late(
    r"(?P<said>[^，；、\d]{0,14}(?:培训|讲座)[^，；、\d]{0,2})?[，、]?[共累合总计约达有]{0,5}(?:(?P<verb>接受培训|参加培训|参与培训|培训|参训|参加|受训|轮训|覆盖|到会|参会)的?(?:工作|业务|经办)*(?:人员|人数|干部|职工|民警|信息员|联络员|学员)?[共计达为约有近]{0,4}"
    r"|(?P<who>(?:(?!选派|选送|派[出员]|每|各有|部分|骨干|首次|第|领导|邀请|外聘|专家|讲|另|还|下属|上级|[村居农市]民|群众|企业|其[中他]|合格|通过|获)[^，；\d]){0,24}(?<!各)))"
)
_TOOK_PART = late(
    r"(?:干部|职工|人员|信息员|联络员|负责人|同志|代表)*(?:参加|参训|受训|接受了?培训|参与)(?:了|学习|培训|听课|集中)*(?:$|[，；、])"
)
_NOTHING_BEHIND = late(r"$|[，；、]")
_OTHERS_TOO = late(r"\d[\d,]*[余多]?[人名][^；，、]*[，、](?!其中)[^；，、]*\d[人名]")
"""机关20人参训，乡镇40人参训: neither is all of them."""
_THINGS = units_of("cases") | units_of("items") | units_of("documents")
_PEOPLE = units_of("people") | {"名"}
_DOCUMENTS = ("proactive.normative_documents.", "proactive.regulations.")
_BY_OTHERS = late(
    r"(?:通过|以|在|利用)[^，；\d]{2,40}(?:等|及|和)其[他它](?:方式|渠道|途径|形式)(?=(?:公开|发布|公布)?(?:$|[，；]))"
)
"""其余36条通过公告栏、电子屏等其他方式发布"""
_CLAUSE = late(r"[，；]")
_OF_THE_COURT = late(r"法院|判|裁定|[一二终]审|起诉|诉讼")
_OF_THE_REVIEW = late(r"复议机关|政府")
_ENDS = late(r"维持|驳回|撤销|违法|责令|纠[正错]|撤诉|撤回|终止|审结|审理|败诉|胜诉|调解|重新")
_OF_THE_ONE = late(r"为|是|系|属|由|涉及|因|经|被|可能|原因|[^，；]{0,9}(?:政府|法院|机关|[厅局委署部院])")
_BEHIND = late(
    r"(?:的)?(?:为|是|系)?(?:通过|在|利用|依托|由)?(?P<item>[^，；、\d]{2,20}?)(?:上"
    r"|等)?(?:主动)?(?:公开|发布|公布)?(?:的)?"
)
"""What stands behind the figure of a channel: 其中816条在门户网站公开."""


def find_candidates(around: Surroundings, words: Words) -> Iterator[Found]:
    """The indicators that a figure may be of, the likeliest first; with `reason` where its wording does not
    go with words beside it. In brackets only what names itself is a candidate."""
    for one in (words.own, words):
        if one is not None:
            for source in SOURCES:
                yield from source(around, one)


def words_of(spot: Spot, lead: str) -> Words:
    """The words around a figure, `lead` being those before it."""
    anchor = spot.stretch.anchor
    return Words(
        lead=lead,
        after=spot.after,
        unit=spot.figure.unit,
        position=spot.figure.start if anchor is None else anchor,
        inside=anchor is not None,
        is_none=spot.figure.value == 0,
        is_one=spot.figure.value == 1,
    )


def _wordings(around: Surroundings, words: Words) -> Iterator[Found]:
    """The entries of `forms/sentences.txt`, in their order."""
    for rule in around.wordings.near(f"{words.core}|{words.tail}"):
        if (
            words.unit in rule.units
            and (rule.specific or not words.inside)
            and (words.is_none or not rule.only_none)
            and (found := _by_rule(around, rule, words)) is not None
        ):
            yield found


def _listed(around: Surroundings, words: Words) -> Iterator[Found]:
    """An item that leaves out what was said just before (制定规章2件、规范性文件5件)."""
    before = f"{around.text[: words.position]}{words.core}"
    if not words.inside:
        before = around.text[: words.position - len(words.lead) + len(words.core)]
    named = item_of_a_list(words.core, before, words.unit, is_new=around.is_new, organ=around.organ)
    government = _A_GOVERNMENT.search(named[1]) if named is not None else None
    if government is not None and reach_of(government.group(), around.organ)[0] is Reach.PART:
        named = None
    if named is not None:
        path = (
            _of_documents(named[0], around, words.position) if named[0].startswith(_DOCUMENTS) else named[0]
        )
        if path is not None:
            yield Found(path=path, label=named[1], rule="item", total=True)


def _labelled(around: Surroundings, words: Words) -> Iterator[Found]:
    """Kinds of answers and outcomes, ways of applying, applicants."""
    if words.unit in units_of("cases"):
        for source in (those_on_disclosure, outcome, way_of_application, applicant):
            found = source(around, words)
            if found is not None:
                yield found


def _channels(around: Surroundings, words: Words) -> Iterator[Found]:
    """A channel as an item behind the total of what was published."""
    if words.unit not in ITEMS:
        return
    if not words.inside and (name := around.channel_of_a_sum(words.position)) is not None:
        item = last_item(words.core).lstrip("、") or words.tail
        yield Found(path=f"proactive.channels.{name}", label=item, rule="channel in a sum")
        return
    before = around.text[: words.position - len(words.lead) + 1]
    told_by = around.find(_BY_CHANNEL) if around.topic is Topic.PROACTIVE else None
    by_channel = told_by is not None and told_by.end() <= words.position and not around.find(_OF_OTHERS)
    follows = not around.taken.isdisjoint(_OF_CHANNELS) or _WITH_A_FIGURE.search(before) is None
    by_channel = by_channel or (around.tells_channels and follows)
    if (
        around.disclosed
        or _TOLD.search(before, max(0, before.rfind("；")))
        or (words.lead.startswith(("，", "、", "；")) and _CHANNEL_TOLD.search(before))
        or ((listed := around.find(_LISTED)) is not None and listed["level"] in (around.organ or ""))
        or by_channel
    ):
        item = last_item(words.core).lstrip("、")
        if leads_on(words.core) and (behind := _BEHIND.fullmatch(words.tail)) is not None:
            item = behind["item"]
        if words.core.endswith("其余") and (others := _BY_OTHERS.match(words.after)) is not None:
            item = others.group()
        level = _LEVEL.match(item)
        if level is not None and by_channel and level[1] not in (around.organ or ""):
            return
        channel = channel_path(
            item, words.unit, around.wordings.kinds, _own_site(around), among=around.tells_channels
        )
        if channel is not None:
            yield Found(path=channel[0], label=channel[1], rule="channel")


def _published(around: Surroundings, words: Words) -> Iterator[Found]:
    """How much was published in all, or through the one channel named."""
    if words.inside:
        return
    if (
        words.core.endswith("主动公开")
        and _BY_CLASS.search(words.core)
        and (_OTHER_CLASS.match(words.after) or _ALL_OF_IT.search(around.text[: words.position]))
    ):
        yield Found(path="proactive.disclosed", label="主动公开", rule="published", total=True)
    if words.unit not in ITEMS:
        return
    of_it = words.lead.startswith(("，其中", "其中"))
    own = around.topic is Topic.PROACTIVE and not of_it
    alone = words.unit in ("条", "条次") or around.topic is Topic.PROACTIVE
    alone = alone and not of_it and _CLASSED.search(around.text[: words.position]) is None
    published = disclosed_path(
        _own_clause(words.core),
        words.tail,
        words.unit,
        proactive=own,
        alone=alone,
        plainly=around.topic is Topic.OVERVIEW and not of_it,
        organ=around.organ,
        own_site=_own_site(around),
        known=around.wordings.kinds,
    )
    if published is not None:
        yield Found(path=published[0], label=published[1], rule="published", total=True)


def _staff(around: Surroundings, words: Words) -> Iterator[Found]:
    """Full-time and part-time staff, and both, that add up."""
    ours = around.topic is Topic.OVERVIEW or Subject.DISCLOSURE in around.subjects
    if ours and not (words.inside or around.is_new) and (kind := around.staff_of_a_sum.get(words.position)):
        label = last_item(words.core).lstrip("、") or words.tail
        yield Found(path=f"capacity.staff.{kind}", label=label, rule="staff in a sum", total=kind == "total")


def _trained(around: Surroundings, words: Words) -> Iterator[Found]:
    """How many took part in the courses just told: 培训班1期，全局47名干部参加; 培训2次64人次."""
    if words.inside or around.trained is None or words.unit not in _PEOPLE:
        return
    between = around.text[around.trained : words.position]
    if (found := _TRAINED.fullmatch(between)) is None:
        return
    alone = _NOTHING_BEHIND.match(words.after) is not None
    fits = alone if found["verb"] else _TOOK_PART.match(words.after) is not None
    fits = fits or (alone and not found["who"] and words.unit != "名")
    if "各" in between and words.unit != "人次" and not between.endswith("共"):  # 各单位2人参加
        return
    if fits and not _OTHERS_TOO.match(around.text, words.position):
        yield Found(path="training.participants", label=between or "培训", rule="took part", total=True)


def _in_known_words(around: Surroundings, words: Words) -> Iterator[Found]:
    """What a clause says of which every word is known; none behind a figure of the like that is of no
    indicator (审查公文120份，不予公开20件)."""
    unit = None if around.unknown is None else around.unknown.unit
    if words.inside or unit == words.unit or (unit in _THINGS and words.unit in _THINGS):
        return
    for clause in clauses_of(words.lead, words.after, words.position, around.figures, around.organ):
        yield from _said(around, words, clause)


def _said(around: Surroundings, words: Words, clause: str) -> Iterator[Found]:
    """The wordings of known words that fit a clause, with # for its figure."""
    clause = with_principal(clause, around.organ)
    for rule in wordings_of(clause, around.wordings):
        if (
            words.unit in rule.units
            and (words.is_none or not rule.only_none)
            and (path := _path_of(around, rule, words, clause)) is not None
        ):
            yield _named(around, rule, path, words, label=clause.replace("#", ""), own=clause, at=0)


PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "applications.received.total": ("applications.received.",),
        "applications.replies.refused.total": ("applications.replies.refused.",),
        **{
            f"{dispute}.total": (f"{dispute}.",)
            for dispute in ("review", "litigation", "litigation.direct", "litigation.after_review")
        },
        "proactive.disclosed": ("proactive.channels.",),
        "capacity.staff.total": ("capacity.staff.",),
        "responses.channels.press_conferences": ("responses.channels.press_conferences_by_principal",),
        "responses.channels.online_interviews": ("responses.channels.online_interviews_by_principal",),
    }
)
"""What may be said of all that a figure counts."""


def reasons_of(around: Surroundings, words: Words) -> Iterator[Found]:
    """The reasons that the clause of a refusal names (因涉及个人隐私不予公开1件)."""
    for found in _in_known_words(around, words):
        if ".refused." in found.path and found.reason is None and not found.total:
            yield found


def said_of_all(around: Surroundings, words: Words, parts: tuple[str, ...] | None) -> Iterator[Found]:
    """What the clauses behind a figure say of all that it counts, in known words: 均通过网上提出, 属重复申请
    of one; those of which the path begins with one of the `parts`."""
    clauses = _CLAUSE.split(words.after) if parts else ()
    if around.goes_on_behind(words.position):
        clauses = clauses[:-1]  # 均为网上申请3件
    said = [
        found
        for clause in clauses
        if ALL_OF_THEM.search(clause)
        or clause.startswith("原因")
        or (words.is_one and _OF_THE_ONE.match(clause))
        for found in _said(around, words, f"{plainly(ALL_OF_THEM.sub('', clause), around.organ)}#")
        if found.reason is None and found.path.startswith(parts or ()) and found.path not in PARTS
    ]
    of_a_dispute = any(found.path.startswith(("review.", "litigation.")) for found in said)
    ends = sum(_ENDS.search(clause) is not None for clause in clauses)
    if not of_a_dispute or (ends == 1 and len({found.path for found in said}) == 1):
        yield from said


SOURCES: tuple[Callable[[Surroundings, Words], Iterator[Found]], ...] = (
    _wordings,
    _staff,
    _trained,
    _listed,
    _labelled,
    _channels,
    _published,
    _in_known_words,
)
"""Where candidates come from; of those that nothing beside them speaks against the first one counts."""


def _own_site(around: Surroundings) -> str | None:
    """The organ whose name a site may bear; None where the sentence names a site as such."""
    return None if around.find(_A_SITE) else around.organ


def _own_clause(core: str) -> str:
    """The last clause; with the one before it where that only says by what means (通过政府网站，...)."""
    core = core.lstrip("、")
    head, comma, last = core.rpartition("，")
    if "：" in last:
        name, _, rest = last.rpartition("：")
        return f"{name}{rest}" if _NAMES_A_CHANNEL.search(name) else rest
    before = head.rpartition("，")[2]
    if comma and (_BY_MEANS.match(before) or _ITEM_OF_CHANNELS.search(before)):
        return f"{before}，{last}"
    return last


def _by_rule(around: Surroundings, rule: Wording, words: Words) -> Found | None:
    core, tail = words.core, words.tail
    if (path := _path_of(around, rule, words)) is None:
        return None
    before = rule.before.search(core) if rule.before is not None else None
    after = rule.after.match(tail) if rule.after is not None else None
    if rule.both:
        if before is None or after is None:
            return None
    elif before is None and (after is None or not leads_on(core)):
        return None
    begins = len(core) if before is None else before.start()
    own = core[min(begins, core.rfind("，") + 1) :] + (tail if after is not None else "")
    label = tail[:16] if before is None or rule.both else before.group().lstrip("，；：、")[-24:]
    return _named(around, rule, path, words, label=label, own=own, at=begins)


def _path_of(around: Surroundings, rule: Wording, words: Words, clause: str = "") -> str | None:
    """The indicator of a wording in the report's form; None where the form has it not, or where nothing is
    said of its subject."""
    path = rule.new if around.is_new else rule.old
    if path is not None and path.startswith(_DOCUMENTS):
        path = _of_documents(path, around, words.position)
    if rule.about is Subject.DISPUTES:
        dispute = dispute_at(around, words.position) or ""
        path = f"{dispute}.{str(rule.old).rpartition('.')[2]}"
        others = _OF_THE_COURT if dispute == "review" else _OF_THE_REVIEW
        return path if path in leaf_indicators() and not others.search(clause) else None
    if path is None or path in UNSAID or _is_about(around, rule, path, clause, words.position):
        return path
    return None


def _is_about(around: Surroundings, rule: Wording, path: str, clause: str, position: int) -> bool:
    if rule.about is Subject.DISPUTES or around.is_about(rule.about, clause, position):
        return True
    of_the_work = rule.about is Subject.DISCLOSURE and path.startswith(("training.", "capacity.staff."))
    return of_the_work and around.goes_on_with_the_work


def _named(
    around: Surroundings, rule: Wording, path: str, words: Words, *, label: str, own: str, at: int
) -> Found:
    against = _against(around, rule, own)
    said = path not in UNSAID or _is_about(around, rule, path, own, words.position)
    return Found(
        path=path,
        label=label if against is None else against,
        reason=Reason.OTHER_WORDS if against is not None else None if said else Reason.NO_SUBJECT,
        rule=rule.name,
        total=not rule.specific,
        at=at,
        names_year=".carried_" in path,
    )


def _against(around: Surroundings, rule: Wording, own: str) -> str | None:
    """The words beside a figure that a wording does not go with; None where there are none."""
    if rule.forbidden is not None and (found := rule.forbidden.search(own)) is not None:
        return found.group()
    if rule.elsewhere is not None and (found := around.find(rule.elsewhere)) is not None:
        return found.group()
    return "" if rule.beside is not None and not around.find(rule.beside) else None


def _of_documents(path: str, around: Surroundings, position: int) -> str | None:
    """The indicator as the form has it: of regulations where those were named last, and in 2019
    本年新制作数量 for 本年制发件数."""
    text = around.text[:position]
    if path.endswith((".repealed", ".in_force")) and text.rfind("规章") > text.rfind("规范性文件"):
        path = path.replace(".normative_documents.", ".regulations.")
    if around.form is Form.F2019:
        path = path.replace(".issued", ".made")
    return None if around.is_new and around.form not in leaf_indicators()[path].forms else path
