"""The public names, and what importing the package costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import govinfo_reports


@pytest.mark.parametrize("name", govinfo_reports.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(govinfo_reports, name) is not None
    assert name in dir(govinfo_reports)


def test_other_names_are_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'prase'"):
        govinfo_reports.prase  # noqa: B018


def test_importing_the_package_loads_no_reader_and_no_extra() -> None:
    code = (
        "import sys, govinfo_reports; "
        "print([name for name in ('lxml', 'lark', 'cattrs', 'dateutil', 'pandas', 'pypdfium2', "
        "'cn2an', 'rich') if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_parsing_text_loads_no_extra() -> None:
    code = (
        "import sys; from govinfo_reports import parse_text; "
        "parse_text('云河市2022年政府信息公开工作年度报告\\n一、总体情况\\n全市收到申请12件。'); "
        "print([name for name in ('lxml', 'pandas', 'pypdfium2', 'python_calamine', 'rapidocr', "
        "'rich', 'altair') if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
