"""parse from many threads at once, in fresh processes, and for the first time in a thread."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from random import Random

import writers_text as written
from figures import clean_figures
from govinfo_reports import Report, parse
from govinfo_reports.indicators import Form
from grids import form_tables, printed
from writers_pdf import PdfStyle, write_pdf

HEAD = ("云河市2022年政府信息公开工作年度报告", "一、总体情况", "全市主动公开政府信息1204条。")
FIRST_IN_A_THREAD = """
import sys, threading
from govinfo_reports import parse
found = []
threads = [threading.Thread(target=lambda: found.append(parse(sys.argv[1]).to_json())) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(found) == 8 and len(set(found)) == 1, len(set(found))
print(len(found))
"""


def sources() -> list[bytes]:
    """Reports in each kind of file."""
    old, new = (
        form_tables(form, printed(clean_figures(form, Random(1)))) for form in (Form.F2014, Form.F2021)
    )
    return [
        written.as_text(HEAD, old, "tabs").encode(),
        written.as_docx(HEAD, old),
        written.as_html(HEAD, new),
        written.as_xlsx(HEAD, new),
        write_pdf([*HEAD, *(table for pieces in new.values() for table in pieces)], PdfStyle()),
    ]


def json_of(source: bytes) -> str:
    """The report as JSON (a function that another process can be given)."""
    return parse(source).to_json()


def test_sixteen_threads_at_once_read_what_one_reads() -> None:
    wanted = {source: json_of(source) for source in sources()}
    together = threading.Barrier(16)

    def run(seed: int) -> list[tuple[bytes, str]]:
        order = list(wanted)
        Random(seed).shuffle(order)
        together.wait()
        return [(source, json_of(source)) for source in order[:3]]

    with ThreadPoolExecutor(16) as pool:
        for done in pool.map(run, range(16)):
            assert all(text == wanted[source] for source, text in done)


def test_a_fresh_process_reads_the_same_and_sends_reports_back() -> None:
    some = sources()[:4]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        reports: list[Report] = list(pool.map(parse, some))
    assert [report.to_json() for report in reports] == [json_of(source) for source in some]


def test_the_first_parse_may_be_in_threads(tmp_path: object) -> None:
    place = f"{tmp_path}/report.html"
    with open(place, "wb") as file:
        file.write(sources()[2])
    done = subprocess.run(
        [sys.executable, "-c", FIRST_IN_A_THREAD, place],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("8\n", "")
