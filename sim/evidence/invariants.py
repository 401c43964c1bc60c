"""What must hold in any run, tried on a few weeks of the country in miniature."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from sim.engine.bits import bits_of
from sim.evidence.finding import DIFFERS, Finding, same
from sim.model import TradeModel
from sim.model.calendar import days_in_all, first_day
from sim.model.checks.conservation import BreachError

COUNTRY: dict[str, Any] = {
    "scale": 20_000,
    "calendar.start": date(2016, 3, 1),
    "calendar.end": date(2016, 4, 15),
    "calendar.warmup_days": 14,
}
LEVER_DATE = date(2016, 4, 1)
LEVERS: dict[str, Any] = {
    f"levers.{name}": {"level": 0.7, "from": LEVER_DATE}
    for name in ("analytics", "direct_ordering", "fast_replenishment")
}
OTHERWISE: dict[str, dict[str, Any]] = {  # how a run may be cut, with the same bits
    "played again": {},
    "64 shelves at a time": {"chunk_shelves": 64},
    "100,000 shelves at a time": {"chunk_shelves": 100_000},
    "by two threads": {"threads": 2},
}


def country(levers: dict[str, Any] = LEVERS, **how: Any) -> TradeModel:
    """The country before its first day; seven shops in ten get every lever on LEVER_DATE.

    how  chunk_shelves, threads
    """
    return TradeModel("base", **how, **COUNTRY, **levers)


def conservation() -> list[Finding]:
    """Goods and money are conserved every day; who pays and who receives add up."""
    model = country()
    try:
        model.run()
    except BreachError as breach:
        return [Finding("goods and money", "conserved", str(breach), None, None, DIFFERS)]
    flows = model.tables()["transaction_flows"]
    sums = [column[-1] for name, column in flows.items() if name != "flow"]
    return [
        same("days with goods and money conserved", days_in_all(model.asked), model.day),
        same("flow matrix, largest sum of a column", 0.0, float(np.abs(sums).max())),
        same("flow matrix, largest sum of a row", 0.0, float(np.abs(flows["total"]).max())),
    ]


def same_bits() -> list[Finding]:
    """One seed, one run: played again, cut into other chunks, shared by threads."""
    bits = bits_of(country().run().state)
    return [
        same(f"bits, {said}", bits, bits_of(country(**how).run().state))
        for said, how in OTHERWISE.items()
    ]


def pairing() -> list[Finding]:
    """Until levers are switched on, on the evening before, a run is its pair without them."""
    without, having = country(levers={}), country()
    for _ in range((LEVER_DATE - first_day(having.asked)).days - 1):
        without.step()
        having.step()
    before = same("bits until levers begin", bits_of(without.state), bits_of(having.state))
    changed = bits_of(without.run().state) != bits_of(having.run().state)
    return [before, same("levers change bits afterwards", "yes", "yes" if changed else "no")]


INVARIANTS: dict[str, Callable[[], list[Finding]]] = {
    function.__name__: function for function in (conservation, same_bits, pairing)
}
