"""Empty tables of the marketplace, of so many provinces."""

import numpy as np

from sim.engine.tables.columns import allocate
from sim.engine.tables.online import (
    BUYERS_A_PROVINCE,
    ONLINE_CATEGORIES,
    Buyers,
    Offers,
    Parcels,
    Trade,
)


def room_for_buyers(provinces: int) -> Buyers:
    """Buyers of so many provinces of whom nothing is said but where they are."""
    count = BUYERS_A_PROVINCE * provinces
    names = ("odds", "value", "share", "shops", "at_shops", "paid", "postage", "spent")
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(names, (len(ONLINE_CATEGORIES), count))
    memory = {"earned": (13, provinces), "first_year": (provinces,), "months": (1,)}
    buyers = allocate(Buyers, count, **shapes, **memory, drift=(len(ONLINE_CATEGORIES), 2))
    buyers.province[:] = np.repeat(np.arange(provinces), BUYERS_A_PROVINCE)
    return buyers


def room_for_parcels(provinces: int) -> Parcels:
    """Ways between so many provinces."""
    square = (provinces, provinces)
    lanes = ("km", "days", "price", "sent", "opening", "dearer", "closed", "lost")
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(lanes, square)
    return allocate(Parcels, provinces, **shapes, loss=(2, *square), mean=(2,))


def room_for_offers(shape: tuple[int, int]) -> Offers:
    """Offers by category and province, their merchants left open."""
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(Offers._fields, shape)
    return allocate(Offers, 1, **shapes | {"first": (shape[0] * shape[1] + 1,)})


def room_for_trade(provinces: int) -> Trade:
    """Orders between so many provinces."""
    lanes = (len(ONLINE_CATEGORIES), provinces, BUYERS_A_PROVINCE * provinces)
    shapes = dict.fromkeys(("log_mean", "orders", "cancelled", "lost"), lanes)
    return allocate(Trade, 1, **shapes, goods=(4, len(ONLINE_CATEGORIES)))
