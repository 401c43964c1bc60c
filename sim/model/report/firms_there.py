"""How many real firms there are, where firms open and close."""

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.model.report.areas import ByProvince
from sim.model.report.ratios import ratio
from sim.phases.entry.review import size_of

KINDS = ("shop_owner", "middleman", "manufacturer")


def firms_there(state: State, opening_open: NDArray[np.uint8]) -> dict[str, ByProvince]:
    """Real firms of each of KINDS today, by province, over scale.

    opening_open  (keepers,): who traded when counting began
    """
    roles = state.roles
    brokers = _middlemen(state, "broker", roles.brokers, opening_open)
    of_kinds = (
        _firms(state, "shop_owner", 0, opening_open, 1.0),
        np.sum([*wholesalers_there(state, opening_open), brokers], axis=0),
        # What a maker pays follows its capacity and does not tell its size.
        _firms(state, "manufacturer", roles.makers, opening_open, 1.0),
    )
    return dict(zip(KINDS, of_kinds, strict=True))


def wholesalers_there(state: State, opening_open: NDArray[np.uint8]) -> list[ByProvince]:
    """Real wholesalers of each tier today, the first first, by province, over scale."""
    tiers = range(1, state.roles.makers)
    return [_middlemen(state, f"tier{tier}", tier, opening_open) for tier in tiers]


def _middlemen(state: State, kind: str, level: int, opening_open: NDArray[np.uint8]) -> ByProvince:
    """Of a market's last one a part may have left."""
    return _firms(state, kind, level, opening_open, size_of(state, state.keepers_at(level)))


def _firms(
    state: State,
    kind: str,
    level: int,
    opening_open: NDArray[np.uint8],
    size: NDArray[np.float64] | float,
) -> ByProvince:
    """Each who is there stands for as many as one did when counting began, times `size`."""
    rows, real = state.keepers_at(level), state.represented[kind]
    province, now = state.keepers.province[rows], np.asarray(state.keepers.open[rows])
    before = np.bincount(province, opening_open[rows], len(real))
    each: ByProvince = np.where(before > 0.0, ratio(real, before), 1.0)
    return each * np.bincount(province, now * size, len(real))
