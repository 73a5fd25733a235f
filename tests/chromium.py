"""Headless Chromium for tests, where the machine has it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

__all__ = ["browser", "look"]


def browser() -> str | None:
    """Where Chromium is, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def look(address: str, folder: Path, *options: str) -> tuple[str, str]:
    """What Chromium prints and what it complains of when it opens an address, with a profile of its own in
    `folder`."""
    command = browser()
    assert command is not None
    done = subprocess.run(
        [
            command, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
            "--disable-dev-shm-usage", "--hide-scrollbars", "--enable-logging=stderr", f"--user-data-dir={folder / 'profile'}",
            "--window-size=1500,1000", *options, address,
        ],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
