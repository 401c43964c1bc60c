"""First days that runs share which differ only in what comes later: they are played once."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.engine.tables.state import State, columns_of
from sim.model import saving

if TYPE_CHECKING:
    from sim.model.trade_model import TradeModel


def play(model: "TradeModel", path: Path, days: int, moves: Mapping[str, Any]) -> None:
    """Go on from where another run has left these days in a file; or play them, and leave them.

    model  before its first day
    moves  what of a scenario moves anything on these days; nor may the openings differ in one bit
    """
    asked = {**moves, "opening": _hash_of(model.state)}
    if not saving.go_on(model, path, asked):
        model.play(days)
        saving.save(model, path, asked)


def _hash_of(state: State) -> str:
    """SHA-256 (hex) of all columns."""
    digest = hashlib.sha256()
    for column in columns_of(state).values():
        digest.update(np.ascontiguousarray(column).tobytes())
    return digest.hexdigest()
