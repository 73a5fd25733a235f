"""The article told from navigation, metadata and footer; pages that hold no article."""

from __future__ import annotations

import pytest

from govinfo_reports.document import Document, Paragraph
from govinfo_reports.errors import NotAReport, UnreadableSource
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.html.furniture import is_label, split_pairs
from govinfo_reports.readers.html.read import read_html

TITLE = "青川县2021年政府信息公开工作年度报告"
TABLE = (
    "<table border=1><tr><td>信息内容</td><td>本年制发件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>2</td><td>31</td></tr></table>"
)
LINES = (
    "本报告由青川县人民政府办公室编制，所列数据的统计期限自2021年1月1日起至12月31日止。",
    "一、总体情况",
    "2021年全县主动公开政府信息1024条，收到申请32件，均按期答复，没有超期的情形。",
    "二、主动公开政府信息情况",
    "六、其他需要报告的事项",
    "无。",
    "青川县人民政府办公室",
    "2022年1月20日",
)
BODY = (
    "".join(f"<p>{line}</p>" for line in LINES[:4]) + TABLE + "".join(f"<p>{line}</p>" for line in LINES[4:])
)
NAVIGATION = "".join(
    f"<li><a href=/{n}>{word}</a></li>" for n, word in enumerate(("首页", "政务公开", "办事服务", "互动交流"))
)
FOOTER = (
    "<p>主办：青川县人民政府办公室　承办：青川县大数据中心</p><p>蜀ICP备00000000号</p><p><a "
    "href=m>网站地图</a></p>"
)


def read(page: str) -> Document:
    return read_html(page.encode(), source=None, limits=DEFAULT_LIMITS)


def article(document: Document) -> list[str]:
    return [b.text if isinstance(b, Paragraph) else "表" for b in document.blocks]


def aside(document: Document) -> list[str]:
    return [p.text for p in document.furniture]


WHOLE = [TITLE, *LINES[:4], "表", *LINES[4:]]

TRS = f"""<html><head><meta charset=utf-8><title>{TITLE}_青川县人民政府</title>
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2022-01-25 10:00"><meta name="Author" content="">
<style>.a{{display:none}}</style></head><body>
<div class="header"><h1>青川县人民政府</h1><ul class="nav">{NAVIGATION}</ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/y">年度报告</a></div>
<div class="main"><div class="left"><ul>{NAVIGATION}<li><a href=b>2020年政府信息公开年度报告</a></li></ul></div>
<table><tr><th>索 引 号：</th><td>000/2022-1</td><th>主题分类：</th><td>综合政务</td></tr>
<tr><th>发布机构：</th><td>青川县人民政府办公室</td><th>发布日期：</th><td>2022-01-25</td></tr>
<tr><th>名　　称：</th><td colspan=3>{TITLE}</td></tr><tr><th>文　　号：</th><td></td><th>有效性：</th><td>有效</td></tr></table>
<h2>{TITLE}</h2><div><span>发布时间：2022-01-25 10:00</span><span>来源：县政府办</span><span>浏览次数：</span>
<span>字号：[<a href="javascript:">大</a> <a href="javascript:">小</a>]</span></div>
<div><a href="javascript:print()">打印</a></div>
<div class="TRS_Editor" id="zoom">{BODY}</div><div>【<a href="#">打印本页</a>】【关闭窗口】</div><p>责任编辑：张三</p></div>
<div class="footer">{FOOTER}</div></body></html>"""

LAYOUT = f"""<body><table width=1000><tr><td><table><tr><td><a href=1>首页</a></td><td><a href=2>新闻</a></td></tr></table></td></tr>
<tr><td><table><tr><td><ul>{NAVIGATION}</ul></td><td><table><tr><td>{TITLE}</td></tr>
<tr><td>信息来源：县政府办 发布时间：2022-01-20</td></tr><tr><td>{BODY}</td></tr></table></td></tr></table></td></tr>
<tr><td>{FOOTER}</td></tr></table>"""

FLAT = f"""<ul>{NAVIGATION}</ul><p>欢迎访问青川县人民政府门户网站</p><p>今天是星期一</p><h1>{TITLE}</h1>
<p>来源：县政府办 时间：2022-01-20</p>{BODY}<p>打印</p>{FOOTER}<p>地址：青川县城</p>"""

BARE = f"<p>{TITLE}</p>{BODY}"


@pytest.mark.parametrize("page", [TRS, LAYOUT, FLAT, BARE], ids=["cms", "layout", "flat", "bare"])
def test_the_article_is_whole_and_nothing_else(page: str) -> None:
    assert article(read(page)) == WHOLE


