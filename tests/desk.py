"""Chromium under a driver, as a person would use it, for tests of pages that run a script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_selenium_python import Axe
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from chromium import browser

__all__ = ["By", "complaints", "driven", "missing", "violations"]


def missing() -> str | None:
    """What the machine lacks for these tests, or None."""
    if browser() is None:
        return "no Chromium here"
    return None if shutil.which("chromedriver") else "no chromedriver here"


@contextmanager
def driven(*, width: int = 1500, height: int = 1000, dark: bool = False) -> Iterator[Any]:
    """A browser with a window of its own."""
    options = webdriver.ChromeOptions()
    options.binary_location = browser() or ""
    for one in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
    ):
        options.add_argument(one)
    options.add_argument(f"--window-size={width},{height}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver: Any = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        if dark:
            features = [{"name": "prefers-color-scheme", "value": "dark"}]
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        if width < 500:
            size = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": True}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        yield driver
    finally:
        driver.quit()


def complaints(driver: Any) -> list[str]:
    """What the browser's console says."""
    return [str(entry["message"]) for entry in driver.get_log("browser")]


def violations(driver: Any) -> list[tuple[str, int, str]]:
    """What axe finds in the page: rule, how often, the first element. The page's own policy would keep axe
    out, so it is set aside."""
    driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    driver.refresh()
    axe = Axe(driver)
    axe.inject()
    found = axe.run()["violations"]
    return [(one["id"], len(one["nodes"]), one["nodes"][0]["html"][:200]) for one in found]
