"""The heads of the forms as they are printed, with their marks: for tables that show a report in the form's
own shape."""

from __future__ import annotations

__all__ = [
    "APPLICANTS_HEAD",
    "APPLICATIONS_NOTE",
    "CONTENT",
    "INDICATOR",
    "ORGANISATIONS",
    "OUTCOMES",
    "PLACES",
    "RESULTS",
]

OUTCOMES = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
"""The five outcomes of section four in printed order, by the last part of their paths."""
PLACES = {
    "review": "行政复议",
    "litigation.direct": "未经复议直接起诉",
    "litigation.after_review": "复议后起诉",
}
"""What section four counts: review, and both ways to court."""
CONTENT = "信息内容"
RESULTS = "三、本年度办理结果"
_ARRIVED, _SETTLED = "第一项加第二项之和", "第三项加第四项之和"
APPLICATIONS_NOTE = f"（本列数据的勾稽关系为：{_ARRIVED}，等于{_SETTLED}）"
APPLICANTS_HEAD = "申请人情况"
ORGANISATIONS = "法人或其他组织"
INDICATOR = "统计指标"
