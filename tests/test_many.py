"""parse_many: in order, lazily, on any executor, a bad source costing itself only."""

from __future__ import annotations

import io
import os
import pickle
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest

import faults
from govinfo_reports import Report, UnreadableSource, check, check_rollup, check_series, group_by_organ
from govinfo_reports.batch import many
from govinfo_reports.batch.many import parse_many
from govinfo_reports.batch.ordered import Settled, in_order
from govinfo_reports.batch.pool import TookTooLong, WorkerDied, WorkerPool, WorkersUnavailable
from govinfo_reports.batch.worker import answer, read_frame, write_frame
from govinfo_reports.model.failure import Failure


def good(number: int) -> bytes:
    """A report that says one figure."""
    return f"云河市2022年政府信息公开工作年度报告\n全市共收到政府信息公开申请{number}件。".encode()


def loaded(data: bytes) -> Any:
    """What was pickled."""
    return pickle.loads(data)  # noqa: S301


def pickled(value: Any) -> Any:
    """The value after its way through a pickle."""
    return loaded(pickle.dumps(value))


def said(outcome: Report | Failure) -> int | str | None:
    """The figure of a report, the error of a failure."""
    return outcome.applications.received.total if isinstance(outcome, Report) else outcome.error


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "parse_named", faults.parse_or_die)


SOURCES: list[Any] = [good(1), b"", good(2), "/nowhere/at all.txt", good(3), b"GIF89a...."]
SAID = [1, "UnreadableSource", 2, "UnreadableSource", 3, "UnsupportedFormat"]


def test_one_after_another_without_workers() -> None:
    assert [said(one) for one in parse_many(SOURCES)] == SAID


def test_threads_and_processes_give_the_same_and_stay_open(processes: ProcessPoolExecutor) -> None:
    expected = list(parse_many(SOURCES))
    with ThreadPoolExecutor(3) as threads:
        executors: list[Executor] = [threads, processes]
        for executor in executors:
            assert list(parse_many(SOURCES, executor)) == expected
            assert executor.submit(len, "open").result() == 4
    assert list(parse_many(SOURCES, workers=2)) == expected


def test_a_failure_says_which_source_and_why() -> None:
    failure = list(parse_many(SOURCES))[3]
    assert failure == Failure(
        source="/nowhere/at all.txt", error="UnreadableSource", reason="no such file", reason_zh="文件不存在"
    )
    assert pickled(failure) == failure


def test_paths_and_open_files_keep_their_names(tmp_path: Path) -> None:
    path = tmp_path / "一.txt"
    path.write_bytes(good(5))
    with path.open("rb") as binary, path.open(encoding="utf-8") as text:
        sources: list[Any] = [path, str(path), binary, text, io.BytesIO(good(6))]
        outcomes = list(parse_many(sources, workers=1))
    assert [said(one) for one in outcomes] == [5, 5, 5, "UnreadableSource", 6]
    assert [one.source for one in outcomes] == [str(path)] * 4 + [None]
    assert isinstance(outcomes[3], Failure)
    assert "binary mode" in outcomes[3].reason


