"""What is wrong with a scenario file, and where: one line a problem, all problems at once."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from sim.scenario.visible import one_line

SHOWN = 60  # characters of a wrong value that a message repeats
MOST_TOLD = 20  # problems that are told; of more, how many there are


class Position(NamedTuple):
    """A place in a file as an editor counts it, from 1."""

    file: str  # as the user gave it
    line: int = 1
    column: int = 1


class Problem(NamedTuple):
    """One thing that is wrong, what is allowed there, and what was probably meant."""

    position: Position
    key: str  # dotted; empty when the whole file is at fault
    wrong: str
    allowed: str = ""
    suggestion: str = ""

    def __str__(self) -> str:
        """`file:line:column: key: what is wrong; allowed: ...; did you mean ...?`."""
        parts = [self.wrong]
        if self.allowed:
            parts.append(f"allowed: {self.allowed}")
        if self.suggestion:
            parts.append(f"did you mean {self.suggestion}?")
        where = ":".join(str(part) for part in self.position)
        subject = f"{self.key}: " if self.key else ""
        return one_line(f"{where}: {subject}{'; '.join(parts)}")


class ScenarioErrors(Exception):  # noqa: N818 - it holds many
    """Everything that is wrong with what the user asked for."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        unique = list(dict.fromkeys(problems))  # two passes may notice the same
        files = list(dict.fromkeys(problem.position.file for problem in unique))
        self.problems = sorted(
            unique, key=lambda problem: (files.index(problem.position.file), problem.position[1:])
        )
        lines = [str(problem) for problem in self.problems[:MOST_TOLD]]
        more = len(self.problems) - len(lines)
        if more:
            lines.append(f"and {more:,} more problems, {len(self.problems):,} in all")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type["ScenarioErrors"], tuple[list[Problem]]]:
        return ScenarioErrors, (self.problems,)


def shown(value: object) -> str:
    """A wrong value as a message repeats it, cut when it is long."""
    if value is None:
        return "nothing"
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."


def nearest(word: str, words: Iterable[str]) -> str:
    """The word that was probably meant, or "" when none is close.

    A key given without its group counts as close to the full key.
    """
    candidates = list(words)
    same_name = [candidate for candidate in candidates if candidate.endswith(f".{word}")]
    matches = same_name or get_close_matches(word, candidates, n=1)
    return matches[0] if matches else ""
