"""Processes of one's own as an executor: one that dies or hangs is replaced, and only its own call fails."""

from __future__ import annotations

import gc
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection, Pipe, wait
from multiprocessing.context import SpawnProcess
from pickle import PicklingError
from time import monotonic
from typing import Any, ParamSpec, TypeVar

from stexcel.own_limits import hold_memory

P = ParamSpec("P")
R = TypeVar("R")

LIMIT = 300.0
"""Seconds that a call may take, or the start of its process, before it is taken to hang."""
_LOADED = "loaded"
_MOST = 61
"""Windows cannot wait for more things than about this."""


class ProcessDied(Exception):
    """The process ended while it was at work on the call."""


class ProcessHung(Exception):
    """The call took longer than the limit, and its process was ended."""


@dataclass
class _Call:
    """What is to be done, and where the outcome goes."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: dict[str, Any]
    future: Future[Any] = field(default_factory=Future)


@dataclass
class _Worker:
    """One process and the line to it; ``call`` is what it is at work on since ``begun``."""

    process: SpawnProcess
    line: Connection
    call: _Call | None = None
    begun: float = 0.0
    is_loaded: bool = False
    """Whether what its calls need has been imported, which is no work on a call."""


class Processes(Executor):
    """At most ``jobs`` processes, started with ``spawn`` as calls come: that works alike on every operating system.

    Functions, arguments and results must be picklable. A future raises :class:`ProcessDied` or :class:`ProcessHung`
    where its process was lost; all other calls go on. ``shutdown(cancel_futures=True)`` also ends calls at work.

    ``limit`` is how many seconds a call may take, and ``memory`` how many bytes a process may take above what it needs
    to be there at all; a system that cannot hold processes to that does without (:mod:`stexcel.own_limits`).
    """

    def __init__(self, jobs: int, *, limit: float = LIMIT, memory: int | None = None) -> None:
        self._jobs = max(1, min(jobs, _MOST))
        self._limit, self._memory = limit, memory
        self._queue: deque[_Call] = deque()
        self._workers: list[_Worker] = []
        self._lock = threading.Lock()
        self._closing = self._breaking = self._rung = False
        self._bell, self._button = Pipe(duplex=False)
        self._thread = threading.Thread(target=self._serve, name="stexcel-processes", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        call = _Call(fn, args, kwargs)
        with self._lock:
            if self._closing:
                raise RuntimeError("the processes are shut down")
            self._queue.append(call)
            self._ring()
        return call.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        with self._lock:
            self._closing, self._breaking = True, self._breaking or cancel_futures
            self._ring()
        if wait:
            self._thread.join()

    def _ring(self) -> None:
        """Wakes the thread; once is enough until it has heard, since a line that nobody empties would fill up."""
        if not self._rung:
            self._rung = True
            self._button.send_bytes(b"!")

    def _serve(self) -> None:
        """Hands out calls and takes in results until everything is done and no more will come."""
        try:
            while not self._is_over():
                self._hand_out()
                self._wait()
                self._end_hung()
        finally:
            self._leave()

    def _wait(self) -> None:
        """Takes in whatever comes first: results, deaths, or new calls."""
        busy = [worker for worker in self._workers if worker.call is not None]
        ready = wait([self._bell, *(worker.line for worker in busy)], self._time_left())
        for worker in busy:
            if worker.line in ready:
                self._take_in(worker)
        if self._bell in ready:
            with self._lock:
                self._bell.recv_bytes()
                self._rung = False

    def _is_over(self) -> bool:
        with self._lock:
            idle = not self._queue and all(worker.call is None for worker in self._workers)
            return self._breaking or (self._closing and idle)

    def _leave(self) -> None:
        """Ends the processes and whatever still waits for them; nothing more is taken in."""
        with self._lock:
            self._closing = True
            waiting = list(self._queue)
            self._queue.clear()
        for call in waiting:
            call.future.cancel()
        for worker in list(self._workers):
            self._lose(worker, ProcessDied())

    def _hand_out(self) -> None:
        """Gives waiting calls to idle processes, and starts one where there may be more."""
        while True:
            worker = next((one for one in self._workers if one.call is None), None)
            call = self._next() if worker is not None or len(self._workers) < self._jobs else None
            if call is None:
                return
            try:
                worker = worker or self._start()
                worker.call, worker.begun = call, monotonic()
                worker.line.send((call.function, call.arguments, call.named))
            except Exception as error:  # noqa: BLE001 - told to whoever asked, be it a system without room or a bad call
                if worker is None:
                    call.future.set_exception(error)
                else:
                    self._lose(worker, ProcessDied() if isinstance(error, OSError) else error)

    def _start(self) -> _Worker:
        ours, theirs = Pipe()
        process = get_context("spawn").Process(target=_work, args=(theirs, self._memory), daemon=True)
        process.start()
        theirs.close()  # so that the line ends when the process does
        self._workers.append(_Worker(process, ours))
        return self._workers[-1]

    def _next(self) -> _Call | None:
        with self._lock:
            while self._queue:
                call = self._queue.popleft()
                if call.future.set_running_or_notify_cancel():
                    return call
        return None

    def _take_in(self, worker: _Worker) -> None:
        """The outcome of a call; a process that has died has closed its line."""
        try:
            message = worker.line.recv()
            if message == _LOADED:
                worker.is_loaded, worker.begun = True, monotonic()
                return
            done, outcome = message
        except Exception as error:  # noqa: BLE001 - told to whoever asked, be it a death or a result that nobody can read
            self._lose(worker, ProcessDied() if isinstance(error, EOFError | OSError) else error)
            return
        call, worker.call = worker.call, None
        if call is not None and done:
            call.future.set_result(outcome)
        elif call is not None:
            call.future.set_exception(outcome)

    def _end_hung(self) -> None:
        now = monotonic()
        for worker in [one for one in self._workers if one.call is not None and now > self._latest(one)]:
            if not worker.line.poll():
                self._lose(worker, ProcessHung())

    def _lose(self, worker: _Worker, error: Exception) -> None:
        """Ends a process, which has nothing of its own to put in order; its call fails with the error."""
        self._workers.remove(worker)
        worker.line.close()
        worker.process.kill()
        worker.process.join()
        if worker.call is not None:
            worker.call.future.set_exception(error)

    def _time_left(self) -> float | None:
        """Seconds until a call that is at work now would be taken to hang."""
        latest = [self._latest(worker) for worker in self._workers if worker.call is not None]
        return max(0.0, min(latest) - monotonic()) if latest else None

    def _latest(self, worker: _Worker) -> float:
        """When the call of a worker is taken to hang; its process is given the usual time to start."""
        return worker.begun + (self._limit if worker.is_loaded else max(self._limit, LIMIT))


def _work(line: Connection, memory: int | None) -> None:
    """What a process does: calls that come on the line, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it hears the interrupt, and ends it
    while True:
        try:
            call = line.recv()
            _get_ready(line, memory)
            outcome = _outcome(*call)
        except (EOFError, OSError):
            return
        except Exception as error:  # noqa: BLE001 - a call that cannot be read here is told where it was made
            outcome = False, error
        try:
            line.send(outcome)
            _freeze()
        except OSError:
            return
        except (AttributeError, PicklingError, TypeError, ValueError) as error:
            line.send((False, RuntimeError(f"the outcome cannot be sent: {error}")))


@cache
def _get_ready(line: Connection, memory: int | None) -> None:
    """Once the first call has come, all that calls need is imported: from now on time and memory count."""
    if memory is not None:
        hold_memory(memory)
    line.send(_LOADED)


@cache
def _freeze() -> None:
    """What the first call has loaded stays for good: looking through it for garbage takes a tenth of the time."""
    gc.freeze()


def _outcome(function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments, **named)
    except Exception as error:  # noqa: BLE001 - raised again where the call was made
        return False, error
