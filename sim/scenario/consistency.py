"""Checks that take more than one parameter; each is told at the one that was set last."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sim.scenario.catalogue import PARAMETERS
from sim.scenario.clashes import Clash, UncheckableError, Values
from sim.scenario.demand_checks import (
    given_chances,
    given_series,
    largest_draw,
    uniform_span,
)
from sim.scenario.grain_checks import columns_hold, large_means, whole_grains
from sim.scenario.groups import (
    DemandLaw,
    DemandSignal,
    ForecastMethod,
    Policy,
    PopulationKind,
    Returns,
)
from sim.scenario.level_checks import (
    autoregressive,
    chosen_by_profit,
    fixed_quantities,
    lead_time_chances,
    list_lengths,
    min_max,
    pools,
    returns,
)
from sim.scenario.levels import for_level
from sim.scenario.problems import Problem
from sim.scenario.provinces import those_there
from sim.scenario.settings import Setting

LEVERS = [key for key in PARAMETERS if key.startswith("levers.")]
SHOCKS = [key for key in PARAMETERS if key.startswith("shocks.")]
OF_SOURCES = "shocks.supplier_failure"  # the one shock that a population given outright may meet
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
SHARES_OF_ONE = {
    "unserved customers": ("demand.other_shop", "demand.other_product", "demand.wait"),
    "rural income": (
        "farm.wage_income_share",
        "farm.transfer_income_share",
        "farm.property_income_share",
    ),
    "goods sold online": ("online.food_share", "online.clothing_share"),
    "a merchant's price": (
        "online.goods_cost",
        "online.wage_cost",
        "online.overhead",
        "online.take_rate",
    ),
}
BY_PLACE = tuple(f"marketplace.{name}" for name in ("price", "km", "merchants", "appeal"))
MONTHS = 12


def inconsistencies(settings: Mapping[str, Setting], failed: Collection[str]) -> list[Problem]:
    """All clashes among settings (in the order in which they were set, the base first)."""
    values = Values(settings, failed)
    order = {key: place for place, key in enumerate(settings)}
    problems = []
    for check in CHECKS:
        try:
            for clash in check(values):
                key = max(clash.keys, key=order.__getitem__)
                where = settings[key].position
                problems.append(Problem(where, key, clash.wrong, clash.allowed))
        except UncheckableError:
            continue
    return problems


def _dates(values: Values) -> Iterator[Clash]:
    start, end = values["calendar.start"], values["calendar.end"]
    if end <= start:
        wrong = f"the calendar ends on {end} but starts on {start}"
        yield Clash(("calendar.start", "calendar.end"), wrong, "an end after the start")


def _shares(values: Values) -> Iterator[Clash]:
    for whole, keys in SHARES_OF_ONE.items():
        total = sum(values[key] for key in keys)
        if total > 1 + 1e-9:  # 0.31 + 0.45 + 0.24 is a hair above 1 in binary
            wrong = f"the shares of {whole} sum to {total:g}"
            yield Clash(keys, wrong, f"at most 1 for {' + '.join(keys)}")


def _whole_shops(values: Values) -> Iterator[Clash]:
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


def _goods(values: Values) -> Iterator[Clash]:
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


def _explicit_only(values: Values) -> Iterator[Clash]:
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


def _levers(values: Values) -> Iterator[Clash]:
    end = values["calendar.end"]
    provinces = values["population.provinces"]
    for key in LEVERS:
        terms = values[key]
        if terms.start is not None and terms.start > end:
            wrong = f"the lever starts on {terms.start}, after the run's last day, {end}"
            yield Clash((key, "calendar.end"), wrong, f"a day up to {end}")
        opens = values["calendar.start"]
        if terms.historical and terms.start is not None and terms.start < opens:
            wrong = f"shops join from {terms.start} on, and the days that count start on {opens}"
            yield Clash((key, "calendar.start"), wrong, f"a day from {opens} on")
        yield from _left_out(key, "the lever is on", terms.where, provinces)


def _shocks(values: Values) -> Iterator[Clash]:
    first, last = values["calendar.start"], values["calendar.end"]
    provinces = values["population.provinces"]
    for key in SHOCKS:
        size, start, end, where = values[key]
        if size == 0.0:
            continue
        explicit = values["population.kind"] == PopulationKind.EXPLICIT
        if explicit and key != OF_SOURCES:
            keys = (key, "population.kind")
            allowed = f"off, or kind: provinces ({OF_SOURCES} befalls its sources)"
            yield Clash(keys, "a shock to a population given outright", allowed)
            continue
        if explicit and where is not None:
            keys = (key, "population.kind")
            yield Clash(keys, "a shock in provinces that are not there", "a shock without `where`")
            continue
        start, end = start or first, end or last
        if not (first <= start <= last and start <= end):
            wrong = f"the shock lasts from {start} to {end}"
            allowed = f"a first day from {first} to {last}, and a last day not before it"
            yield Clash((key, "calendar.start", "calendar.end"), wrong, allowed)
        yield from _left_out(key, "the shock is", where, provinces)


def _left_out(
    key: str, what: str, where: tuple[str, ...] | str | None, provinces: tuple[str, ...]
) -> Iterator[Clash]:
    """A lever or a shock is somewhere, and nowhere outside the population."""
    if isinstance(where, str):
        outside = [] if those_there(where, provinces) else [f"`{where}`"]
    else:
        outside = [name for name in where or () if name not in provinces]
    if outside:
        wrong = f"{what} in {', '.join(outside)}, which population.provinces leaves out"
        yield Clash((key, "population.provinces"), wrong, f"among {', '.join(provinces)}")


def _places(values: Values) -> Iterator[Clash]:
    """Lists by province of an explicit population are of the same provinces."""
    keys = BY_PLACE
    if values["freight.loss"] and values["marketplace.price"]:
        keys = (*BY_PLACE, "freight.loss")
    lengths = sorted({len(values[key]) for key in keys})
    if len(lengths) > 1:
        wrong = f"lists of {' and '.join(map(str, lengths))} provinces"
        yield Clash(keys, wrong, f"one length for {', '.join(keys)}")


def _take_rate(values: Values) -> Iterator[Clash]:
    parts = SHARES_OF_ONE["a merchant's price"]
    rise = values["shocks.fee_rise"].size
    total = sum(values[key] for key in parts) + rise
    rate = values["online.take_rate"] + rise
    if rise and not (rate >= 0.0 and total <= 1.0 + 1e-9):
        wrong = f"the platform takes {rate:g} of a price of which {total:g} is spent with it"
        yield Clash(("shocks.fee_rise", *parts), wrong, "a rate of 0 or more, and at most 1 in all")


def _online(values: Values) -> Iterator[Clash]:
    months = len(values["online.month_index"])
    if months != MONTHS:
        yield Clash(("online.month_index",), f"{months} months", f"{MONTHS} months")
    goods = values["online.goods_share"] * values["online.retail_sales"]
    if goods >= values["online.sales"]:
        keys = ("online.goods_share", "online.retail_sales", "online.sales")
        wrong = f"goods of {goods:g} RMB leave no services in online.sales"
        yield Clash(keys, wrong, f"less than {values['online.sales']:g} RMB")


CHECKS = (
    _dates,
    _shares,
    given_series,
    given_chances,
    uniform_span,
    largest_draw,
    _whole_shops,
    _goods,
    list_lengths,
    min_max,
    fixed_quantities,
    chosen_by_profit,
    autoregressive,
    _explicit_only,
    pools,
    returns,
    lead_time_chances,
    columns_hold,
    whole_grains,
    large_means,
    _levers,
    _shocks,
    _places,
    _take_rate,
    _online,
)
