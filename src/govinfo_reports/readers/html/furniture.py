"""The words by which a page's furniture is known: metadata labels, navigation, tools, footers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Pair

__all__ = [
    "is_attachment_name",
    "is_content_region",
    "is_furniture",
    "is_furniture_region",
    "is_label",
    "is_report_title",
    "is_stamp",
    "names_metadata",
    "split_pairs",
]

# Labels of a metadata table: nothing else is called so, they need no colon.
_PLAIN_LABELS = (
    "索引号", "信息索引号", "信息索引", "索引编号", "发文字号", "文号", "文件编号", "公文种类", "发布机构", "发布单位", "发布部门",
    "公开责任部门", "公开主体", "公开机构", "发文机关", "发文机构", "发文单位", "责任部门", "责任单位", "制发机关", "成文日期",
    "成文时间", "发文日期", "发布日期", "公开日期", "公布日期", "生成日期", "公开时间", "公开形式", "公开方式", "公开范围", "公开时限",
    "公开属性", "公开类别", "公开程序", "主题分类", "主题词", "信息分类", "组配分类", "体裁分类", "服务对象分类", "所属主题",
    "信息类别", "有效性", "时效性", "是否有效", "生效日期", "实施日期", "废止日期", "失效日期", "失效时间", "信息有效性", "统一编号",
    "登记号", "分类号", "目录号", "关键词", "关键字", "内容概述", "信息名称", "发布时间", "信息来源", "浏览次数", "索引號",
    "發布機構", "發布日期", "發布時間", "瀏覽次數", "公开部门", "公开单位", "公开机关", "公开责任单位", "信息公开责任部门",
    "信息发布机构", "信息提供单位", "发布机关", "发文部门", "发文时间", "制定机关", "生成时间", "公文生成日期", "公布时间",
    "统一登记号", "效力状态", "信息时效期", "施行日期",
)  # fmt: skip
# Labels that are common words: only with a colon.
_COLON_LABELS = (
    "名称", "标题", "来源", "文章来源", "稿件来源", "来源单位", "稿源", "信息提供", "发布人", "发布者", "时间", "日期", "作者",
    "编辑", "责任编辑", "审核", "审核人", "初审", "复审", "终审", "录入", "录入者", "文章录入", "浏览量", "浏览", "浏览数",
    "阅读次数", "阅读量", "阅读数", "阅读", "点击数", "点击量", "点击率", "点击", "点击次数", "访问次数", "访问量", "人气",
    "更新时间", "更新日期", "撰稿", "供稿", "供稿单位", "字号", "字体", "字体大小", "字体显示", "视力保护色", "保护视力色", "分享",
    "分享到", "打印", "栏目", "所属栏目", "信息类型", "类别", "文件类型", "语种", "信息员", "上传时间", "签发", "文字大小",
    "发稿时间", "体裁", "來源", "文件名称", "公文名称", "信息标题", "文章标题", "制作单位", "提供单位", "编制单位", "编制部门",
    "来源部门", "内容来源", "录入时间", "添加时间", "发布于", "上传日期", "签发人", "责编",
)  # fmt: skip


def _spaced(labels: Sequence[str]) -> str:
    """The labels as alternatives, the longest first, with a blank allowed between their characters."""
    return "|".join(" ?".join(map(re.escape, label)) for label in sorted(labels, key=len, reverse=True))


_ANY_LABELS = (*_PLAIN_LABELS, *_COLON_LABELS)
# Short labels that no organ's name or title ends with: they may follow a value without a blank.
_GLUED = frozenset(
    {"来源", "作者", "字号", "字体", "浏览", "阅读", "点击", "打印", "人气", "稿源", "文号", "编辑"}
)
_LONG_LABELS = tuple(label for label in _ANY_LABELS if len(label) > 2 or label in _GLUED)
_PAIR = re.compile(
    rf"(?:(?:^|(?<=[\s|【\[（(；;，,、】\])）:：\d]))({_spaced(_ANY_LABELS)})|({_spaced(_LONG_LABELS)})"
    r"|(?<=[局委办府厅院站处室会部心])(日期|时间)(?=\s?[:：]\s?(?:19|20)\d\d))\s?[:：]"
)
_OPENING = re.compile(r"[\s【\[（(|·•]*")
_PLAIN_PAIR = re.compile(rf"({_spaced(_PLAIN_LABELS)}) ?([^。；;]{{0,60}})")
_ONLY_LABEL = re.compile(rf"[【\[]?({_spaced(_ANY_LABELS)})\s?[:：]?[】\]]?")
_SURE_LABEL = re.compile(rf"[【\[]?({_spaced(_PLAIN_LABELS)})\s?[:：]?[】\]]?")
_PAIR_LINE = 400
_NAME_BEFORE = 40
"""Between a date and the first label there may be a name."""
_STAMP_BEFORE = re.compile(
    r"((?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?: ?(?:星期"
    r"|周)[一二三四五六日天])?(?: \d{1,2}:\d{2}(?::\d{2})?)?)[\s|·•]*"
)
"""A date without a label, with pairs behind it: 2023-01-20 来源：县教育局."""
_TOOLS = re.compile(
    r"[\s【\[（(|]+(?:打印|关闭|收藏|分享|大 ?中 ?小|我要纠错|纠错|返回|下载|朗读|听全文|扫一扫"
    r"|复制链接|繁体|简体|无障碍).*"
)
"""The page's tools behind a value."""
_ISO_STAMP = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?")

