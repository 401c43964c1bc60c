"""Jobs spread over worker processes, of which any may be killed without losing the rest.

A killed worker breaks a whole ProcessPoolExecutor. Here the pool is built anew, and what was in
flight is done again: at most `ATTEMPTS` times a job, the last time alone, so that only the job that
kills its worker is given up. Failures are values.
"""

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait as wait_for_end
from typing import NamedTuple

from sim.engine.machine.waiting import WAIT, Silence
from sim.scenario.problems import Problem, ScenarioErrors

ATTEMPTS = 3
IN_FLIGHT_PER_WORKER = 2

# One thread a process, for each library that would start more. Read when a worker starts.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

# What Python says of workers that were killed: their semaphores are gone by then. Read as these.
TIDIED = "ignore:resource_tracker:UserWarning"


class Failure(NamedTuple):
    """Why a job has no result."""

    error: str  # one line
    details: str  # the worker's traceback; empty when the worker died
    problems: tuple[Problem, ...] = ()  # that the user can mend, where it failed by these


class _Task[J](NamedTuple):
    job: J
    attempts: int = 0  # how often a worker died with it

    @property
    def alone(self) -> bool:
        return self.attempts == ATTEMPTS - 1


def cpu_count() -> int:
    """Processors that this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_jobs[J, R](
    work: Callable[[J], R], jobs: Iterable[J], workers: int
) -> Iterator[tuple[J, R | Failure]]:
    """Yield each job with its result, or its `Failure`, in the order in which they finish.

    work     a function of a module (it is sent to the workers by name)
    jobs     its arguments, one a job; they may come lazily
    workers  processes, >= 1
    Closing the iterator, or Ctrl-C, kills the workers.
    """
    again = deque[_Task[J]]()
    unseen = (_Task(job) for job in jobs)
    flying: dict[Future[R | Failure], _Task[J]] = {}
    pool = _Pool(workers)
    try:
        while True:
            while len(flying) < workers * IN_FLIGHT_PER_WORKER:
                again.extend(islice(unseen, 0 if again else 1))
                if not again or (flying and any(t.alone for t in (again[0], *flying.values()))):
                    break
                task = again.popleft()
                flying[pool.submit(_attempt, work, task.job)] = task
            if not flying:
                return
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                task = flying.pop(future)
                if not isinstance(future.exception(), BrokenProcessPool):
                    yield task.job, future.result()
                elif task.alone:
                    yield task.job, Failure(f"its worker process died {ATTEMPTS} times", "")
                else:
                    again.append(task._replace(attempts=task.attempts + 1))
    finally:
        pool.kill()


def _attempt[J, R](work: Callable[[J], R], job: J) -> R | Failure:
    """Do one job in a worker; an exception comes back as text, since not all can be sent."""
    try:
        return work(job)
    except ScenarioErrors as error:
        return Failure(str(error).splitlines()[0], str(error), tuple(error.problems))
    except Exception as error:
        line = f"{type(error).__name__}: {error}".splitlines()[0]
        return Failure(line, traceback.format_exc())


class _Pool:
    """A ProcessPoolExecutor that is replaced when it has broken."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        for name in ONE_THREAD:
            os.environ.setdefault(name, "1")
        warnings = os.environ.get("PYTHONWARNINGS", "").split(",")
        if TIDIED not in warnings:
            os.environ["PYTHONWARNINGS"] = ",".join([*filter(None, warnings), TIDIED])
        self.start()

    def start(self) -> None:
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        self.executor = ProcessPoolExecutor(
            self.workers, mp_context=context, initializer=_prepare_worker
        )

    def submit[**P, R](
        self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> Future[R]:
        try:
            return self.executor.submit(function, *args, **kwargs)
        except BrokenProcessPool:
            self.kill()
            self.start()
            return self.executor.submit(function, *args, **kwargs)

    def kill(self) -> None:
        """End the workers now; `shutdown` alone would wait for their jobs."""
        # Python 3.14 has ProcessPoolExecutor.kill_workers; until then the processes are private.
        for process in list((self.executor._processes or {}).values()):
            process.kill()
        self.executor.shutdown(wait=True, cancel_futures=True)


def _prepare_worker() -> None:
    """Leave Ctrl-C and the telling to the parent, and end with it even if it is killed outright."""
    WAIT.teller = Silence()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait_for_end([parent.sentinel])
    os._exit(1)
