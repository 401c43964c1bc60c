"""Checks that take more than one parameter; each is told at the one that was set last."""

from collections.abc import Collection, Iterator, Mapping

from sim.scenario.clashes import Clash, UncheckableError, Values
from sim.scenario.demand_checks import (
    given_chances,
    given_series,
    largest_draw,
    uniform_span,
)
from sim.scenario.event_checks import levers, shocks
from sim.scenario.grain_checks import columns_hold, large_means, whole_grains
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
from sim.scenario.online_checks import PARTS_OF_A_PRICE, online, places, take_rate
from sim.scenario.population_checks import explicit_only, one_good, whole_shops
from sim.scenario.problems import Problem
from sim.scenario.settings import Setting

SHARES_OF_ONE = {
    "unserved customers": ("demand.other_shop", "demand.other_product", "demand.wait"),
    "rural income": (
        "farm.wage_income_share",
        "farm.transfer_income_share",
        "farm.property_income_share",
    ),
    "goods sold online": ("online.food_share", "online.clothing_share"),
    "a merchant's price": PARTS_OF_A_PRICE,
}


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


CHECKS = (
    _dates,
    _shares,
    given_series,
    given_chances,
    uniform_span,
    largest_draw,
    whole_shops,
    one_good,
    list_lengths,
    min_max,
    fixed_quantities,
    chosen_by_profit,
    autoregressive,
    explicit_only,
    pools,
    returns,
    lead_time_chances,
    columns_hold,
    whole_grains,
    large_means,
    levers,
    shocks,
    places,
    take_rate,
    online,
)
