"""Tests of real reports are collected only where there are any."""

from __future__ import annotations

import os

os.environ["LANGUAGE"] = (
    "en"  # what is printed is in the language of the environment, where nobody says which
)

collect_ignore = [] if os.environ.get("GOVINFO_CORPUS") else ["test_corpus.py"]
