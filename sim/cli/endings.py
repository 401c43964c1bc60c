"""How a command ends: 0 done, 1 failed, 2 wrong input, 130 Ctrl-C.

What the user can mend is one line an error, without a traceback. Anything else is a bug and keeps
its traceback.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

FAILED, WRONG_INPUT, INTERRUPTED, TERMINATED = 1, 2, 130, 143


class PlainEndings(TyperGroup):
    """The group of commands; it turns what they raise into messages and exit codes."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        before = signal.signal(signal.SIGTERM, _terminate)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as hint:
            say(f"interrupted; {hint}" if str(hint) else "interrupted")
            raise typer.Exit(INTERRUPTED) from None
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
    """Ctrl-C says that finished runs are kept."""
    try:
        yield
    except KeyboardInterrupt:
        raise KeyboardInterrupt("the same command does only what is missing") from None


def told(error: Exception) -> tuple[int, list[str]]:
    """Exit code and lines for an error that is no bug; no lines for a bug."""
    from sim.engine.numba_release import NumbaReleaseError

    if isinstance(error, NumbaReleaseError):
        return WRONG_INPUT, [str(error)]
    from sim.experiments import RunFailedError, UserError
    from sim.scenario import ScenarioErrors

    if isinstance(error, UserError | ScenarioErrors):
        return WRONG_INPUT, str(error).splitlines()
    if isinstance(error, RunFailedError):
        return FAILED, [*error.details.splitlines(), *str(error).splitlines()]
    return FAILED, []


def say(line: str) -> None:
    """A line for the person at the terminal; stdout stays free for results."""
    typer.echo(line, err=True)


def _terminate(signum: int, frame: FrameType | None) -> NoReturn:
    """End as Ctrl-C does, so that workers are killed and nothing stays half-written."""
    raise SystemExit(TERMINATED)
