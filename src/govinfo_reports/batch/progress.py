"""How far a batch is: a bar with rich where it is installed and a person watches, else a line now and then;
lines of JSON for a program."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TextIO

from ..language import Language, Say
from .gather import Tell

__all__ = ["progress", "progress_json", "progress_line"]

_EVERY = 5.0


def progress_line(
    done: int, total: int, reused: int, seconds: float, *, lang: Language | str = Language.ENGLISH
) -> str:
    """Files done, those a second, and the time left; files done by an earlier run do not count for the rate.

    >>> progress_line(600, 2000, 100, 25.0)
    '600 of 2,000 files (30%), 100 of them before, 20.0 a second, 1:10 left'
    """
    say = Say(lang)
    share = done / total if total else 1.0
    rate = (done - reused) / seconds if seconds > 0 else 0.0
    left = say(", {clock} left", clock=_clock((total - done) / rate)) if rate and done < total else ""
    before = say(", {reused} of them before", reused=f"{reused:,}") if reused else ""
    return say(
        "{done} of {total} files ({share}){before}, {rate} a second{left}",
        done=f"{done:,}",
        total=f"{total:,}",
        share=f"{share:.0%}",
        before=before,
        rate=f"{rate:.1f}",
        left=left,
    )


def progress_json(done: int, total: int, reused: int, seconds: float) -> str:
    """The same for a program: `event` is `progress`, `seconds` those since the beginning, `files_a_second`
    without the reused ones.

    >>> progress_json(60, 200, 10, 2.5)
    '{"event": "progress", "done": 60, "total": 200, "reused": 10, "seconds": 2.5, "files_a_second": 20.0}'
    """
    told = {"event": "progress", "done": done, "total": total, "reused": reused, "seconds": round(seconds, 3)}
    return json.dumps({**told, "files_a_second": round((done - reused) / seconds, 3) if seconds > 0 else 0.0})


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextmanager
def progress(
    out: TextIO,
    *,
    now: Callable[[], float] = time.monotonic,
    lang: Language | str = Language.ENGLISH,
    as_json: bool = False,
) -> Iterator[Tell]:
    """What to call with the progress of a batch, to show it on `out`; `as_json` as lines of JSON."""
    if not as_json and out.isatty() and find_spec("rich") is not None:
        with _bar(out, now, lang) as tell:
            yield tell
        return
    start = shown = now()

    def tell_line(done: int, total: int, reused: int) -> None:
        nonlocal shown
        if done == total or now() - shown >= _EVERY:
            shown = now()
            seconds = shown - start
            line = progress_line(done, total, reused, seconds, lang=lang)
            print(progress_json(done, total, reused, seconds) if as_json else line, file=out, flush=True)

    yield tell_line


@contextmanager
def _bar(out: TextIO, now: Callable[[], float], lang: Language | str) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.description}"))
    start = now()
    with Progress(*columns, console=Console(file=out), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(done: int, total: int, reused: int) -> None:
            line = progress_line(done, total, reused, now() - start, lang=lang)
            bar.update(task, completed=done, total=total, description=line)

        yield tell
