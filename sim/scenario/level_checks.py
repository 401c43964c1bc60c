"""Checks of the rules of stock, a level at a time; one level says what is wrong."""

from collections.abc import Iterator

from sim.scenario.catalogue import PARAMETERS
from sim.scenario.clashes import Clash, Values
from sim.scenario.groups import ForecastMethod, LevelRule, Policy, PopulationKind, Returns
from sim.scenario.levels import for_level, level_names

BY_LEVEL = [key for key, parameter in PARAMETERS.items() if parameter.by_level]


def list_lengths(values: Values) -> Iterator[Clash]:
    """A list has an entry for each level."""
    levels = values.levels
    for key in BY_LEVEL:
        setting = values.settings[key]
        # The lists of base.yaml are cut to an explicit population's levels.
        given = isinstance(setting.value, tuple) and not setting.of_base
        if given and len(setting.value) != levels:
            wrong = f"the list has length {len(setting.value)}"
            allowed = f"one value, or a list of length {levels} ({level_names(levels)})"
            yield Clash((key,), wrong, allowed)


def min_max(values: Values) -> Iterator[Clash]:
    """A level orders up to no less than where it starts to order."""
    keys = ("stock.policy", "stock.level_rule", "stock.reorder_point", "stock.order_up_to")
    for level in range(values.levels):
        policy, rule, low, high = (for_level(values[key], level) for key in keys)
        if policy == Policy.MIN_MAX and rule == LevelRule.GIVEN and high < low:
            wrong = f"level {level} orders up to {high:g} from a reorder point of {low:g}"
            yield Clash(keys, wrong, "order_up_to at or above reorder_point")
            return  # one level says it


def pools(values: Values) -> Iterator[Clash]:
    """Only a moving average is fed by several firms, and by no more shops than there are."""
    for level in range(values.levels):
        pooled = for_level(values["stock.pooled_firms"], level)
        method = for_level(values["stock.forecast"], level)
        if pooled > 1 and method != ForecastMethod.MOVING_AVERAGE:
            wrong = f"level {level} pools {pooled} firms, and forecasts by {method.name.lower()}"
            yield Clash(("stock.pooled_firms", "stock.forecast"), wrong, "moving_average")
            return
    shops, pooled = values["population.shops"], for_level(values["stock.pooled_firms"], 0)
    if values["population.kind"] == PopulationKind.EXPLICIT and pooled > max(shops, 1):
        keys = ("stock.pooled_firms", "population.shops")
        yield Clash(keys, f"{pooled} shops pool what {shops:g} see", f"at most {shops:g}")


def returns(values: Values) -> Iterator[Clash]:
    """Goods that age are not sent back."""
    for level in range(values.levels):
        allowed = for_level(values["stock.returns"], level) == Returns.ALLOWED
        if allowed and values["stock.shelf_life_days"] > 0:
            keys = ("stock.returns", "stock.shelf_life_days")
            yield Clash(keys, "goods that age are sent back", "goods that keep (0 days)")
            return


def lead_time_chances(values: Values) -> Iterator[Clash]:
    """The chances of a longer lead time sum to one, and there is one for each of its days."""
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
