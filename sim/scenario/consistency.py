"""Checks that take more than one parameter; each is told at the one that was set last."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sim.scenario.catalogue import PARAMETERS
from sim.scenario.groups import DemandLaw, LevelRule, Policy, PopulationKind
from sim.scenario.levels import for_level, level_names, levels_of
from sim.scenario.problems import Problem
from sim.scenario.settings import Setting

LEVERS = [key for key in PARAMETERS if key.startswith("levers.")]
BY_LEVEL = [key for key, parameter in PARAMETERS.items() if parameter.by_level]
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
    for check in (_dates, _shares, _series, _whole_shops, _list_lengths, _min_max, _levers):
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
