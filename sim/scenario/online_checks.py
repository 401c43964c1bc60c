"""What is sold online adds up: places, months, goods and services, and a merchant's price."""

from collections.abc import Iterator

from sim.scenario.clashes import Clash, Values

BY_PLACE = tuple(f"marketplace.{name}" for name in ("price", "km", "merchants", "appeal"))
PARTS_OF_A_PRICE = (
    "online.goods_cost",
    "online.wage_cost",
    "online.overhead",
    "online.take_rate",
)
MONTHS = 12


def places(values: Values) -> Iterator[Clash]:
    """Lists by province of an explicit population are of the same provinces; it farms in one."""
    keys = BY_PLACE
    if values["freight.loss"] and values["marketplace.price"]:
        keys = (*BY_PLACE, "freight.loss")
    lengths = sorted({len(values[key]) for key in keys})
    if len(lengths) > 1:
        wrong = f"lists of {' and '.join(map(str, lengths))} provinces"
        yield Clash(keys, wrong, f"one length for {', '.join(keys)}")
        return
    provinces = max(lengths[0], len(values["freight.loss"]))
    if provinces > 1 and values["population.farmers"] > 0:
        keys = ("population.farmers", *BY_PLACE, "freight.loss")
        yield Clash(keys, f"farmers beside {provinces} provinces", "0 farmers, or one province")


def take_rate(values: Values) -> Iterator[Clash]:
    """With a rise of its fee the platform leaves merchants what they spend."""
    parts = PARTS_OF_A_PRICE
    rise = values["shocks.fee_rise"].size
    total = sum(values[key] for key in parts) + rise
    rate = values["online.take_rate"] + rise
    if rise and not (rate >= 0.0 and total <= 1.0 + 1e-9):
        wrong = f"the platform takes {rate:g} of a price of which {total:g} is spent with it"
        yield Clash(("shocks.fee_rise", *parts), wrong, "a rate of 0 or more, and at most 1 in all")


def online(values: Values) -> Iterator[Clash]:
    """Twelve months, and goods that leave something for services."""
    months = len(values["online.month_index"])
    if months != MONTHS:
        yield Clash(("online.month_index",), f"{months} months", f"{MONTHS} months")
    goods = values["online.goods_share"] * values["online.retail_sales"]
    if goods >= values["online.sales"]:
        keys = ("online.goods_share", "online.retail_sales", "online.sales")
        wrong = f"goods of {goods:g} RMB leave no services in online.sales"
        yield Clash(keys, wrong, f"less than {values['online.sales']:g} RMB")
