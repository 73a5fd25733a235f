"""The contact for questions about a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_reports.document import Paragraph
from govinfo_reports.head.contact import find_contact
from govinfo_reports.head.lines import lines_of
from govinfo_reports.location import Location
from govinfo_reports.model.people import Contact

ASKED = "如对本报告有任何疑问，请与青川县人民政府办公室联系"


def read(text: str) -> Contact:
    return find_contact(
        lines_of(
            [
                Paragraph(text=line, location=Location(line=number))
                for number, line in enumerate(text.split("\n"), start=1)
            ]
        )
    ).contact


@pytest.mark.parametrize(
    ("printed", "phone"),
    [
        ("联系电话：0943—8318819", "0943-8318819"),
        ("电话：0943－8318819", "0943-8318819"),
        ("电话:0578——2090823", "0578-2090823"),
        ("电话：0517- 83605210", "0517-83605210"),
        ("电话：（0943）8253879", "0943-8253879"),
        ("电话：(0943)-8253879", "0943-8253879"),
        ("电话：0943 8253879", "09438253879"),
        ("电话：24336243", "24336243"),
        ("电话69713664", "69713664"),
        ("电 话：８２５３８７９", "8253879"),
        ("电话：0943-8253879、8253880", "0943-8253879"),
        ("电话：0943-8253879/8253880", "0943-8253879"),
        ("电话：0943-8253879 8253880", "0943-8253879"),
        ("联系电话：13800000000", "13800000000"),
        ("咨询电话：02038180486", "02038180486"),
        ("Tel：0943-8253879", "0943-8253879"),
        ("電話：0943-8253879", "0943-8253879"),
        ("电话：400-123-4567", "400-123-4567"),
        ("电话：0943-8253879-8001", "0943-8253879-8001"),
        ("电话：0943-8253879转8001", "0943-8253879转8001"),
        ("电话为0943-8253879", "0943-8253879"),
        ("联系电话（办公时间）：0943-8253879", "0943-8253879"),
        ("01069842187", "01069842187"),
        ("电话：", None),
        ("电话：见指南", None),
    ],
)
def test_phones(printed: str, phone: str | None) -> None:
    assert read(f"{ASKED}（{printed}）。").phone == phone


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("电话/传真：0591-23165370", Contact(phone="0591-23165370", fax="0591-23165370")),
        ("电话、传真:0432-68866988", Contact(phone="0432-68866988", fax="0432-68866988")),
        ("电话（传真）：0557-3022687", Contact(phone="0557-3022687", fax="0557-3022687")),
        ("传真：0943－8225144", Contact(fax="0943-8225144")),
        ("电子邮箱：qcxx2010@163.com", Contact(email="qcxx2010@163.com")),
        ("E-mail: qcxx＠163．com", Contact(email="qcxx@163.com")),
        ("邮箱：qc_xx @163.com", Contact(email="qc_xx@163.com")),
        ("邮编730900", Contact(postcode="730900")),
        ("邮政编码：７３０９００", Contact(postcode="730900")),
        ("邮编：7 3 0 9 0 0", Contact(postcode="730900")),
        ("地址：青川县鼓楼南路37号", Contact(address="青川县鼓楼南路37号")),
        ("办公地址：青川县广场北路 1 号统办 1 号楼 316 室", Contact(address="青川县广场北路1号统办1号楼316室")),
        ("地址：青川县中心路1号（政务大楼）302室", Contact(address="青川县中心路1号（政务大楼）302室")),
        ("通信地址：青川县中心路1号 邮政编码：628100", Contact(address="青川县中心路1号", postcode="628100")),
        ("联系地址：青川县中心路1号、邮编：628100", Contact(address="青川县中心路1号", postcode="628100")),
        ("地址：见网站", Contact()),
        ("地址：青川县中心路1号 联系人：王某", Contact(address="青川县中心路1号")),
        ("网址：http://www.qingchuan.gov.cn/nb/", Contact(website="http://www.qingchuan.gov.cn/nb/")),
        (
            "地址：青川县中心路1号；邮编：628100；电话：24336243；传真：24336410；电子邮箱：24336243@163.com",
            Contact(
                address="青川县中心路1号", postcode="628100", phone="24336243", fax="24336410", email="24336243@163.com"
            ),
        ),
        ("地址:青川县中心路1号,郵編:628100,電話:24336243", Contact(address="青川县中心路1号", postcode="628100", phone="24336243")),
    ],
)  # fmt: skip
def test_items(printed: str, expected: Contact) -> None:
    assert read(f"{ASKED}（{printed}）。") == expected


@pytest.mark.parametrize(
    ("sentence", "website"),
    [
        ("本报告通过青川县人民政府门户网站（www.qingchuan.gov.cn/）公布。", "www.qingchuan.gov.cn/"),
        ("本报告电子版可在门户网站（<http://www.qingchuan.gov.cn/>）下载。", "http://www.qingchuan.gov.cn/"),
        ("我局网站www.qcedu.gov.cn上可下载本报告的电子版。", "www.qcedu.gov.cn"),
        ("电子版可在“云河”网站（http：//www.yunhe.gov.cn）和www.b.gov.cn下载。", "http://www.yunhe.gov.cn"),
        ("网址：https://www.yunhe.gov.cn:8080/nb/2022n/index.html，欢迎查阅。", "https://www.yunhe.gov.cn:8080/nb/2022n/index.html"),
        ("电子版可在门户网站下载，来信请寄a@yunhe.gov.cn。", None),
        ("电子版见附件report.cn.pdf。", None),
        ("公开电子版，邮箱：562170318qq.com。", None),
    ],
)  # fmt: skip
def test_websites(sentence: str, website: str | None) -> None:
    assert (
        read(sentence.translate({ord("："): ":"}) + "\n一、概述\n网站www.other.gov.cn公开").website == website
    )


def test_the_website_of_a_report_without_preamble_stands_at_its_end() -> None:
    text = "一、概述\n我县公开信息。\n六、其他\n本报告电子版可在门户网站（www.qingchuan.gov.cn）下载。"
    assert read(text).website == "www.qingchuan.gov.cn"
    assert read("一、概述\n通过www.qingchuan.gov.cn公开信息。").website is None


def test_items_on_lines_of_their_own() -> None:
    text = (
        "本报告有疑问，请与青川县教育局联系。\n联系地址：青川县中心路1号\n邮编：628100\n电话：0839-7200000\n"
        "电子邮箱：qcjy@163.com\n一、概述\n教育局电话：0839-1111111"
    )
    assert read(text) == Contact(
        phone="0839-7200000", email="qcjy@163.com", postcode="628100", address="青川县中心路1号"
    )


def test_items_broken_over_lines() -> None:
    text = (
        "本报告由青川县人民政府办公室编制。\n如对本报告有疑问，请与青川县人民政府办公室联系（地址：青\n"
        "川县中心路 1 号，邮编：628100，电话：0839-7200000，电\n子邮箱：qc@163.com）。\n一、总体情况"
    )
    assert read(text) == Contact(
        phone="0839-7200000", email="qc@163.com", postcode="628100", address="青川县中心路1号"
    )


def test_the_end_serves_where_the_preamble_says_nothing() -> None:
    body = "\n".join(f"（{number}）" + "公开政府信息，提高透明度。" * 30 for number in range(20))
    text = f"一、概述\n{body}\n如有疑问或意见建议，请与青川县教育局联系（电话：0839-7200000）。"
    assert read(text).phone == "0839-7200000"


def test_without_the_sentence_items_in_the_preamble_serve() -> None:
    text = "本报告由青川县教育局编制（地址：青川县中心路1号，电话：0839-7200000）。\n一、概述\n正文"
    assert read(text) == Contact(phone="0839-7200000", address="青川县中心路1号")


def test_a_telephone_alone_serves_only_in_the_preamble_and_for_the_report() -> None:
    phone = Contact(phone="0839-7200000")
    assert read("本报告由青川县教育局编制（电话：0839-7200000）。\n一、概述") == phone
    assert read("本报告的电子版可在县政府网站下载，咨询电话：0839-7200000。\n一、概述") == phone
    assert read("本报告由青川县教育局编制。举报电话：0839-7200000。\n一、概述") == Contact()
    assert read("青川县教育局（电话：0839-7200000）\n一、概述") == Contact()
    assert read("一、概述\n正文。\n本报告解释电话：0839-7200000") == Contact()


def test_who_to_ask_for_may_stand_in_the_preamble() -> None:
    text = "联系地址：青川县中心路1号；联系人：甲；电话：7200000；邮编：628100\n一、概述"
    assert read(text) == Contact(phone="7200000", address="青川县中心路1号", postcode="628100")


def test_an_area_code_in_brackets_is_part_of_the_number() -> None:
    assert read("如有疑问，请致电（0839）7200000。\n一、概述").phone == "0839-7200000"


def test_who_filled_in_the_table_is_not_the_contact() -> None:
    text = (
        "一、概述\n正文。\n单位负责人：甲 审核人：乙 填报人：丙 联系电话：0936-8218330 "
        "传真：0936-8224845\n填报日期：2017年3月6日"
    )
    assert read(text) == Contact()


def test_a_sentence_without_items_is_passed_over() -> None:
    text = "群众有疑问，请到窗口咨询。\n如有疑问，请与办公室联系（电话：0839-7200000）。\n一、概述"
    assert read(text).phone == "0839-7200000"


def test_the_next_section_is_not_read() -> None:
    text = (
        "如有疑问，请与青川县水利局联系（电话：0839-7200000）。一、概述 传真：0839-7211111 "
        "地址：青川县中心路1号"
    )
    assert read(text) == Contact(phone="0839-7200000")


def test_nothing_printed_is_nothing_read() -> None:
    assert read("一、概述\n2017年公开信息1200条。") == Contact()
    assert read("") == Contact()


def test_evidence_names_the_line() -> None:
    found = find_contact(lines_of([Paragraph(text=f"{ASKED}，电话：24336243。", location=Location(line=7))]))
    assert found.evidence == ("contact.phone: the sentence for questions (line 7)",)


@given(
    st.from_regex(r"0[1-9][0-9]{1,2}", fullmatch=True),
    st.from_regex(r"[2-8][0-9]{6,7}", fullmatch=True),
    st.sampled_from("-－—–―─"),
)
def test_every_dash_is_one_dash(area: str, number: str, dash: str) -> None:
    assert read(f"{ASKED}（电话：{area}{dash}{number}）。").phone == f"{area}-{number}"


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("（青川县乔庄镇解放路12号，邮编：628100，电话：0839-7202345）", "青川县乔庄镇解放路12号"),
        ("（青川县解放路12号财政大厦5楼；联系电话：0839-7202345）", "青川县解放路12号财政大厦5楼"),
        ("（政务公开股张三，电话：0839-7202345）", None),
        ("（青川县解放路12号财政大厦，张三收）", None),
    ],
)
def test_an_address_without_its_label_stands_before_another_item(printed: str, address: str | None) -> None:
    assert read(f"{ASKED}{printed}。").address == address


@pytest.mark.parametrize("count", ["12000多册", "12000件", "15000余人次", "130000 次"])
def test_a_count_behind_a_means_is_no_number_of_a_telephone(count: str) -> None:
    text = f"一、概述\n档案馆开通电话查询、信函、传真、邮寄等服务,全年查档{count}。"
    assert read(text) == Contact()
