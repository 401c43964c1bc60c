"""A run that saves itself: all columns of its state and what its recorder remembers, in one file.

A run that goes on from there gives the same bits as one that was never stopped.
"""

import json
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.engine.files import written_aside
from sim.engine.sources import source_hash
from sim.engine.tables.columns import allocate
from sim.engine.tables.shelves import Book
from sim.engine.tables.state import State, columns_of

if TYPE_CHECKING:
    from sim.model.trade_model import TradeModel

ABOUT, MEMORY, BOOK = "about", "recorder.", "book."
type Asked = Mapping[str, Any]
SAID = {"scenario", "seed", "sources", "day", "run_s", "arrays"}

# What reading a file may end in that is torn, or no file of arrays at all.
DAMAGED = (
    OSError,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    MemoryError,
    OverflowError,
    SyntaxError,
)


def save(model: "TradeModel", path: Path, asked: Asked | None = None) -> None:
    """Write the run as it stands between two days; the file is whole or not there.

    asked  what a scenario that goes on from there has to have in common with it; None: all
    """
    arrays: dict[str, Any] = dict(columns_of(model.state))
    arrays |= {MEMORY + name: array for name, array in model.recorder.memory().items()}
    about = identity(model, asked) | {
        "day": model.day,
        "run_s": model.run_s,
        "arrays": _forms(arrays),
    }
    content: dict[str, Any] = {ABOUT: json.dumps(about), **arrays}
    with written_aside(path) as aside, aside.open("wb") as file:
        np.savez(file, **content)


def go_on(model: "TradeModel", path: Path, asked: Asked | None = None) -> bool:
    """Bring a new model to where a saved run of the same scenario, seed and sources stood.

    asked  as in `save`
    Returns False where the file is missing, damaged or of another run.
    """
    same = identity(model, asked)
    about = read_about(path)
    if about is None or {key: about[key] for key in same} != same:
        return False
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            arrays = {name: saved[name] for name in saved.files if name != ABOUT}
    except DAMAGED:
        return False
    if _forms(arrays) != about["arrays"]:
        return False
    _fill(model.state, arrays)
    memory = (name for name in arrays if name.startswith(MEMORY))
    model.recorder.recall({name.removeprefix(MEMORY): arrays[name] for name in memory})
    model.day, model.run_s = about["day"], about["run_s"]
    model.running = model.day < model.days_total
    return True


def read_about(path: Path) -> dict[str, Any] | None:
    """What a saved run says about itself; None where the file is anything else."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            about = json.loads(str(saved[ABOUT]))
    except DAMAGED:
        return None
    known = isinstance(about, dict) and about.keys() >= SAID
    return about if known else None


def identity(model: "TradeModel", asked: Asked | None = None) -> dict[str, Any]:
    """What has to be the same for a run to go on; asked: of the scenario, as in `save`."""
    scenario = json.loads(json.dumps(asked or model.asked.resolved, default=str))
    return {"scenario": scenario, "seed": model.run_seed, "sources": source_hash()}


def _forms(arrays: Mapping[str, Any]) -> dict[str, str]:
    """Type and shape of each array, so that a file whose arrays were changed is not read."""
    return {
        name: f"{array.dtype.str} {array.shape}"
        for name, array in ((name, np.asarray(array)) for name, array in arrays.items())
    }


def _fill(state: State, saved: Mapping[str, Any]) -> None:
    """Columns are filled in place; the book of orders may have grown."""
    lines = len(saved[BOOK + "shelf"])
    if lines != len(state.book.shelf):
        state.replace_book(allocate(Book, lines, lines=(1,)))
    for name, column in columns_of(state).items():
        column[...] = saved[name]
