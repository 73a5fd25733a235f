"""Workers that are copies of the process that needs them: only where that is safe, and with nothing of what
is that process's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).with_name("copies_of_this.py")


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made where Linux tells of threads")
@pytest.mark.parametrize(
    "name",
    [
        "same_reports",
        "nothing_of_the_parents",
        "limits_hold",
        "not_where_it_is_not_safe",
        "the_system_has_no_more",
        "ends_are_told",
    ],
)
def test_copies(name: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, str(_SCRIPT), name, str(tmp_path)],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = "said once\n" if name == "nothing_of_the_parents" else ""
    assert done.stdout == said
