"""First days that runs share which differ only in what comes later: they are played once."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.engine.bits import bits_of
from sim.model import saving

if TYPE_CHECKING:
    from sim.model.trade_model import TradeModel


def play(model: "TradeModel", path: Path, days: int, moves: Mapping[str, Any]) -> None:
    """Go on from where another run has left these days in a file; or play them, and leave them.

    model  before its first day
    moves  what of a scenario moves anything on these days; nor may the openings differ in one bit
    """
    asked = {**moves, "opening": bits_of(model.state)}
    if not saving.go_on(model, path, asked):
        model.play(days)
        saving.save(model, path, asked)