def test_a_closed_file_is_one_failure(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.touch()
    file = path.open("rb")
    file.close()
    assert [said(one) for one in parse_many([file, good(1)])] == ["ValueError", 1]


class Stumbling(io.RawIOBase):
    """An open file whose content cannot be had, as a damaged member of a zip."""

    name = "member.txt"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        raise zlib.error("incorrect data check")


@pytest.mark.parametrize("workers", [None, 1])
def test_what_is_no_source_at_all_costs_itself(workers: int | None) -> None:
    sources: list[Any] = [good(1), None, float("nan"), Stumbling(), good(2)]
    outcomes = list(parse_many(sources, workers=workers))
    assert [said(one) for one in outcomes] == [1, "UnreadableSource", "UnreadableSource", "error", 2]
    assert isinstance(outcomes[1], Failure)
    assert outcomes[1].reason == "neither a path nor bytes nor an open file, but NoneType"
    assert outcomes[3] == Failure(
        source="member.txt", error="error", reason="incorrect data check", reason_zh="程序内部错误（error）"
    )
    with pytest.raises(UnreadableSource, match="but NoneType"):
        list(parse_many(sources, workers=workers, on_error="raise"))


def test_a_path_may_be_bytes_inside(tmp_path: Path) -> None:
    class Place(os.PathLike[bytes]):
        def __fspath__(self) -> bytes:
            return os.fsencode(tmp_path / "a.txt")

    (tmp_path / "a.txt").write_bytes(good(7))
    sources: list[Any] = [Place()]
    [report] = parse_many(sources, workers=1)
    assert (said(report), report.source) == (7, str(tmp_path / "a.txt"))


@pytest.mark.parametrize("workers", [None, 2])
def test_sources_that_break_off_lose_nothing_that_came_before(workers: int | None) -> None:
    def sources() -> Iterator[bytes]:
        yield from map(good, range(5))
        raise ConnectionError("the archive does not answer")

    outcomes = parse_many(sources(), workers=workers)
    assert [said(next(outcomes)) for _ in range(5)] == [0, 1, 2, 3, 4]
    with pytest.raises(ConnectionError, match="does not answer"):
        next(outcomes)


class Counting:
    """Sources that count how many were taken."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        for number in range(self.number):
            self.taken += 1
            yield good(number)


def test_nothing_is_done_before_it_is_asked_for() -> None:
    sources = Counting(10)
    outcomes = parse_many(sources)
    assert sources.taken == 0
    assert said(next(outcomes)) == 0
    assert sources.taken == 1


class Never(Executor):
    """An executor on which nothing ends before it is told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[Future[Any], Any, Any]] = []
        self.most = 0

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.calls.append((future, function, arguments))
        self.most = max(self.most, sum(not one.done() for one, _, _ in self.calls))
        if len(self.calls) % 5 == 0:
            for one, call, given in self.calls:
                if not one.done():
                    one.set_result(call(*given))
        return future


def test_look_ahead_is_bounded() -> None:
    sources, executor = Counting(50), Never()
    outcomes = parse_many(sources, executor, lookahead=5)
    for number in range(50):
        assert said(next(outcomes)) == number
        assert sources.taken <= number + 5
    assert executor.most == 5


class Holding(Executor):
    """An executor that answers a call when it is waited for, and not before."""

    class Waited(Future[Any]):
        """A future that knows its answer when it is asked."""

        answer: Any = None

        def result(self, timeout: float | None = None) -> Any:
            return self.answer()

    def __init__(self) -> None:
        self._max_workers = 1
        self.futures: list[Future[Any]] = []

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        future = self.Waited()
        future.answer = lambda: function(*arguments)
        self.futures.append(future)
        return future


@pytest.mark.parametrize(("workers", "ahead"), [(1, 16), (100, 400)])
def test_look_ahead_keeps_all_workers_busy(workers: int, ahead: int) -> None:
    executor = Holding()
    executor._max_workers = workers
    outcomes = parse_many(Counting(1000), executor)
    assert said(next(outcomes)) == 0
    assert len(executor.futures) == ahead


def test_what_is_given_up_is_cancelled(processes: ProcessPoolExecutor) -> None:
    outcomes = parse_many(Counting(1000), processes, lookahead=500)
    assert said(next(outcomes)) == 0
    began = time.monotonic()
    outcomes.close()
    assert processes.submit(len, "next").result() == 4
    assert time.monotonic() - began < 20


def test_raise_gives_the_error_itself_and_stops() -> None:
    sources = iter([good(1), b"GIF89a....", good(2)])
    outcomes = parse_many(sources, on_error="raise")
    assert said(next(outcomes)) == 1
    with pytest.raises(UnreadableSource, match="GIF") as caught:
        next(outcomes)
    assert type(caught.value).__name__ == "UnsupportedFormat"
    assert next(sources) == good(2)