_AT_START = re.compile(
    r"您?(?:现在|当前|目前)?的?(?:所在)?的?位置\s?[:：]|当前位置|您(?:现在|当前"
    r"|目前)(?:所在)?的?位置|首页\s?[>＞»›/|]"
    r"|[\[【]?\s?(?:字号|字体|大 ?中 ?小|打印|关闭|分享|收藏|扫一扫|二维码|返回|朗读|无障碍|复制链接"
    r"|回到顶部|TOP|A[+-] ?A)(?=.{0,24}$)"
    r"|主办(?:单位)?\s?[:：]|承办(?:单位)?\s?[:：]|协办(?:单位)?\s?[:：]|网站(?:地图|声明|帮助"
    r"|访问量)|联系我们$|关于我们$|[上下]一[篇条页](?!.*。$)"
    r"|相关(?:链接|信息|文档|阅读|新闻|文章|稿件|推荐)(?=.{0,8}$)|友情链接|隐私声明|法律声明"
    r"|您是第.{0,20}(?:访|位)|今天是|欢迎(?:您)?(?:访问|来到|光临)"
)
_ANYWHERE = (
    "ICP备", "公网安备", "公安备", "网站标识码", "版权所有", "Copyright", "copyright", "COPYRIGHT", "技术支持：",
    "技术支持:", "建议使用", "建议您使用", "支持IPv6", "分辨率",
)  # fmt: skip
_FIRST_CHARACTERS = frozenset(
    "".join(label[0] for label in _ANY_LABELS)
    + " \t|【[（(·•12"
    + "您现当目所的位首字大打关分收扫二返朗无复回TtA主承协网联上下相友隐法今欢"
)
"""What a line may begin with to be a pair or furniture: most lines are let go by this one look."""
_REPORT_TITLE = re.compile(
    r"(?:信息|政务|資訊|政務)\s?公\s?[开開].{0,12}?(?:年\s?度?\s?[报報]|年\s?度\s?工\s?作\s?[报報]"
    r"|工\s?作\s?[报報])"
)
_YEAR = re.compile(r"(?:19|20|２０|二[○〇Oo零0])")
_SENTENCE = re.compile("[。；;！]")
_ATTACHMENT = re.compile(r"附\s?[件表录]|\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)\b", re.IGNORECASE)
_NAVIGATION_LINK = re.compile("上一|下一|首页|更多|返回")

_MARK_WORD = re.compile(r"[a-z]+")
_FURNITURE_WORDS = frozenset({
    "nav", "navbar", "navi", "navigation", "menu", "crumb", "crumbs", "breadcrumb",
    "footer", "foot", "copyright", "pager", "pagination", "share", "sidebar", "friendlink",
    "header", "toolbar", "search", "login", "dqwz", "weizhi", "wzdh", "dh",
})  # fmt: skip
_CONTENT_WORDS = frozenset(
    [
        "article",
        "content",
        "contents",
        "detail",
        "details",
        "news",
        "text",
        "zoom",
        "main",
        "editor",
        "body",
        "con",
        "txt",
        "container",
        "page",
        "wrap",
        "wrapper",
    ]
)
_KNOWN_CONTENT = re.compile(
    r"js_content|rich_media_content|trs_editor|trs_ueditor|ucapcontent|\bzoom\b|vsb_content"
    r"|v_news_content|article[-_]?(?:content|con|body|text)|art_con|"
    r"pages_content|news_?(?:content|con|text)|content_?text|text_?con|conn?text|detail[-_]?content"
    r"|bt-?content|gk_content|xxgk_?(?:content|detail|con)|j-fontcontent|view\W+trs"
)


