"""How well labels are matched: precision and recall over the labels met and over generated misprints.

usage: python benchmarks/labels.py [misprints of a kind and label]

For every official label and known alias of the statistics table and of section three, misprints of each kind
are made and read in their place in the table. A misprint that is itself a known label of another row is left
out: no matcher can know. `decoys` are labels of other indicators, which must match nothing.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from random import Random
from time import perf_counter

from attrs import frozen

from govinfo_reports.document import Cell, Table
from govinfo_reports.facts import How
from govinfo_reports.forms import vocabulary
from govinfo_reports.indicators import Form, Kind, indicators, leaf_indicators
from govinfo_reports.location import Location
from govinfo_reports.tables.applications import likely_row
from govinfo_reports.tables.labels import core, item_labels
from govinfo_reports.tables.statistics import read_statistics

__all__ = ["DECOYS", "MISPRINTS", "Tally", "main", "section_three", "statistics_table"]

_COMMON = "的一是在有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
_SCANNED = dict(
    zip(
        "政开公网博信微动规范件数申请复议诉讼答同意部予不未密业私危及安定属无其他责新闻间发布访谈政策解读稿式专兼员培训班机构设查阅费收",
        "攻井么冈搏倍徽功现苑伴敖甲清夏仪拆松荅伺惠邵子木末蜜亚秋厄乃妥宝厲元共她贡斯间闻友市仿淡玫笨觧续槁弍寺嫌贝掊川斑杌沟没杳阁贵牧",
        strict=False,
    )
)


def dropped(words: str, rng: Random) -> str:
    """One character is missing."""
    at = rng.randrange(len(words))
    return words[:at] + words[at + 1 :]


def doubled(words: str, rng: Random) -> str:
    """One character is printed twice."""
    at = rng.randrange(len(words))
    return words[: at + 1] + words[at:]


def exchanged(words: str, rng: Random) -> str:
    """Two neighbours are exchanged."""
    at = rng.randrange(len(words) - 1)
    return words[:at] + words[at + 1] + words[at] + words[at + 2 :]


def replaced(words: str, rng: Random) -> str:
    """One character is another, common one."""
    at = rng.randrange(len(words))
    return words[:at] + rng.choice(_COMMON) + words[at + 1 :]


def added(words: str, rng: Random) -> str:
    """A common character too many."""
    at = rng.randrange(len(words) + 1)
    return words[:at] + rng.choice(_COMMON) + words[at:]


def scanned(words: str, rng: Random) -> str:
    """One or two characters are recognised as others that look like them."""
    places = [at for at, char in enumerate(words) if char in _SCANNED]
    for at in rng.sample(places, min(len(places), rng.choice((1, 1, 2)))):
        words = words[:at] + _SCANNED[words[at]] + words[at + 1 :]
    return words


def word_missing(words: str, rng: Random) -> str:
    """Two neighbours are missing."""
    at = rng.randrange(len(words) - 1)
    return words[:at] + words[at + 2 :]


def other_ordinal(words: str, rng: Random) -> str:
    """The label under another number, or none."""
    return rng.choice(("", "（九）", "7.", "（3）", "一、", "其中：", "12、", "⑤", "4）")) + words


def other_form(words: str, rng: Random) -> str:
    """其它 for 其他, 或 for 或者, another last word."""
    for first, second in (
        ("其他", "其它"),
        ("或者", "或"),
        ("总数", "数"),
        ("数量", "数"),
        ("不是", "不属于"),
        ("作出", "做出"),
    ):
        if first in words and rng.random() < 0.7:
            return words.replace(first, second)
    return words.removesuffix("数") + rng.choice(("数", "数量", "总数", "数"))


MISPRINTS: Mapping[str, Callable[[str, Random], str]] = {
    "dropped": dropped,
    "doubled": doubled,
    "exchanged": exchanged,
    "replaced": replaced,
    "added": added,
    "scanned": scanned,
    "word missing": word_missing,
    "other ordinal": other_ordinal,
    "other form": other_form,
}

DECOYS: tuple[str, ...] = tuple(
    re.findall(
        r"\S+",
        "上年主动公开政府信息数 累计主动公开政府信息数 去年收到申请数 上年收到申请数 "
        "本年拟公开政府信息数 未主动公开政府信息数 "
        "依申请公开政府信息数 主动公开规章数 政务抖音公开政府信息数 政务头条公开政府信息数 "
        "政府网站专栏访问次数 "
        "政府网站公开栏目数 电视广播公开政府信息数 报刊公开政府信息数 公告栏公开政府信息数 "
        "电话申请数 邮件申请数 电子邮件申请数 "
        "微信申请数 口头申请数 来信申请数 不予受理申请数 撤回申请数 重复申请数 上年结转申请数 "
        "超期办结数 逾期办结数 "
        "网上咨询数 电话咨询数 现场咨询数 来访接待数 行政复议维持数 行政复议撤销数 行政复议应诉数 "
        "行政诉讼败诉数 "
        "行政诉讼胜诉数 行政诉讼应诉数 举报投诉办结数 举报投诉答复数 不予公开答复撤销数 "
        "部分不予公开答复数 免予公开答复数 "
        "同意全部公开答复数 暂缓公开答复数 不存在信息清理数 涉及工作秘密 涉及内部管理信息 涉及过程性信息 "
        "依申请公开信息减免的费用 依申请公开信息检索费用 依申请公开信息复制费用 政府网站建设经费 "
        "政府公报编辑经费 "
        "政府信息公开专栏数 政府信息公开目录数 政府信息公开指南数 政府信息公开投诉点数 "
        "政府信息公开服务窗口数 专职律师人数 "
        "兼职律师人数 培训教材发放数 参加会议人员数 接受采访人员数 接受咨询人员数 "
        "召开新闻通气会次数 主要负责同志接访次数 "
        "主要负责同志参加培训班次数 政策解读视频发布数 政策解读访谈次数 微博粉丝数 微信关注人数 "
        "微博微信发布信息数 "
        "废止规范性文件总数 清理规范性文件总数 备案规范性文件总数 修订规范性文件总数 "
        "建议提案办理公开数 收到申请平均办理天数 "
        "申请办结率 网站公开率",
    )
)
"""Labels of other things than the indicators, in the indicators' words."""


