"""How a command ends: 0 done, 1 failed, 2 wrong input, 130 Ctrl-C, 141 nobody reads, 143 SIGTERM.

What the user can mend is one line an error, without a traceback. Anything else is a bug and keeps
its traceback.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from sim.cli.spelling import spelt
from sim.scenario.visible import one_line, visible

UsageError: type[Any] = typer.BadParameter.__mro__[1]  # typer brings its own click, or uses click

FAILED, WRONG_INPUT, INTERRUPTED, NO_READER, TERMINATED = 1, 2, 130, 141, 143


class StdoutLostError(Exception):
    """Nothing more can be printed."""

    def __init__(self, error: OSError) -> None:
        self.error = error
        super().__init__(str(error))


class PlainEndings(TyperGroup):
    """The group of commands; it turns what they raise into messages and exit codes."""

    def main(self, *args: Any, **how: Any) -> Any:
        """Run the program; it does not begin where nobody could read what it has to say."""
        if sys.stderr is None:
            sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - as long as the program
        if sys.stdout is None:
            say("stdout is closed; send it to a file, or to /dev/null")
            sys.exit(FAILED)
        try:
            return super().main(*args, **how)
        except OSError as error:  # of help and version, which are printed on the way
            _end_without_stdout(error)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words of the command line."""
        with _plainly_told():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        before = signal.signal(signal.SIGTERM, _terminate)
        try:
            with _plainly_told():
                return super().invoke(ctx)
        except KeyboardInterrupt as hint:
            say(f"interrupted; {hint}" if str(hint) else "interrupted")
            raise typer.Exit(INTERRUPTED) from None
        except StdoutLostError as lost:
            _end_without_stdout(lost.error)
        except Exception as error:
            code, lines = told(error)
            if not lines:
                raise
            for line in lines:
                say(line)
            raise typer.Exit(code) from None
        finally:
            signal.signal(signal.SIGTERM, before)


@contextmanager
def kept_runs() -> Iterator[None]:
    """Ctrl-C, and a disk that is full, say that finished runs are kept."""
    from sim.experiments.errors import WriteFailedError

    kept = "the same command does only what is missing"
    try:
        yield
    except KeyboardInterrupt:
        raise KeyboardInterrupt(kept) from None
    except WriteFailedError:
        say(f"finished runs are kept; {kept}")
        raise


@contextmanager
def saved_run(file: Path) -> Iterator[None]:
    """Ctrl-C says that a run that has been saved to a file can go on."""
    try:
        yield
    except KeyboardInterrupt:
        hint = "the same command goes on from the last save" if file.exists() else ""
        raise KeyboardInterrupt(hint) from None


def told(error: Exception) -> tuple[int, list[str]]:
    """Exit code and lines for an error that is no bug; no lines for a bug."""
    from sim.engine.machine.numba_release import NumbaReleaseError

    if isinstance(error, NumbaReleaseError):
        return WRONG_INPUT, [str(error)]
    from sim.experiments import RunFailedError, UserError
    from sim.experiments.errors import WriteFailedError
    from sim.scenario import ScenarioErrors

    if isinstance(error, ScenarioErrors):
        return WRONG_INPUT, str(error).splitlines()
    if isinstance(error, UserError):
        return WRONG_INPUT, [one_line(str(error))]
    if isinstance(error, WriteFailedError):
        return FAILED, [one_line(str(error))]
    if isinstance(error, RunFailedError):
        return FAILED, [*error.details.splitlines(), *str(error).splitlines()]
    if isinstance(error, OSError):
        name = type(error).__name__ if error.filename is None else os.fsdecode(error.filename)
        return FAILED, [one_line(f"{name}: {error.strerror or error}")]
    return FAILED, []


@contextmanager
def printing() -> Iterator[None]:
    """What is printed arrives at once, or raises StdoutLostError."""
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        raise StdoutLostError(error) from None


def say(line: str) -> None:
    """A line for the person at the terminal; stdout stays free for results."""
    typer.echo(spelt(visible(line), sys.stderr.encoding), err=True)


@contextmanager
def _plainly_told() -> Iterator[None]:
    """What is wrong with a command line repeats its words, which come from outside."""
    try:
        yield
    except UsageError as error:
        error.message = visible(error.message)
        raise


def _end_without_stdout(error: OSError) -> NoReturn:
    """End where stdout takes nothing more: quietly if its reader has had enough."""
    nobody_reads = isinstance(error, BrokenPipeError)
    if not nobody_reads:
        say(f"stdout: {error.strerror}")
    # What is still waiting to be written would be tried again when Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(NO_READER if nobody_reads else FAILED)


def _terminate(signum: int, frame: FrameType | None) -> NoReturn:
    """End at once, wherever the program stands, with workers killed and nothing half-written.

    An exception would not do: raised while a library is calling back, it is swallowed there, and
    the program would go on. What is written appears as a whole, so that any moment will do.
    """
    from sim.engine.files import remove_all_on_the_way

    for process in multiprocessing.active_children():
        process.kill()
    remove_all_on_the_way()
    if sys.stderr.isatty():
        sys.stderr.write("\x1b[?25h")  # a progress bar hides the cursor
        sys.stderr.flush()
    os._exit(TERMINATED)
