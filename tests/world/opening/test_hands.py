"""Whose hands goods pass on their way to customers, as they stand at the opening."""

import numpy as np

from tests.phases.alone import country


def test_what_soon_spoils_passes_three_hands_and_other_goods_all_tiers():
    """Gansu has four tiers; bread is sold to wholesalers of tier 1."""
    state = country().state
    level = np.asarray(state.keepers.level)[np.asarray(state.shelves.keeper)]
    hands, product = np.asarray(state.shelves.hands), np.asarray(state.shelves.product)
    makers, bread = state.roles.makers, state.product_names.index("packet_bread_100g")
    keeps = np.asarray(state.products.shelf_life)[product] > 100
    assert (hands[level == 0] == 1).all() and (hands[level == 1] == 2).all()
    assert (hands[(level == makers) & (product == bread)] == 3).all()
    assert (hands[(level == makers) & keeps] == 6).all()
