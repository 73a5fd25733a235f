"""Sentences on regulations, normative documents and decisions, as data."""

from __future__ import annotations

import re

from .rule import DECISIONS, DOCUMENTS, Rule, Subject

__all__ = ["DOCUMENT_RULES"]

DOCUMENT_RULES: tuple[Rule, ...] = (
    Rule(
        name="normative documents repealed",
        words=("废止",),
        units=DOCUMENTS,
        old=None,
        new="proactive.normative_documents.repealed",
        before=re.compile(r"废止(?:失效)?(?:行政)?(?:规范性文件|(?:政府)?规章)?$"),
        forbidden=re.compile(r"其[中他它]|修改"),
        about=Subject.NORMATIVE,
    ),
    Rule(
        name="normative documents in force",
        words=("有效",),
        units=DOCUMENTS,
        old=None,
        new="proactive.normative_documents.in_force",
        before=re.compile(r"现行有效(?:的)?(?:行政)?规范性文件$"),
    ),
    Rule(
        name="normative documents in force, the noun before",
        words=("有效",),
        units=DOCUMENTS,
        old=None,
        new="proactive.normative_documents.in_force",
        before=re.compile(r"现行有效(?:的)?$"),
        forbidden=re.compile(r"其[中他它]"),
        about=Subject.NORMATIVE,
    ),
    Rule(
        name="regulations issued",
        words=("规章",),
        units=DOCUMENTS,
        old=None,
        new="proactive.regulations.issued",
        before=re.compile(r"(?:制发|制定|出台|颁布|公布|发布)(?:了)?(?:地方|省|市)?(?:政府)?规章$"),
        forbidden=re.compile(r"其[中他它]|部门规章"),
    ),
    Rule(
        name="normative documents issued",
        words=("规范性",),
        units=DOCUMENTS,
        old="proactive.normative_documents.issued",
        new="proactive.normative_documents.issued",
        before=re.compile(r"(?:制发|制定|制作|出台|印发|发布)(?:了|的)?(?:各类)?(?:行政)?规范性文件$"),
        forbidden=re.compile(r"其[中他它]|部门|政策解读"),
    ),
    Rule(
        name="normative documents issued, figure first",
        words=("规范性",),
        units=DOCUMENTS,
        old="proactive.normative_documents.issued",
        new="proactive.normative_documents.issued",
        before=re.compile(r"(?:制发|制定|制作|出台|印发|新制定|新出台)了?$"),
        after=re.compile(r"(?:行政)?规范性文件"),
        both=True,
        forbidden=re.compile(r"其[中他它]|部门"),
    ),
    Rule(
        name="normative documents published",
        words=("规范性",),
        units=DOCUMENTS,
        old="proactive.normative_documents.disclosed",
        new=None,
        before=re.compile(r"主动公开(?:行政)?规范性文件$"),
    ),
    Rule(
        name="regulations in force",
        words=("有效",),
        units=DOCUMENTS,
        old=None,
        new="proactive.regulations.in_force",
        before=re.compile(r"现行有效(?:的)?(?:政府|市政府)?规章$"),
    ),
    Rule(
        name="decisions on permits",
        words=("行政许可",),
        units=DECISIONS,
        old=None,
        new="proactive.licensing.decisions",
        before=re.compile(r"行政许可(?:本年)?处理决定$"),
    ),
    Rule(
        name="decisions on penalties",
        words=("行政处罚",),
        units=DECISIONS,
        old=None,
        new="proactive.penalties.decisions",
        before=re.compile(r"行政处罚(?:本年)?处理决定$"),
    ),
    Rule(
        name="decisions on coercion",
        words=("行政强制",),
        units=DECISIONS,
        old=None,
        new="proactive.coercion.decisions",
        before=re.compile(r"行政强制(?:本年)?处理决定$"),
    ),
)
"""In the order in which they are tried: what is more special comes first."""
