"""The worker pool survives killed workers, blames only the job that kills, and ends on request."""

import os
import signal
import time
from pathlib import Path

import pytest

from sim.experiments.pool import ATTEMPTS, Failure, run_jobs
from sim.scenario import Position, Problem, ScenarioErrors


def double(number: int) -> int:
    return 2 * number


def fail_on_three(number: int) -> int:
    if number == 3:
        raise ValueError("three is\ntoo many")
    return number


def die_once(job: tuple[int, str]) -> int:
    number, marker = job
    if number == 2 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_always(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02)
    return number


def wait_long(marker: str) -> None:
    Path(marker).write_text(str(os.getpid()))
    time.sleep(60)


def process_ends(pid: int, within: float = 5.0) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists() and stat.read_text().split()[2] == "Z":
            return True
        time.sleep(0.02)
    return False


def test_every_job_comes_back_with_its_result() -> None:
    assert dict(run_jobs(double, range(20), workers=2)) == {n: 2 * n for n in range(20)}


def test_no_jobs_is_no_work() -> None:
    assert list(run_jobs(double, [], workers=2)) == []


def test_jobs_are_taken_only_when_they_can_fly() -> None:
    taken: list[int] = []

    def jobs():
        for number in range(100):
            taken.append(number)
            yield number

    results = run_jobs(double, jobs(), workers=2)
    next(results)
    assert len(taken) <= 5
    results.close()


def ask_for_four(number: int) -> int:
    if number != 4:
        raise ScenarioErrors([Problem(Position("mine.py", number), "ordering", "it answers nan")])
    return number


def test_what_the_user_can_mend_comes_back_as_a_line() -> None:
    results = dict(run_jobs(ask_for_four, (3, 4), workers=2))
    assert results[4] == 4
    assert isinstance(results[3], Failure)
    assert results[3].error == "mine.py:3:1: ordering: it answers nan"
    assert [str(problem) for problem in results[3].problems] == [results[3].error]
    assert "Traceback" not in results[3].details


def test_an_exception_is_a_value_and_the_rest_goes_on() -> None:
    results = dict(run_jobs(fail_on_three, range(6), workers=2))
    failure = results.pop(3)
    assert isinstance(failure, Failure)
    assert failure.error == "ValueError: three is"
    assert "fail_on_three" in failure.details
    assert results == {0: 0, 1: 1, 2: 2, 4: 4, 5: 5}


def test_a_worker_killed_once_costs_nothing(tmp_path: Path) -> None:
    jobs = [(number, str(tmp_path / "died")) for number in range(8)]
    results = dict(run_jobs(die_once, jobs, workers=2))
    assert sorted(results.values()) == list(range(8))


def test_only_the_job_that_kills_its_worker_is_given_up() -> None:
    results = dict(run_jobs(die_always, range(8), workers=2))
    assert results.pop(1) == Failure(f"its worker process died {ATTEMPTS} times", "")
    assert results == {n: n for n in range(8) if n != 1}


def test_ctrl_c_kills_the_workers(tmp_path: Path) -> None:
    marker = tmp_path / "pid"

    def jobs():
        yield str(marker)
        while not (marker.exists() and marker.read_text()):
            time.sleep(0.01)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(run_jobs(wait_long, jobs(), workers=1))
    assert process_ends(int(marker.read_text()))


def test_closing_the_iterator_does_not_wait_for_the_rest() -> None:
    results = run_jobs(time.sleep, [0.0, 60.0, 60.0], workers=2)
    assert next(results) == (0.0, None)
    results.close()
