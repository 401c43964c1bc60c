"""Prices on the way to the consumer: what farmers and shops have of what people pay for produce.

Vegetables are told apart, because prices along their way are published; rice and eggs, which are
produce as well, pass from a farmer to a consumer at far less. Prices are those of the last day: a
farmer is paid for a kilogram that spoils later, too, so that money received would not compare.
"""

import numpy as np

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea
from sim.model.report.recorder import Recorder

VEGETABLES = "vegetables"


def chain_shares(_: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Farm-gate price, and a shop's price less its landed cost, over the price in shops.

    Both weighted by what shops have sold; nan where they sold nothing that they have bought.
    """
    assert areas.whole, "what a shop sells comes from other provinces, too"
    shelves, sold, kinds = state.shelves, state.totals.sold, len(state.product_names)
    level = state.keepers.level[shelves.keeper]
    in_shops, at_gate = level == 0, level == state.roles.brokers
    paid = np.bincount(shelves.product[at_gate], (sold * shelves.unit_cost)[at_gate], kinds)
    bought = np.bincount(shelves.product[at_gate], sold[at_gate], kinds)
    gate = np.divide(paid, bought, np.full(kinds, np.nan), where=bought > 0.0)
    quantity = np.bincount(shelves.product[in_shops], sold[in_shops], kinds)
    revenue = np.bincount(shelves.product[in_shops], (sold * shelves.price)[in_shops], kinds)
    landed = np.bincount(shelves.product[in_shops], (sold * shelves.unit_cost)[in_shops], kinds)
    category = np.array(state.category_names)[state.products.category]
    known = (state.products.produce == 1) & (quantity > 0.0) & (bought > 0.0)
    result: dict[str, ByArea] = {}
    for chain, of in (("produce", known), (VEGETABLES, known & (category == VEGETABLES))):
        spent = revenue[of].sum() or np.nan
        result[f"farm_gate_share.{chain}"] = np.array([(quantity * gate)[of].sum() / spent])
        result[f"shop_margin_share.{chain}"] = np.array([1.0 - landed[of].sum() / spent])
    return result
