"""What a page says about itself around the report: 标题, 发布时间, 来源, 发布机构 and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from attrs import frozen

from ..location import Location
from ..patterns import late
from ..text import IDEOGRAPH
from .dates import read_date
from .lines import HeadLine, hurried

__all__ = ["Field", "FieldKind", "read_fields"]


class FieldKind(str, Enum):
    """What a field of the page is about, in the order of trust within issuers and within dates."""

    TITLE = "title"
    ISSUER = "issuer"
    SOURCE = "source"
    PUBLISHED = "published"
    SHOWN = "shown"
    """A date whose label is only 时间 or 日期."""
    UPDATED = "updated"
    """更新时间: on many pages the only date, on others later than the date of publication."""
    WRITTEN = "written"
    """成文日期, 生成日期, 发文日期: when the text was made."""
    OTHER = "other"


_LABELS: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.TITLE: (
        "标题",
        "题名",
        "题目",
        "名称",
        "信息名称",
        "文件名称",
        "公文名称",
        "信息标题",
        "页面标题",
        "文章标题",
        "title",
        "Title",
    ),
    FieldKind.ISSUER: (
        "发布机构",
        "发布单位",
        "发布部门",
        "发布机关",
        "公开机构",
        "公开单位",
        "公开机关",
        "公开部门",
        "公开主体",
        "发文机关",
        "发文单位",
        "发文机构",
        "发文部门",
        "制作单位",
        "制发机关",
        "制定机关",
        "责任单位",
        "责任部门",
        "信息提供单位",
        "信息公开机关",
        "编制单位",
        "编制机关",
        "发文字号机关",
        "所属机构",
        "机构名称",
        "主办单位",
        "产生单位",
        "提供单位",
        "成文机构",
        "公开责任部门",
        "公开责任单位",
        "信息公开责任部门",
        "信息发布机构",
        "编制部门",
    ),
    FieldKind.SOURCE: (
        "信息来源",
        "文章来源",
        "稿件来源",
        "内容来源",
        "来源",
        "信息提供",
        "供稿单位",
        "供稿",
        "作者",
        "发布人",
        "发布者",
        "来源单位",
        "来源部门",
        "稿源",
        "author",
        "source",
    ),
    FieldKind.PUBLISHED: (
        "发布时间",
        "发布日期",
        "公开时间",
        "公开日期",
        "发布于",
        "公布日期",
        "公布时间",
        "上网日期",
        "信息时间",
        "信息日期",
        "公示时间",
        "发表时间",
        "PubDate",
        "上传时间",
        "上传日期",
        "信息提供日期",
        "信息提供时间",
        "提供日期",
        "提供时间",
        "发布日",
        "刊登日期",
        "刊登时间",
        "登载日期",
        "上载日期",
        "上载时间",
        "公开发布时间",
        "信息发布时间",
        "信息发布日期",
    ),
    FieldKind.SHOWN: ("时间", "日期", "date", "录入时间", "添加时间", "发稿时间"),
    FieldKind.UPDATED: ("更新时间", "更新日期", "修改时间"),
    FieldKind.WRITTEN: (
        "成文日期",
        "成文时间",
        "生成日期",
        "生成时间",
        "公文生成日期",
        "产生日期",
        "发文日期",
        "发文时间",
        "制发日期",
        "印发日期",
        "形成日期",
    ),
    FieldKind.OTHER: (
        "索引号",
        "信息索引",
        "主题分类",
        "体裁分类",
        "组配分类",
        "服务对象分类",
        "分类",
        "公开方式",
        "公开形式",
        "公开范围",
        "公开类别",
        "公开程序",
        "公开属性",
        "文号",
        "发文字号",
        "文件编号",
        "备注",
        "备注/文号",
        "有效性",
        "有效期",
        "效力状态",
        "关键词",
        "关键字",
        "主题词",
        "体裁",
        "内容概述",
        "概述",
        "浏览次数",
        "浏览量",
        "点击数",
        "点击率",
        "点击量",
        "访问次数",
        "访问量",
        "阅读次数",
        "阅读量",
        "阅读",
        "浏览",
        "字号",
        "字体",
        "字体大小",
        "责任编辑",
        "编辑",
        "责编",
        "审核",
        "审核人",
        "签发人",
        "信息员",
        "分享到",
        "分享",
        "打印",
        "打印本页",
        "关闭窗口",
        "栏目",
        "所属栏目",
        "原文链接",
        "当前位置",
        "您现在的位置",
        "您当前的位置",
        "你的位置",
        "生效日期",
        "废止日期",
        "失效日期",
        "施行日期",
        "统一编号",
        "统一登记号",
        "信息分类",
        "主题",
        "大中小",
        "视力保护色",
        "相关链接",
        "相关解读",
        "相关文件",
        "附件下载",
        "文件下载",
        "微信",
        "微博",
        "保护视力色",
        "背景色",
        "语种",
        "信息类别",
        "扫一扫",
        "来访",
        "网址",
        "地址",
        "联系电话",
        "本地目录",
        "听全文",
        "信息索引号",
        "索引编号",
        "公文种类",
        "公开时限",
        "时效性",
        "信息有效性",
        "是否有效",
        "信息时效期",
        "失效时间",
        "实施日期",
        "信息类型",
        "文件类型",
        "分类号",
        "目录号",
        "登记号",
        "所属主题",
        "点击次数",
        "浏览数",
        "阅读数",
        "字体显示",
        "文字大小",
        "点击",
        "人气",
        "初审",
        "复审",
        "终审",
        "录入",
        "签发",
        "类别",
        "撰稿",
    ),
}
_KIND = {label.casefold(): kind for kind, labels in _LABELS.items() for label in labels}
_SHORT = frozenset(
    {"标题", "名称", "来源", "时间", "日期", "作者", "题目", "分类", "文号", "编辑", "分享", "打印", "浏览", "阅读", "审核", "栏目", "主题", "概述",
     "供稿", "体裁", "网址", "地址", "字体", "字号", "备注", "微信", "微博", "稿源",
     "点击", "人气", "初审", "复审", "终审", "录入", "签发", "类别", "撰稿"}
)  # fmt: skip
"""Labels that are also ordinary words: they count only after a blank, a stop or the start, and before a
colon or blank."""
_ALL_LABELS = sorted((label for labels in _LABELS.values() for label in labels), key=len, reverse=True)
_LABEL = hurried("|".join(map(re.escape, _ALL_LABELS)), "".join(label[0] for label in _ALL_LABELS))
_SEPARATOR = late(r"[\]】]?\s*[::]+\s*|(?<=[\u4e00-\u9fff])[\]】]\s*")
_MAY_FOLLOW = late(r"[:\]】\d①-⑳⓪]")
"""One of these, or a gap, stands behind every label that has a value."""
_DATES = frozenset((FieldKind.PUBLISHED, FieldKind.SHOWN, FieldKind.UPDATED, FieldKind.WRITTEN))
_STOP = late(r"[。;,<>\]】【]|\[|--")
_LONGEST = 120
_READ = 1500
"""How much of a line is looked through: pages set their fields before the text."""


@frozen(kw_only=True)
class Field:
    """One `名称：值` of the page. `value` is as printed and never empty."""

    kind: FieldKind
    label: str
    value: str
    location: Location


def read_fields(lines: Sequence[HeadLine], *, whole: bool = False) -> tuple[Field, ...]:
    """The fields that the lines hold, in order. With `whole` each line is known to be one field (a page's
    metadata)."""
    return tuple(field for line in lines for field in _fields_of(line, whole=whole))


def _fields_of(line: HeadLine, *, whole: bool) -> Iterator[Field]:
    if not line.gaps and not _MAY_FOLLOW.search(line.folded):
        return
    labels = [found for found in _LABEL.finditer(line.folded, 0, _READ) if _is_label(line, found)]
    if whole:
        labels = labels[:1] if labels and labels[0].start() <= 1 else []
    for place, found in enumerate(labels):
        kind = _KIND[found.group().casefold()]
        if kind is FieldKind.OTHER:
            continue
        separator = _SEPARATOR.match(line.folded, found.end())
        start = separator.end() if separator else found.end()
        end = labels[place + 1].start() if place + 1 < len(labels) else len(line.text)
        end = min(end, start + _LONGEST)
        if kind is not FieldKind.TITLE and not whole:
            end = _value_end(line, start, end, is_date=kind in _DATES)
        value = line.text[start:end].strip(" 　:：-—|,，。；;【】[]<>")
        if value:
            yield Field(kind=kind, label=found.group(), value=value, location=line.location)


def _is_label(line: HeadLine, found: re.Match[str]) -> bool:
    separated = _SEPARATOR.match(line.folded, found.end()) is not None
    at_start = line.has_gap(found.start()) or IDEOGRAPH.match(line.folded, found.start() - 1) is None
    if found.group() in _SHORT and not at_start:
        return False
    if found.group().isascii():  # such as converters write above a text
        return separated and found.start() == 0
    return (
        separated
        or (line.has_gap(found.end()) and (at_start or found.start() == 0))
        or (at_start and found.group() not in _SHORT and line.folded[found.end() : found.end() + 1].isdigit())
    )


def _value_end(line: HeadLine, start: int, end: int, *, is_date: bool) -> int:
    """Where a value ends that other text may follow: at a blank or a stop; a date may have blanks inside
    (2014- 04- 01)."""
    stop = _STOP.search(line.folded, start, end)
    end = stop.start() if stop else end
    gaps = sorted(gap for gap in line.gaps if start < gap < end)
    if is_date:
        dated = [gap for gap in gaps if read_date(line.text[start:gap]) is not None]
        gaps = dated or ([] if read_date(line.text[start:end]) is not None else gaps)
    return gaps[0] if gaps else end
