"""Checks that take more than one parameter; each is told at the one that was set last."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sim.scenario.catalogue import PARAMETERS
from sim.scenario.groups import (
    DemandLaw,
    DemandSignal,
    ForecastMethod,
    LevelRule,
    Policy,
    PopulationKind,
    Returns,
)
from sim.scenario.levels import for_level, level_names, levels_of
from sim.scenario.problems import Problem
from sim.scenario.settings import Setting

LEVERS = [key for key in PARAMETERS if key.startswith("levers.")]
BY_LEVEL = [key for key, parameter in PARAMETERS.items() if parameter.by_level]
# What only a population given outright can have: the values that are meant for every population.
EXPLICIT_ONLY: dict[str, Any] = {
    "demand.law": {*DemandLaw} - {DemandLaw.NORMAL},
    "stock.forecast": {ForecastMethod.EXPONENTIAL_SMOOTHING},
    "stock.demand_signal": {DemandSignal.SALES, DemandSignal.DEMAND},
    "stock.returns": {Returns.FORBIDDEN},
}
LARGEST = 2_000_000_000  # grains that a column of stock can hold
IN_UNITS = (
    "demand.mean",
    "demand.step_mean",
    "demand.series",
    "stock.order_up_to",
    "stock.reorder_point",
    "stock.initial",
    "stock.initial_pipeline",
    "stock.lot_size",
    "stock.moq",
)
SHARES_OF_ONE = {
    "unserved customers": ("demand.other_shop", "demand.other_product", "demand.wait"),
    "rural income": (
        "farm.wage_income_share",
        "farm.transfer_income_share",
        "farm.property_income_share",
    ),
}


class Clash(NamedTuple):
    """Parameters that don't go together."""

    keys: tuple[str, ...]
    wrong: str
    allowed: str


class UncheckableError(Exception):
    """A value that a check needs is wrong by itself."""


class Values:
    """The values by key; asking for one that is wrong by itself ends the check."""

    def __init__(self, settings: Mapping[str, Setting], failed: Collection[str]) -> None:
        self.settings = settings
        self.failed = failed

    def __getitem__(self, key: str) -> Any:
        if key in self.failed:
            raise UncheckableError
        return self.settings[key].value

    @property
    def levels(self) -> int:
        """Stocking levels."""
        return levels_of(self["population.kind"], self["population.levels"])


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


def _series(values: Values) -> Iterator[Clash]:
    if values["demand.law"] == DemandLaw.SERIES and not values["demand.series"]:
        keys = ("demand.law", "demand.series")
        yield Clash(keys, "the law is series but demand.series is empty", "at least one day")


def _whole_shops(values: Values) -> Iterator[Clash]:
    shops = values["population.shops"]
    keys = ("population.kind", "population.shops", "population.farmers")
    explicit = values["population.kind"] == PopulationKind.EXPLICIT
    if explicit and shops != int(shops):
        yield Clash(
            keys[:2], f"an explicit population of {shops:g} shops", "a whole number of shops"
        )
    if shops < 1 and not (explicit and values["population.farmers"]):
        yield Clash(
            keys, "nobody is there", "one shop at least, or in an explicit population farmers"
        )


def _list_lengths(values: Values) -> Iterator[Clash]:
    levels = values.levels
    for key in BY_LEVEL:
        setting = values.settings[key]
        # The lists of base.yaml are cut to an explicit population's levels.
        given = isinstance(setting.value, tuple) and not setting.of_base
        if given and len(setting.value) != levels:
            wrong = f"the list has length {len(setting.value)}"
            allowed = f"one value, or a list of length {levels} ({level_names(levels)})"
            yield Clash((key,), wrong, allowed)


def _min_max(values: Values) -> Iterator[Clash]:
    keys = ("stock.policy", "stock.level_rule", "stock.reorder_point", "stock.order_up_to")
    for level in range(values.levels):
        policy, rule, low, high = (for_level(values[key], level) for key in keys)
        if policy == Policy.MIN_MAX and rule == LevelRule.GIVEN and high < low:
            wrong = f"level {level} orders up to {high:g} from a reorder point of {low:g}"
            yield Clash(keys, wrong, "order_up_to at or above reorder_point")
            return  # one level says it


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


def _pools(values: Values) -> Iterator[Clash]:
    for level in range(values.levels):
        pooled = for_level(values["stock.pooled_firms"], level)
        method = for_level(values["stock.forecast"], level)
        if pooled > 1 and method != ForecastMethod.MOVING_AVERAGE:
            wrong = f"level {level} pools {pooled} firms, and forecasts by {method.name.lower()}"
            yield Clash(("stock.pooled_firms", "stock.forecast"), wrong, "moving_average")
            return


def _returns(values: Values) -> Iterator[Clash]:
    for level in range(values.levels):
        allowed = for_level(values["stock.returns"], level) == Returns.ALLOWED
        if allowed and values["stock.shelf_life_days"] > 0:
            keys = ("stock.returns", "stock.shelf_life_days")
            yield Clash(keys, "goods that age are sent back", "goods that keep (0 days)")
            return


def _lead_time_chances(values: Values) -> Iterator[Clash]:
    chances = values["stock.lead_time_chances"]
    if not chances:
        return
    keys = ("stock.lead_time_chances", "stock.lead_time_spread_days")
    if abs(sum(chances) - 1.0) > 1e-6:
        yield Clash(keys[:1], f"the chances sum to {sum(chances):g}", "a sum of 1")
    spreads = {for_level(values[keys[1]], level) for level in range(values.levels)}
    if not spreads <= {0, len(chances) - 1}:
        wrong = f"{len(chances)} chances for spreads of {', '.join(map(str, sorted(spreads)))} days"
        yield Clash(keys, wrong, f"a spread of 0 or {len(chances) - 1} days")


def _grains(values: Values) -> Iterator[Clash]:
    if values["population.kind"] != PopulationKind.EXPLICIT:
        return
    grain = values["grain.goods"]
    for key in IN_UNITS:
        value = values[key]
        largest = max(map(abs, value), default=0) if isinstance(value, tuple) else abs(value)
        if largest * grain > LARGEST:
            wrong = f"{largest:g} units of {grain} grains are more than a column can hold"
            yield Clash((key, "grain.goods"), wrong, f"at most {LARGEST // grain} units")


def _levers(values: Values) -> Iterator[Clash]:
    end = values["calendar.end"]
    provinces = values["population.provinces"]
    for key in LEVERS:
        terms = values[key]
        if terms.start is not None and terms.start > end:
            wrong = f"the lever starts on {terms.start}, after the run's last day, {end}"
            yield Clash((key, "calendar.end"), wrong, f"a day up to {end}")
        outside = [name for name in terms.where or () if name not in provinces]
        if outside:
            wrong = (
                f"the lever is on in {', '.join(outside)}, which population.provinces leaves out"
            )
            yield Clash((key, "population.provinces"), wrong, f"among {', '.join(provinces)}")


CHECKS = (
    _dates,
    _shares,
    _series,
    _whole_shops,
    _list_lengths,
    _min_max,
    _explicit_only,
    _pools,
    _returns,
    _lead_time_chances,
    _grains,
    _levers,
)
