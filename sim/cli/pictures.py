"""The pictures of a result folder, drawn by what kind of result it holds."""

import logging
from pathlib import Path
from typing import Any

from sim.experiments.manifests import listed_in
from sim.experiments.own_files import PICTURES, check_free
from sim.experiments.places import result_folder
from sim.experiments.results import Result, add_pictures

# It would tell, in lines of its own, that its folder for fonts can't be written, and goes on.
logging.getLogger("matplotlib").setLevel(logging.ERROR)


def place(name: str, content: Any, out: Path | None, saving: bool = False) -> Path:
    """The folder of a new result and its pictures, as `result_folder` gives it."""
    folder = result_folder(name, content, out, saving)
    if (folder / PICTURES).exists():
        _check_pictures(folder)
    return folder


def draw(folder: Path) -> list[Path]:
    """Draw all pictures into the folder's own picture folder."""
    return add_pictures(folder, _draw)


def _draw(result: Result, into: Path) -> list[Path]:
    from sim.views import (
        draw_attribution,
        draw_calibration,
        draw_comparison,
        draw_guesses,
        draw_prediction,
        draw_run,
        draw_sweep,
    )

    by_kind = {
        "run": draw_run,
        "compare": draw_comparison,
        "sweep": draw_sweep,
        "attribution": draw_attribution,
        "tornado": draw_guesses,
        "calibration": draw_calibration,
        "prediction": draw_prediction,
    }
    return by_kind[result.manifest["kind"]](result, into)


def _check_pictures(folder: Path) -> None:
    """Refuse to draw over pictures of the user."""
    from sim.views import FILES

    check_free(folder, [f"{PICTURES}/{file}" for file in FILES], listed_in(folder))


def draw_one_map(folder: Path, outcome: str, scenario: str | None) -> list[Path]:
    """Draw a map of an outcome into the folder's own picture folder, beside what is there."""
    from sim.views import draw_map

    def one(result: Result, into: Path) -> list[Path]:
        return draw_map(result, into, outcome, scenario)

    return add_pictures(folder, one, beside=True)
