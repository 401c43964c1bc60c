"""A run that saves itself: all columns of its state and what its recorder remembers, in one file.

A run that goes on from there gives the same bits as one that was never stopped.
"""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.engine.columns import allocate
from sim.engine.files import written_aside
from sim.engine.shelf_tables import Book
from sim.engine.sources import source_hash
from sim.engine.state import State, columns_of

if TYPE_CHECKING:
    from sim.model.trade_model import TradeModel

ABOUT, MEMORY, BOOK = "about", "recorder.", "book."


def save(model: "TradeModel", path: Path) -> None:
    """Write the run as it stands between two days; the file is whole or not there."""
    about = identity(model) | {"day": model.day, "run_s": model.run_s}
    content: dict[str, Any] = {ABOUT: json.dumps(about), **columns_of(model.state)}
    content |= {MEMORY + name: array for name, array in model.recorder.memory().items()}
    with written_aside(path) as aside, aside.open("wb") as file:
        np.savez(file, **content)


def go_on(model: "TradeModel", path: Path) -> bool:
    """Bring a new model to where a saved run of the same scenario, seed and sources stood.

    Returns False where the file is missing, torn or of another run.
    """
    asked = identity(model)
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            about = json.loads(str(saved[ABOUT]))
            if {key: about[key] for key in asked} != asked:
                return False
            arrays = {name: saved[name] for name in saved.files if name != ABOUT}
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile):
        return False
    _fill(model.state, arrays)
    memory = (name for name in arrays if name.startswith(MEMORY))
    model.recorder.recall({name.removeprefix(MEMORY): arrays[name] for name in memory})
    model.day, model.run_s = about["day"], about["run_s"]
    model.running = model.day < model.days_total
    return True


def identity(model: "TradeModel") -> dict[str, Any]:
    """What has to be the same for a run to go on."""
    scenario = json.loads(json.dumps(model.asked.resolved, default=str))
    return {"scenario": scenario, "seed": model.run_seed, "sources": source_hash()}


def _fill(state: State, saved: Mapping[str, Any]) -> None:
    """Columns are filled in place; the book of orders may have grown."""
    lines = len(saved[BOOK + "shelf"])
    if lines != len(state.book.shelf):
        state.replace_book(allocate(Book, lines, lines=(1,)))
    for name, column in columns_of(state).items():
        column[...] = saved[name]