@frozen
class Tally:
    """What came of the labels of one kind."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    examples: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """The share of the matches that are right; 1 where there is none."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the labels that are matched right."""
        total = self.right + self.wrong + self.missed
        return self.right / total if total else 1.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            (self.examples + other.examples)[:4],
        )


def _judge(found: str | None, path: str | None, words: str) -> Tally:
    if found == path:
        return Tally(right=1) if path is not None else Tally()
    if found is None:
        return Tally(missed=1)
    return Tally(wrong=1, examples=(f"{words} -> {found}",))


def _statistics_labels() -> list[tuple[str, str]]:
    """Every label met of the statistics table, official ones first, with its path."""
    official = [(item.label, path) for path, item in leaf_indicators().items() if Form.F2014 in item.forms]
    return official + [
        (words, path) for words, paths in item_labels().items() for path, how in paths if how is not How.EXACT
    ]


def statistics_table(changed: str | None, words: str, unit: str | None = None) -> str | None:
    """The path that a row is read to that stands for `changed` in the official table, with the label
    `words`; None for unread. With `changed` None the row is one more, at the end."""
    rows: list[tuple[str, str, str]] = [("统计指标", "单位", "统计数")]
    for path, item in indicators().items():
        if Form.F2014 in item.forms:
            if item.kind is Kind.GROUP:
                rows.append((item.label, "——", ""))
            else:
                label = words if path == changed else item.label
                rows.append((label, item.unit or "", "7777" if path == changed else "1"))
    if changed is None:
        rows.append((words, unit or "件", "7777"))
    cells = tuple(
        Cell(text=text, row=row, column=column, location=Location(table=1, row=row + 1, column=column + 1))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    reading = read_statistics(Table(cells=cells, location=Location(table=1)))
    found = [fact.path for fact in reading.facts if fact.raw == "7777"] if reading is not None else []
    return found[0] if found else None


def section_three(words: str) -> str | None:
    """The row of section three that `words` is read as."""
    known = [entry.key for entry in vocabulary().known.get(core(words), ()) if entry.kind == "row"]
    likely = likely_row(words)
    return known[0] if known else likely[0] if likely is not None else None


def _misprints(words: str, path: str, kind: str, count: int, known: Mapping[str, set[str]]) -> Iterator[str]:
    rng = Random(f"{words}{path}{kind}")
    for _ in range(count):
        changed = MISPRINTS[kind](words, rng)
        paths = known.get(core(changed), {path})
        if path in paths:
            yield changed


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    known: dict[str, set[str]] = {}
    for words, paths in item_labels().items():
        known.setdefault(words, set()).update(path for path, _ in paths)
    three: dict[str, set[str]] = {}
    rows = [(entry.words, entry.key) for entry in vocabulary().of_kind("row") if not entry.whole]
    for words, path in rows:
        three.setdefault(words, set()).add(path)
    print(f"{'labels':<38}{'precision':>10}{'recall':>8}{'right':>8}{'wrong':>7}{'missed':>8}")

    def show(name: str, tally: Tally) -> None:
        print(
            f"{name:<38}{tally.precision:>10.4f}{tally.recall:>8.3f}{tally.right:>8}{tally.wrong:>7}{tally.missed:>8}"
        )
        for example in tally.examples:
            print(f"    {example}")

    start = perf_counter()
    show(
        "statistics table, labels met",
        sum(
            (_judge(statistics_table(path, words), path, words) for words, path in _statistics_labels()),
            Tally(),
        ),
    )
    show(
        "section three, labels met",
        sum(
            (_judge(section_three(words), path, words) for words, path in rows),
            Tally(),
        ),
    )
    whole = Tally()
    for kind in MISPRINTS:
        tally = Tally()
        for words, path in _statistics_labels()[:58]:
            for changed in _misprints(words, path, kind, count, known):
                tally += _judge(statistics_table(path, changed), path, changed)
        show(f"statistics table, {kind}", tally)
        whole += tally
        tally = Tally()
        for words, path in rows:
            for changed in _misprints(words, path, kind, count, three):
                tally += _judge(section_three(changed), path, changed)
        show(f"section three, {kind}", tally)
        whole += tally
    show("all misprints", whole)
    decoys, tried = Tally(), 0
    places = [path for path, item in leaf_indicators().items() if Form.F2014 in item.forms]
    for words in DECOYS:
        for unit in ("件", "人", "万元"):
            decoys += _judge(statistics_table(None, words, unit), None, words)
        rng = Random(words)
        for path in rng.sample(places, len(places) // 6):
            found = statistics_table(path, words)
            decoys += _judge(found if found not in _exactly(words) else None, None, words)
            tried += 1
    show(f"decoys ({tried} places)", decoys)
    print(f"{perf_counter() - start:.1f} s")


def _exactly(words: str) -> Counter[str]:
    """The paths that the label is a known wording of: a decoy that is one is none."""
    return Counter(path for path, how in item_labels().get(core(words), ()) if how is not How.SIMILAR)


if __name__ == "__main__":
    main()
