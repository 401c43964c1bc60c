"""A rule of the user's own in place of a built-in one: which it is, and by what it is known again.

It is code. So only who runs the program names it, on the command line or in Python; a scenario
file, which one may have from others, cannot.
"""

from pathlib import Path
from typing import NamedTuple


class Extension(NamedTuple):
    """Which function takes the place of which rule."""

    rule: str  # of `sim.model.own_rules.seams`
    function: str
    file: str  # as messages show it
    line: int  # where the function begins
    file_sha256: str  # empty where the function is of no file
    text_sha256: str  # of all that it is compiled from, the functions that it calls included
    path: Path | None  # where any process finds it; None: it is known in this process alone

    @property
    def resolved(self) -> dict[str, str]:
        """What a result keeps of it, in plain JSON types and without a folder of this machine."""
        return {
            "rule": self.rule,
            "function": self.function,
            "file": Path(self.file).name,
            "file_sha256": self.file_sha256,
            "text_sha256": self.text_sha256,
        }
