"""What a population can have: whole shops, one good where it is harvested, and textbook rules."""

from collections.abc import Iterator
from typing import Any

from sim.scenario.clashes import Clash, Values
from sim.scenario.groups import (
    DemandLaw,
    DemandSignal,
    ForecastMethod,
    Policy,
    PopulationKind,
    Returns,
)
from sim.scenario.levels import for_level

# What only a population given outright can have: the values that are meant for every population.
EXPLICIT_ONLY: dict[str, Any] = {
    "demand.law": {*DemandLaw}
    - {DemandLaw.NORMAL, DemandLaw.CHANCES, DemandLaw.UNIFORM, DemandLaw.LOGNORMAL},
    "stock.policy": {*Policy} - {Policy.FIXED_QUANTITY},
    "stock.forecast": {ForecastMethod.EXPONENTIAL_SMOOTHING},
    "stock.demand_signal": {
        DemandSignal.SALES,
        DemandSignal.DEMAND,
        DemandSignal.NOTICED_SALES,
    },
    "stock.returns": {Returns.FORBIDDEN},
}


def whole_shops(values: Values) -> Iterator[Clash]:
    """Somebody is there, and an explicit population has whole shops."""
    shops = values["population.shops"]
    keys = ("population.kind", "population.shops", "population.farmers", "marketplace.price")
    others = values["population.farmers"] or values["marketplace.price"]
    explicit = values["population.kind"] == PopulationKind.EXPLICIT
    if explicit and shops != int(shops):
        yield Clash(
            keys[:2], f"an explicit population of {shops:g} shops", "a whole number of shops"
        )
    if shops < 1 and not (explicit and others):
        allowed = "one shop at least, or in an explicit population farmers or offers"
        yield Clash(keys, "nobody is there", allowed)


def one_good(values: Values) -> Iterator[Clash]:
    """Several goods a shop; what is harvested, offered online or pooled is one good."""
    goods = values["population.goods"]
    if goods == 1 or values["population.kind"] != PopulationKind.EXPLICIT:
        return
    pooled = any(
        for_level(values["stock.pooled_firms"], level) > 1 for level in range(values.levels)
    )
    of_one_good = {
        "population.farmers": (values["population.farmers"] > 0, "no farmers"),
        "marketplace.price": (len(values["marketplace.price"]) > 0, "no offers online"),
        "stock.pooled_firms": (pooled, "no pools"),
    }
    for key, (there, allowed) in of_one_good.items():
        if there:
            yield Clash((key, "population.goods"), f"shops carry {goods} goods", f"{allowed}, or 1")


def explicit_only(values: Values) -> Iterator[Clash]:
    """Rules of textbook cases are left to populations given outright."""
    if values["population.kind"] == PopulationKind.EXPLICIT:
        return
    for key, meant in EXPLICIT_ONLY.items():
        for level in range(values.levels):
            value = for_level(values[key], level)
            if value not in meant:
                wrong = f"{value.name.lower()} in a population of provinces"
                names = ", ".join(sorted(each.name.lower() for each in meant))
                yield Clash((key, "population.kind"), wrong, f"{names}, or kind: explicit")
                break
