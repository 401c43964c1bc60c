"""A chain of cost-plus sellers: each adds its markup to what a unit costs it, freight included.

Arithmetic rather than theory (contrast Spengler 1950, where each seller picks its markup): prices
are made from the producer down and nothing feeds back, so the farm price is the same when a tier
is skipped.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple


class Seller(NamedTuple):
    """A tier or, as the last of the chain, the shop."""

    markup: float  # share of cost, 0.1 is 10 %
    freight: float = 0.0  # money a unit on the leg from the seller before it in the full chain


class Chain(NamedTuple):
    """Money a unit. The shop price is farm price + margins + freight + fee."""

    farm_price: float
    prices: tuple[float, ...]  # asked by each seller that is left, the shop last
    margins: tuple[float, ...]  # price less cost of each seller that is left
    freight: float  # all legs
    fee: float  # the platform's
    shop_price: float


def cost_plus_chain(
    producer_cost: float,
    producer_markup: float,
    sellers: Sequence[Seller],
    skipped: Collection[int] = (),
    direct_freight: float | None = None,
    platform_fee: float = 0.0,
    markup_on_freight: bool = True,
) -> Chain:
    """Prices down the chain, with some of the middlemen skipped.

    producer_cost      money a unit; farm price = cost * (1 + producer_markup)
    sellers            from the producer down, the shop last
    skipped            indices of sellers that goods and money pass by; never the shop
    direct_freight     money a unit on a leg that passes by a seller; None: the sum of the legs
                       it replaces (same road, one seller fewer)
    platform_fee       share of the price paid on a leg that passes by a seller
    markup_on_freight  whether a seller marks up the freight and fee that it paid, or the
                       purchase price alone
    """
    if len(sellers) - 1 in skipped:
        raise ValueError("the shop cannot be skipped")
    price = farm_price = producer_cost * (1.0 + producer_markup)
    prices, margins = [], []
    all_freight = all_fees = 0.0
    road = 0.0
    direct = False
    for i, seller in enumerate(sellers):
        road += seller.freight
        if i in skipped:
            direct = True
            continue
        freight = direct_freight if direct and direct_freight is not None else road
        fee = platform_fee * price if direct else 0.0
        landed = price + freight + fee
        margin = seller.markup * (landed if markup_on_freight else price)
        price = landed + margin
        prices.append(price)
        margins.append(margin)
        all_freight += freight
        all_fees += fee
        road, direct = 0.0, False
    return Chain(farm_price, tuple(prices), tuple(margins), all_freight, all_fees, price)
