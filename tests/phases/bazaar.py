"""Farmers' stalls of two provinces by hand: numbers at random, books that are empty."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np

from sim.engine.tables.columns import as_this_process_runs
from sim.engine.tables.farm import Crops, Farmers, Markets
from sim.engine.tables.ledger import open_ledger
from sim.engine.tables.stalls import Bazaar, Sellers, Stalls
from tests.phases.marketplace import BUYERS, PLACES, filled, open_marketplace

PRODUCTS, HOUSEHOLDS, PLOTS = 3, 7, 11
FARMER = np.array([0, 2, 3, 5, 6])  # of each seller
HOME = np.array([0, 0, 0, 0, 1, 1, 1])  # of each household
FIRST_STALL = np.array([0, 2, 4, 5, 6, 8])
SELLER = np.repeat(np.arange(5), np.diff(FIRST_STALL))
PROVINCE = HOME[FARMER[SELLER]]
PRODUCT = np.array([0, 1, 0, 2, 1, 2, 0, 1])
PLOT = np.array([0, 1, 4, 5, 6, 8, 9, 10])
ORDER = np.array([2, 3, 5])  # grains


def open_bazaar(seed: int = 1) -> SimpleNamespace:
    """The tables of stalls, of who keeps them, and of who buys; all stalls are listed."""
    luck = np.random.default_rng(seed)
    stalls = len(SELLER)
    offer = (PLACES, PRODUCTS)
    of_product = ("order", "usual", "appeal")
    of_province = ("packing", "fixed", "learning", "income", "begun")
    shapes = dict.fromkeys(Bazaar._fields, offer) | dict.fromkeys(of_product, (PRODUCTS,))
    shapes |= dict.fromkeys(of_province, (PLACES,)) | {"to_buyer": (*offer, BUYERS), "net": (1,)}
    bazaar = filled(Bazaar, luck, **shapes)
    bazaar.order[:] = ORDER
    bazaar.price[:] = luck.integers(100, 200, offer)
    bazaar.packing[:] = 5, 7
    chances = luck.uniform(0.1, 1.0, (*offer, BUYERS)).cumsum(axis=2)
    bazaar.to_buyer[:] = chances / chances[:, :, -1:]
    sellers = filled(Sellers, luck, **dict.fromkeys(Sellers._fields, (5,)) | {"first": (6,)})
    sellers.farmer[:], sellers.first[:], sellers.member[:] = FARMER, FIRST_STALL, 1
    sellers.gave_up[:] = 0
    shapes = dict.fromkeys(Stalls._fields, (stalls,)) | {"lines": (1,), "of_plot": (PLOTS,)}
    columns = filled(Stalls, luck, **shapes)
    columns.seller[:], columns.plot[:], columns.province[:] = SELLER, PLOT, PROVINCE
    columns.product[:], columns.listed[:], columns.open[:] = PRODUCT, 1, np.arange(stalls)
    columns.lines[0] = stalls
    columns.of_plot[:] = -1
    columns.of_plot[PLOT] = np.arange(stalls)
    farmers = filled(Farmers, luck, **dict.fromkeys(Farmers._fields, (HOUSEHOLDS,)))
    farmers.province[:] = HOME
    by_product = dict.fromkeys(Crops._fields, (PRODUCTS,)) | {"arrives": (PRODUCTS, 9)}
    crops = filled(Crops, luck, **by_product)
    shapes = dict.fromkeys(Markets._fields, offer) | {"destination": (*offer, PLACES)}
    shapes |= {"spared": (PLACES,), "has_direct": (PLACES,)}
    markets = filled(Markets, luck, **shapes)
    state = open_marketplace(seed)
    farm = {
        "sellers": sellers, "stalls": columns, "bazaar": bazaar, "farmers": farmers,
        "crops": crops, "markets": markets,
    }  # fmt: skip
    farm = {name: as_this_process_runs(table) for name, table in farm.items()}
    state = replace(state, farm=None, ledger=open_ledger(PRODUCTS))
    return SimpleNamespace(
        **farm,
        buyers=state.online.buyers, parcels=state.online.parcels, offers=state.online.offers,
        cells=state.cells, ledger=state.ledger, state=state,
    )  # fmt: skip