def test_raise_names_the_path(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(UnreadableSource, match=r"empty\.txt"):
        list(parse_many([tmp_path / "empty.txt"], workers=1, on_error="raise"))


def _broken_parser(*_: object, **__: object) -> Report:
    raise IndexError("list index out of range")


def test_a_fault_of_the_parser_is_one_failure(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(many, "parse", _broken_parser)
    assert list(parse_many([good(1)])) == [
        Failure(
            source=None,
            error="IndexError",
            reason="list index out of range",
            reason_zh="程序内部错误（IndexError）",
        )
    ]
    assert "a fault of the parser" in caplog.text
    with pytest.raises(UnreadableSource, match="IndexError: list index"):
        list(parse_many([good(1)], on_error="raise"))


@pytest.mark.usefixtures("faulty")
def test_a_source_that_kills_its_worker_costs_itself() -> None:
    outcomes = list(parse_many([good(1), "die", good(2), good(3), "die", good(4)], workers=2))
    assert [said(one) for one in outcomes] == [1, "WorkerDied", 2, 3, "WorkerDied", 4]
    assert isinstance(outcomes[1], Failure)
    assert "signal 9" in outcomes[1].reason
    assert outcomes[1].source == "die"


@pytest.mark.usefixtures("faulty")
def test_a_worker_killed_by_others_costs_nothing(tmp_path: Path) -> None:
    once = f"die once:{tmp_path / 'mark'}"
    outcomes = list(parse_many([good(1), once, good(2)], workers=1))
    assert [said(one) for one in outcomes] == [1, "UnreadableSource", 2]
    assert isinstance(outcomes[1], Failure)
    assert outcomes[1].reason == "the source is empty"


@pytest.mark.usefixtures("faulty")
def test_a_slow_source_costs_itself() -> None:
    began = time.monotonic()
    outcomes = list(parse_many([good(1), "sleep:60", good(2)], workers=1, timeout=6))
    assert [said(one) for one in outcomes] == [1, "TookTooLong", 2]
    assert time.monotonic() - began < 30
    assert isinstance(outcomes[1], Failure)
    assert outcomes[1].reason == "not read within 6 seconds"


@pytest.mark.slow
@pytest.mark.usefixtures("faulty")
def test_a_pool_that_breaks_costs_the_culprit_only() -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        sources: list[Any] = [good(1), good(2), "die", *map(good, range(3, 30))]
        outcomes = [said(one) for one in parse_many(sources, pool, lookahead=4)]
    assert outcomes == [1, 2, "WorkerDied", *range(3, 30)]


@pytest.mark.usefixtures("faulty")
def test_late_sources_on_an_executor_that_cannot_be_freed() -> None:
    with ThreadPoolExecutor(1) as pool:
        outcomes = parse_many([good(1), "sleep:20", good(2), good(3)], pool, timeout=5)
        assert [said(one) for one in outcomes] == [1, "TookTooLong", 2, 3]


@pytest.mark.usefixtures("faulty")
def test_giving_up_ends_the_workers() -> None:
    before = set(psutil.Process().children())
    outcomes = parse_many([good(1), "sleep:60", "sleep:60"], workers=2)
    assert said(next(outcomes)) == 1
    began = time.monotonic()
    outcomes.close()
    assert time.monotonic() - began < 10
    assert set(psutil.Process().children()) - before == set()


def test_an_executor_that_was_shut_down_is_the_callers_mistake() -> None:
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    with pytest.raises(RuntimeError, match="after shutdown"):
        next(parse_many([good(1)], pool))


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"on_error": "ignore"}, ValueError),
        ({"workers": 0}, ValueError),
        ({"timeout": 0}, ValueError),
        ({"lookahead": 0}, ValueError),
        ({"workers": 1, "executor": Never()}, ValueError),
        ({"sources": "one.txt"}, TypeError),
        ({"sources": b"one"}, TypeError),
        ({"sources": Path("one.txt")}, TypeError),
        ({"sources": io.BytesIO(b"one")}, TypeError),
        ({"sources": 1}, TypeError),
    ],
)
def test_wrong_arguments_are_refused_at_once(arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        parse_many(**{"sources": [], **arguments})


def test_known_results_keep_their_place() -> None:
    payloads: list[Any] = ["a", Settled("known"), "bcd"]
    assert [result for _, result in in_order(payloads, len)] == [1, "known", 3]
    assert [result for _, result in in_order(payloads, len, workers=1)] == [1, "known", 3]


class Lost(Executor):
    """An executor that loses every call."""

    def submit(self, function: Any, /, *_: Any, **__: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(ConnectionError("the scheduler is gone"))
        return future


def test_calls_that_an_executor_loses_are_made_here() -> None:
    assert [said(one) for one in parse_many(SOURCES, Lost())] == SAID


def test_pool_replaces_workers_after_so_many_calls() -> None:
    pool = WorkerPool(1, calls_each=2)
    try:
        first, second, third = [pool.submit(os.getpid).result() for _ in range(3)]
    finally:
        pool.close()
    assert first == second != third
    with pytest.raises(RuntimeError):
        pool.submit(os.getpid)


def test_pool_without_workers() -> None:
    with pytest.raises(ValueError, match="workers=0"):
        WorkerPool(0)


def test_workers_that_cannot_start_are_no_failure_of_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(WorkersUnavailable, match="exit status 1"):
        list(parse_many([good(1)], workers=1))


def test_a_workers_answers() -> None:
    assert loaded(answer(pickle.dumps((len, ("four",))))) == (True, 4)
    is_result, error = loaded(answer(pickle.dumps((int, ("x",)))))
    assert not is_result
    assert isinstance(error, ValueError)
    for function, kind in ((faults.odd_error, UnreadableSource), (faults.odd_result, Exception)):
        is_result, error = loaded(answer(pickle.dumps((function, ("x",)))))
        assert not is_result
        assert isinstance(error, kind)
    assert loaded(answer(b"no pickle"))[0] is False


def test_errors_of_calls_come_back() -> None:
    pool = WorkerPool(1)
    try:
        with pytest.raises(ValueError, match="invalid literal"):
            pool.submit(int, "x").result()
        with pytest.raises(UnreadableSource, match="Odd: first"):
            pool.submit(faults.odd_error, "x").result()
    finally:
        pool.close()


@pytest.mark.parametrize("cut", [0, 3, 8, 10])
def test_a_frame_that_is_cut_off_is_none(cut: int) -> None:
    stream = io.BytesIO()
    write_frame(stream, b"frame")
    assert read_frame(io.BytesIO(stream.getvalue())) == b"frame"
    assert read_frame(io.BytesIO(stream.getvalue()[:cut])) is None


@pytest.mark.parametrize("kind", [WorkerDied, TookTooLong])
def test_errors_pickle(kind: type[UnreadableSource]) -> None:
    error = kind("why", reason_zh="为什么", source="a.txt")
    again = pickled(error)
    assert (type(again), str(again), again.source) == (kind, str(error), "a.txt")


def test_what_was_not_read_cannot_be_checked_and_says_why(tmp_path: Path) -> None:
    source = tmp_path / "recipe.txt"
    source.write_text("番茄炒蛋", encoding="utf-8")
    (failure,) = parse_many([source])
    calls: tuple[Callable[[Any], object], ...] = (
        check,
        lambda one: check_series([one]),
        lambda one: check_rollup(Report(), [one]),
        lambda one: check_rollup(one, []),
        lambda one: group_by_organ([one]),
    )
    for call in calls:
        with pytest.raises(
            TypeError, match=r"recipe\.txt was not read, .* not a government information .*未能读取.*不是"
        ):
            call(failure)
        with pytest.raises(TypeError, match=r"a report is needed, and NoneType is none.*需要一份报告"):
            call(None)