def names_metadata(text: str) -> bool:
    """Whether a table's text holds a label that only metadata tables have; a first, quick look."""
    return any(
        label in text
        for label in (
            "索引",
            "文号",
            "字号",
            "发布",
            "公开日期",
            "公开时间",
            "生成日期",
            "成文",
            "主题",
            "信息分类",
            "信息来源",
            "发文机",
        )
    )


def is_label(text: str) -> str | None:
    """The label without blanks and colon, if the text is a metadata label and nothing else.

    >>> is_label("索 引 号：")
    '索引号'
    """
    found = _ONLY_LABEL.fullmatch(text) if ":" in text or "：" in text else _SURE_LABEL.fullmatch(text)
    return None if found is None else found[1].replace(" ", "")


def split_pairs(text: str) -> tuple[Pair, ...]:
    """The pairs in a line that begins with a metadata label; none for any other line.

    >>> [f"{pair.name}={pair.value}"
    ...     for pair in split_pairs("信息来源：区政府办 发布时间：2020-01-20 浏览次数：")]
    ['信息来源=区政府办', '发布时间=2020-01-20', '浏览次数=']
    """
    if len(text) > _PAIR_LINE or text[:1] not in _FIRST_CHARACTERS:
        return ()
    start = _OPENING.match(text)
    begin = start.end() if start else 0
    first = _PAIR.match(text, begin)
    if first is None and (stamp := _STAMP_BEFORE.match(text, begin)) is not None:
        rest = text[stamp.end() :]
        later = _PAIR.search(rest, 0, _NAME_BEFORE)
        if later is not None:
            return (Pair("发布时间", stamp[1]), *split_pairs(rest[later.start() :]))
    if first is None:
        plain = _PLAIN_PAIR.fullmatch(text)
        if plain is not None and plain[2] and not plain[2].startswith(("的", "和", "、", "，", "为", "是")):
            return (Pair(plain[1].replace(" ", ""), plain[2].strip()),)
        return (Pair("发布时间", text),) if _ISO_STAMP.fullmatch(text) else ()
    found = list(_PAIR.finditer(text, begin))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return tuple(
        Pair(
            (match[1] or match[2] or match[3]).replace(" ", ""),
            _TOOLS.sub("", text[match.end() : end]).strip(" |【】[]；;，,"),
        )
        for match, end in zip(found, ends, strict=True)
    )


def is_stamp(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return _ISO_STAMP.fullmatch(text) is not None


def is_furniture(text: str) -> bool:
    """Whether a line is navigation, a page tool or a footer by its words."""
    if len(text) >= 300 or (len(text) > 60 and text.endswith("。")):
        return False
    if text[:1] in _FIRST_CHARACTERS and _AT_START.match(text) is not None:
        return True
    return any([word in text for word in _ANYWHERE])  # noqa: C419  (a list is quicker than a generator here)


def is_report_title(text: str, *, surely: bool = False) -> bool:
    """Whether a line looks like the title of such a report; `surely` asks for a year too."""
    if len(text) > 80 or text.endswith("。") or _SENTENCE.search(text) or _REPORT_TITLE.search(text) is None:
        return False
    return not surely or _YEAR.search(text) is not None


def is_attachment_name(text: str) -> bool:
    """Whether a link's text names an attachment, which belongs to the article."""
    return _ATTACHMENT.search(text) is not None and _NAVIGATION_LINK.search(text) is None


def is_furniture_region(marks: str) -> bool:
    """Whether an element's tag, class and id say that it is navigation, header or footer of the site."""
    words = set(_MARK_WORD.findall(marks))
    return not words.isdisjoint(_FURNITURE_WORDS) and words.isdisjoint(_CONTENT_WORDS)


def is_content_region(marks: str) -> bool:
    """Whether an element's class or id is one that content management systems give to the article."""
    return _KNOWN_CONTENT.search(marks) is not None