def test_metadata_of_all_kinds_is_furniture() -> None:
    said = aside(read(TRS))
    assert said[:3] == [f"标题：{TITLE}", "发布时间：2022-01-25 10:00", f"标题：{TITLE}_青川县人民政府"]
    for line in (
        "索引号：000/2022-1",
        "发布机构：青川县人民政府办公室",
        "发布日期：2022-01-25",
        f"名称：{TITLE}",
        "有效性：有效",
        "来源：县政府办",
        "责任编辑：张三",
    ):
        assert line in said
    assert not [line for line in said if line.startswith(("文号", "浏览次数", "作者"))]
    assert not [line for line in said if "办事服务" in line or "2020年" in line]


def test_pairs_of_one_line_share_its_number_and_the_head_has_none() -> None:
    document = read(TRS)
    lines = {p.text[:4]: p.location.line for p in document.furniture}
    assert lines["标题：青"] is None
    assert lines["来源：县"] is not None
    numbers = [p.location.line for p in document.paragraphs()]
    assert numbers == sorted({n for n in numbers if n is not None})
    flat = [p.location.line for p in read(FLAT).furniture if p.text in {"来源：县政府办", "时间：2022-01-20"}]
    assert len(flat) == 2
    assert flat[0] == flat[1]


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        (
            "信息来源：区政府办 发布时间：2020-01-20 浏览次数：12 次",
            ["信息来源=区政府办", "发布时间=2020-01-20", "浏览次数=12 次"],
        ),
        ("发布时间：2020-01-20 10:30来源：区政府办", ["发布时间=2020-01-20 10:30", "来源=区政府办"]),
        ("【来源： 区政府办】 【字体：大 中 小】", ["来源=区政府办", "字体=大 中 小"]),
        ("索 引 号 000014349/2020-00012", ["索引号=000014349/2020-00012"]),
        ("2020-01-20 10:30:11", ["发布时间=2020-01-20 10:30:11"]),
        ("发布时间的统计口径如下", []),
        ("主动公开政府信息12条", []),
        ("来源广泛", []),
        ("2020年1月20日", []),
        ("来源：" * 200, []),
    ],
)
def test_lines_of_pairs(line: str, pairs: list[str]) -> None:
    assert [f"{pair.name}={pair.value}" for pair in split_pairs(line)] == pairs


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("索 引 号：", "索引号"),
        ("发布机构", "发布机构"),
        ("来源", None),
        ("来源:", "来源"),
        ("规章", None),
        ("【文号】", "文号"),
    ],
)
def test_labels(text: str, label: str | None) -> None:
    assert is_label(text) == label


def test_definition_lists_of_metadata() -> None:
    page = f"<dl><dt>索引号</dt><dd>A-1</dd><dt>发布机构：</dt><dd>县政府办</dd></dl><h1>{TITLE}</h1>{BODY}"
    document = read(page)
    assert aside(document) == ["索引号：A-1", "发布机构：县政府办"]
    assert article(document) == WHOLE


def test_metadata_table_around_the_article_gives_both() -> None:
    page = (
        "<table><tr><td>索引号：A-1"
        "</td><td>公开日期：2022-01-20</td></tr><tr><td>发布机构</td><td>县政府办</td></tr><tr><td "
        f"colspan=2>{TITLE}</td></tr></table>{BODY}"
    )
    document = read(page)
    assert article(document) == WHOLE
    assert aside(document) == ["索引号：A-1", "公开日期：2022-01-20", "发布机构：县政府办"]


def test_a_table_of_the_report_about_channels_is_no_metadata() -> None:
    page = (
        BARE
        + "<table><tr><td>公开方式<td>数量<tr><td>政府网站<td>5<tr><td>政府公报<td>6<tr><td>其他<td>7</table>"
    )
    assert article(read(page)) == [*WHOLE, "表"]


def test_metadata_words_inside_the_article_stay() -> None:
    page = f"<p>{TITLE}</p>{BODY}<p>来源：各乡镇上报</p><p>{LINES[2]}</p>"
    assert "来源：各乡镇上报" in article(read(page))


def test_tables_and_sentences_outside_the_container_are_kept() -> None:
    page = (
        f"<div class=box><h1>{TITLE}</h1><div class=one>{BODY}{BODY}{BODY}</div></div><div><a "
        "href=x>链接文字甲</a></div>"
        f"<div class=two><p>{LINES[2]}</p>{TABLE}</div>"
    )
    found = article(read(page))
    assert found.count("表") == 4
    assert found.count(LINES[2]) == 4


