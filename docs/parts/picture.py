"""A picture of the model itself, which says in its metadata what it shows."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from matplotlib.figure import Figure
from PIL import Image

from sim.views.style import house_style

DPI = 150
SHOWS = "Description"  # a key of PNG's


class Picture(NamedTuple):
    """What is drawn, and how."""

    shows: Callable[[], str]  # all that the code says and the picture draws, as text
    figure: Callable[[], Figure]

    def draw(self, path: Path) -> None:
        """Write the picture."""
        path.parent.mkdir(exist_ok=True)
        with house_style():
            metadata = {SHOWS: self.shows(), "Software": None}
            self.figure().savefig(path, dpi=DPI, metadata=metadata)

    def is_new(self, path: Path) -> bool:
        """Whether the picture there shows what the code says now."""
        with Image.open(path) as image:
            return image.info.get(SHOWS) == self.shows()
