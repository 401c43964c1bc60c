"""Settings that a file makes in vain, since another choice of the scenario leaves them unread.

A standard deviation for Poisson demand, a safety factor where levels are given: whoever asks for it
may mean something that the run does not do. No error, as a file may well be written in full.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.scenario.groups import (
    DemandLaw,
    ForecastMethod,
    LevelRule,
    Policy,
    PopulationKind,
    Unfilled,
)
from sim.scenario.levels import for_level, levels_of
from sim.scenario.problems import Problem
from sim.scenario.reading import SET
from sim.scenario.settings import Setting
from sim.scenario.written import written

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario


class Need(NamedTuple):
    """A choice under which a setting is read."""

    key: str
    among: tuple[Any, ...] = ()  # its values; none: any above the least
    above: int = 0

    def met(self, value: Any) -> bool:
        """Whether the choice is made."""
        return value in self.among if self.among else value > self.above

    @property
    def words(self) -> str:
        """What the choice has to be, as a message says it."""
        return " or ".join(map(written, self.among)) if self.among else f"above {self.above}"


GIVEN_OUTRIGHT = Need("population.kind", (PopulationKind.EXPLICIT,))
OF_PROVINCES = Need("population.kind", (PopulationKind.PROVINCES,))
GIVEN = Need("stock.level_rule", (LevelRule.GIVEN,))
BY_FORECAST = Need("stock.level_rule", (LevelRule.FORECAST, LevelRule.TARGET, LevelRule.PROFIT))
BY_PROFIT = Need("stock.level_rule", (LevelRule.PROFIT,))
AVERAGING = Need("stock.forecast", (ForecastMethod.MOVING_AVERAGE,))
SMOOTHING = Need("stock.forecast", (ForecastMethod.EXPONENTIAL_SMOOTHING,))
IN_A_CHAIN = Need("population.levels", above=1)


def law(*laws: DemandLaw) -> Need:
    """Demand follows one of these laws."""
    return Need("demand.law", laws)


def policy(*policies: Policy) -> Need:
    """Stock is kept by one of these policies."""
    return Need("stock.policy", policies)


# What must hold, at one level at least, for a setting to be read.
NEEDS: Mapping[str, tuple[Need, ...]] = {
    "demand.mean": (
        GIVEN_OUTRIGHT,
        law(
            DemandLaw.POISSON,
            DemandLaw.NEGATIVE_BINOMIAL,
            DemandLaw.NORMAL,
            DemandLaw.LOGNORMAL,
            DemandLaw.STEP,
        ),
    ),
    "demand.variance_to_mean": (law(DemandLaw.NEGATIVE_BINOMIAL),),
    "demand.sd": (law(DemandLaw.NORMAL, DemandLaw.LOGNORMAL),),
    "demand.autocorrelation": (law(DemandLaw.NORMAL),),
    "demand.chances": (law(DemandLaw.CHANCES),),
    "demand.lowest": (law(DemandLaw.UNIFORM),),
    "demand.highest": (law(DemandLaw.UNIFORM),),
    "demand.step_mean": (law(DemandLaw.STEP),),
    "demand.step_day": (law(DemandLaw.STEP),),
    "demand.series": (law(DemandLaw.SERIES),),
    "demand.intercept": (law(DemandLaw.LINEAR),),
    "demand.slope": (law(DemandLaw.LINEAR),),
    "stock.order_up_to": (GIVEN, policy(Policy.ORDER_UP_TO, Policy.MIN_MAX)),
    "stock.reorder_point": (GIVEN, policy(Policy.REORDER_POINT, Policy.MIN_MAX)),
    "stock.safety_factor": (Need("stock.level_rule", (LevelRule.FORECAST,)),),
    "stock.service_target": (Need("stock.level_rule", (LevelRule.TARGET,)),),
    "stock.room_price": (BY_PROFIT,),
    "stock.room_half_life_days": (OF_PROVINCES, BY_PROFIT),
    "stock.level_review_days": (BY_PROFIT,),
    "stock.order_days": (BY_FORECAST, policy(Policy.MIN_MAX)),
    "stock.minimum_facing": (BY_FORECAST,),
    "stock.forecast": (BY_FORECAST,),
    "stock.smoothing": (BY_FORECAST, SMOOTHING),
    "stock.window_days": (BY_FORECAST, AVERAGING),
    "stock.pooled_firms": (BY_FORECAST, AVERAGING),
    "stock.returns": (policy(Policy.ORDER_UP_TO),),
    "stock.lead_time_chances": (Need("stock.lead_time_spread_days"),),
    "stock.backlog_cost": (Need("stock.unfilled", (Unfilled.BACKORDER,)),),
    "stock.lost_sale_cost": (Need("stock.unfilled", (Unfilled.LOST,)),),
    "stock.order_cost": (GIVEN_OUTRIGHT,),
    "stock.issue": (GIVEN_OUTRIGHT, Need("stock.shelf_life_days")),
    "stock.salvage_value": (GIVEN_OUTRIGHT, Need("stock.shelf_life_days")),
    "stock.capacity_per_day": (GIVEN_OUTRIGHT, IN_A_CHAIN),
    "population.shops_per_supplier": (GIVEN_OUTRIGHT, IN_A_CHAIN),
    "population.goods": (GIVEN_OUTRIGHT,),
    "stock.source_capacity": (GIVEN_OUTRIGHT,),
    "stock.initial": (GIVEN_OUTRIGHT,),
    "stock.initial_pipeline": (GIVEN_OUTRIGHT,),
    "stock.standing_order_days": (GIVEN_OUTRIGHT,),
    "stock.shelf_life_days": (GIVEN_OUTRIGHT,),
    "scale": (OF_PROVINCES,),
    "demand.units_per_shop": (OF_PROVINCES,),
    "demand.produce_per_shop": (OF_PROVINCES,),
    "stock.produce_review_days": (OF_PROVINCES,),
    "stock.produce_lead_days": (OF_PROVINCES,),
    "stock.ageing_limit_days": (OF_PROVINCES,),
}


def made_in_vain(scenario: "Scenario") -> Iterator[Problem]:
    """The settings of the asked file, and of `--set`, that nothing reads.

    What is chosen on the command line is meant, and leaves settings idle without a word.
    """
    own, settings = (scenario.files[0], SET), scenario.settings
    for key, needs in NEEDS.items():
        setting = settings[key]
        if setting.of_base or setting.position.file not in own or switches_off(setting.value):
            continue
        unmet = first_unmet(settings, needs)
        if unmet and settings[unmet.key].position.file != SET:
            chosen = written(settings[unmet.key].value)
            wrong = f"no effect, since {unmet.key} is {chosen}, and not {unmet.words}"
            yield Problem(setting.position, key, wrong)


def switches_off(value: Any) -> bool:
    """Whether a value, or each of a list, is 0 or the first of its kind, and asks for nothing."""
    return not any(value) if isinstance(value, tuple) else not value


def first_unmet(settings: Mapping[str, Setting], needs: Sequence[Need]) -> Need | None:
    """The need that no level has together with those before it; None where one has them all."""
    levels = levels_of(settings["population.kind"].value, settings["population.levels"].value)
    left = list(range(levels))
    for need in needs:
        value = settings[need.key].value
        left = [level for level in left if need.met(for_level(value, level))]
        if not left:
            return need
    return None