def test_sentences_outside_a_known_container_are_set_apart_not_lost() -> None:
    other = "相邻栏目的一段文字介绍，说的是县情而不是年度工作的内容，共三十余字。"
    page = (
        f"<div class=x><p>{other}</p></div><ul>{NAVIGATION}</ul><div "
        f"id=zoom>{f'<p>{TITLE}</p>'}{BODY * 4}</div>"
    )
    document = read(page)
    assert other not in article(document)
    assert other in aside(document)


def test_a_region_called_header_that_holds_the_report_is_not_furniture() -> None:
    assert article(read(f'<div class="header"><h1>{TITLE}</h1>{BODY}</div>')) == WHOLE


def test_attachments_after_the_article_stay_and_reading_tools_go() -> None:
    page = (
        f"<h1>{TITLE}</h1>{BODY}<p><a href=a.pdf>附件：{TITLE}.pdf</a></p><p>上一篇：<a "
        "href=p>没有了</a></p><p>扫一扫</p>"
    )
    document = read(page)
    assert article(document)[-1] == f"附件：{TITLE}.pdf"
    assert "扫一扫" in aside(document)


def test_a_title_in_two_lines_above_page_tools() -> None:
    page = (
        f"<ul>{NAVIGATION}</ul><h2>青川县教育局</h2><h2>2021年政府信息公开工作年度报告</h2><p><a "
        f"href=p>打印</a> <a href=s>收藏</a></p><div>{BODY}</div>"
    )
    assert article(read(page))[:2] == ["青川县教育局", "2021年政府信息公开工作年度报告"]


def test_pages_of_a_few_words_keep_them() -> None:
    document = read("<p>来源：县政府办</p><p>概览</p><p>数字</p>")
    assert article(document) == ["概览", "数字"]
    assert aside(document) == ["来源：县政府办"]


LIST = (
    "<ul>"
    + "".join(
        f"<li><a href={y}>云河市{y}年政府信息公开年度报告</a><span>{y + 1}-01-20</span></li>"
        for y in range(2010, 2020)
    )
    + "</ul>"
)


@pytest.mark.parametrize(
    ("page", "kind", "says"),
    [
        ("", UnreadableSource, "empty"),
        ("<!-- 无 -->", UnreadableSource, "empty"),
        ("<html><body> &nbsp; </body></html>", UnreadableSource, "empty"),
        ("<div id=app></div><script src=app.js></script>", UnreadableSource, "script"),
        ("<p>加载中</p><script>load()</script>", UnreadableSource, "script"),
        ("<p><img src=1.jpg><img src=2.jpg></p>", UnreadableSource, "2 images"),
        (LIST, NotAReport, "list"),
        (f"<div>{NAVIGATION}</div>{LIST}<div class=footer>{FOOTER}</div>", NotAReport, "list"),
        (f"<h1>{TITLE}</h1><p>附件：<a href=/d/2021nb.pdf>报告</a></p>", NotAReport, "/d/2021nb.pdf"),
        (
            f"<h1>{TITLE}</h1><p><a href=gz.doc>公章</a> <a "
            "href='/f?name=%E6%8A%A5%E5%91%8A.docx&id=1'>下载</a></p>",
            NotAReport,
            "docx",
        ),
        (f"<p>{TITLE}</p><iframe src='viewer?file=a.pdf'></iframe>", NotAReport, "a.pdf"),
        ("<frameset cols=20%,*><frame src=l.htm><frame src=m.htm></frameset>", NotAReport, "l.htm"),
        ("<meta http-equiv=refresh content='0; url=http://x.example/a.html'>", NotAReport, "x.example"),
    ],
)
def test_pages_without_an_article_say_what_they_are(
    page: str, kind: type[UnreadableSource], says: str
) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read_html(page.encode(), source="页", limits=DEFAULT_LIMITS)
    assert type(caught.value) is kind
    assert says in caught.value.reason
    assert caught.value.reason_zh
    assert caught.value.source == "页"


def test_a_short_report_with_links_and_scripts_is_a_report() -> None:
    page = (
        f"<script>x()</script>{LIST}<meta http-equiv=refresh "
        f"content=30><p>{TITLE}</p><p>一、总体情况</p><p>公开5条。</p><p>二、其他</p><a href=a.pdf>全文</a>"
    )
    assert "公开5条。" in article(read(page))


def test_a_page_of_one_unclear_line_is_left_to_others() -> None:
    assert article(read("<p>页面不存在</p>")) == ["页面不存在"]
