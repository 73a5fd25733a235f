"""Calls made on any executor, with their results in the order of the calls, and trouble kept to the call it
comes from."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any, Generic, TypeVar

from attrs import frozen

from ..limits import DEFAULT_LIMITS, Limits
from .pool import TookTooLong, WorkerPool, WorkersUnavailable, loaded, processors

__all__ = ["Settled", "in_order"]

P = TypeVar("P")
R = TypeVar("R")
S = TypeVar("S")

_LOOKAHEAD = 16


@frozen
class Settled(Generic[S]):
    """A place in the order whose result is known without a call."""

    value: S


@frozen(eq=False)
class _Waiting(Generic[P, R]):
    """A call that was begun: on the executor given (`theirs`), or in a process of our own."""

    payload: P
    own: Future[bytes]
    theirs: Future[R] | None = None

    @property
    def future(self) -> Future[Any]:
        return self.theirs or self.own


class _Runner(Generic[P, R]):
    """Makes calls on the executor given; where that fails, in processes of our own."""

    def __init__(
        self,
        function: Callable[[P], R],
        alone: Callable[[P], R],
        executor: Executor | None,
        workers: int,
        timeout: float | None,
        limits: Limits,
        pool: WorkerPool | None,
    ) -> None:
        self._function = function
        self._function_here = alone
        self._executor = executor
        self._workers = workers
        self._timeout = timeout
        self._limits = limits
        self._given = pool
        self._own = pool

    def start(self, payload: P) -> _Waiting[P, R]:
        if self._executor is not None:
            try:
                theirs = self._executor.submit(self._function, payload)
                return _Waiting(payload, Future(), theirs)
            except BrokenExecutor:
                self._executor = None
        return _Waiting(payload, self._alone(payload))

    def take(self, waiting: _Waiting[P, R] | Settled[S]) -> tuple[P | Settled[S], R | S | Exception]:
        """What was called for, with its result."""
        if isinstance(waiting, Settled):
            return waiting, waiting.value
        return waiting.payload, self._finish(waiting)

    def _finish(self, waiting: _Waiting[P, R]) -> R | Exception:
        """The result; the error where the call is at fault."""
        if waiting.theirs is None:
            return self._outcome(waiting.own)
        theirs = waiting.theirs
        try:
            return theirs.result(self._timeout)
        except BrokenExecutor:
            # The executor cannot be mended from here, nor does it say whose fault it was.
            self._executor = None
        except FutureTimeoutError:
            theirs.cancel()
            second = self._outcome(self._alone(waiting.payload))
            if not isinstance(second, TookTooLong):
                # It was not slow: its turn never came, since all workers there are held up.
                self._executor = None
            return second
        except Exception:  # noqa: BLE001, S110 - the function itself raises nothing: the executor lost the call
            pass
        return self._outcome(self._alone(waiting.payload))

    def _alone(self, payload: P) -> Future[bytes]:
        if self._own is None:
            seconds = self._limits.worker_seconds if self._timeout is None else self._timeout
            self._own = WorkerPool(self._workers, timeout=seconds, memory=self._limits.worker_memory)
        return self._own.submit_unloaded(self._function_here, payload)

    @staticmethod
    def _outcome(future: Future[bytes]) -> R | Exception:
        try:
            result: R = loaded(future.result())
            return result
        except WorkersUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - it is this call's result
            return error

    def close(self) -> None:
        if self._own is not None and self._own is not self._given:
            self._own.close()


def in_order(
    payloads: Iterable[P | Settled[S]],
    function: Callable[[P], R],
    *,
    alone: Callable[[P], R] | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    timeout: float | None = None,
    lookahead: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
    pool: WorkerPool | None = None,
) -> Generator[tuple[P | Settled[S], R | S | Exception], None, None]:
    """Each payload with what the function makes of it, in order; an exception stands for a call that came to
    nothing.

    `function` must not raise by itself and be importable by name. Without executor and workers the calls are
    made here, one when asked for. `lookahead` bounds the calls begun and not yet given out. The executor is
    never shut down. A call that kills the executor's worker, is lost by it or takes too long there is made
    once more, in a process of our own: what happens there is what counts, within the time and the memory
    that `limits` gives a worker (`alone` is called there, where it is not the same function). A broken
    executor is left for good, then all further calls are made in such processes: those of `pool`, which is
    left open, where it is given. What `payloads` raise comes after the results of those before.
    """
    if executor is None and workers is None and timeout is None and pool is None:
        for payload in payloads:
            yield payload, payload.value if isinstance(payload, Settled) else function(payload)
        return
    width = workers or getattr(executor, "_max_workers", None) or 1
    if workers is None:
        workers = min(width, processors())
    bound = max(_LOOKAHEAD, 4 * width) if lookahead is None else lookahead
    runner = _Runner(function, alone or function, executor, workers, timeout, limits, pool)
    line: deque[_Waiting[P, R] | Settled[S]] = deque()
    trouble: Exception | None = None
    try:
        coming = iter(payloads)
        while True:
            try:
                payload = next(coming)
            except StopIteration:
                break
            except Exception as error:  # noqa: BLE001 - it is raised below, when what came before is given out
                trouble = error
                break
            line.append(payload if isinstance(payload, Settled) else runner.start(payload))
            while line and (len(line) >= bound or _is_done(line[0])):
                yield runner.take(line.popleft())
        while line:
            yield runner.take(line.popleft())
        if trouble is not None:
            raise trouble
    finally:
        for waiting in line:
            if isinstance(waiting, _Waiting):
                waiting.future.cancel()
        runner.close()


def _is_done(waiting: _Waiting[P, R] | Settled[S]) -> bool:
    return isinstance(waiting, Settled) or waiting.future.done()
