"""A terminal on which every text is shown as it is: no markup in it, and nothing that steers."""

import errno
import os
from typing import Any, NoReturn

from rich.console import Console
from rich.text import Text

from sim.cli.spelling import spelt
from sim.scenario.visible import visible


class PlainConsole(Console):
    """A console for tables whose cells come from scenarios, files and manifests."""

    def __init__(self, **how: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **how)

    def on_broken_pipe(self) -> NoReturn:
        """Leave it to the end of the command."""
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    def render_str(self, text: str, **how: Any) -> Text:
        """Text of a cell, a heading or a caption; the columns' style is kept."""
        return super().render_str(spelt(visible(text), self.encoding), **how)
