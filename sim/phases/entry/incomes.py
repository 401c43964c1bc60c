"""What keeps an owner in business, and what brings another: incomes here and elsewhere.

A part of adoption, off where there is no room for others. One rule for wholesalers, makers, brokers
and shops (`sim.rules.entry`): what the books of the last months say is compared with what keeps an
owner, and a part of those who would gain by it move within a month. In the warm-up all stay, and
what firms earn in it is what owners are used to.
"""

from typing import Annotated, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.randomness import Stream, uniforms
from sim.engine.schedule import Today
from sim.engine.settings import From, filled
from sim.engine.tables.state import State
from sim.engine.units import a_day, in_logs
from sim.engine.year import DAYS_A_YEAR, MONTHS_A_YEAR
from sim.phases.entry.trade import Trade, months_known
from sim.rules.entry import SEASON_MONTHS, capital_days, pay_that_keeps
from sim.scenario import Scenario


class Settings(NamedTuple):
    """Whether firms come and go; what keeps their owners, and how fast they move."""

    firms_move: int
    room: Annotated[float, From("entry.room")]  # for others, over those at the opening
    # that keeps an owner, against what he earned when nobody came
    usual_profit: Annotated[float, From("entry.usual_profit")]
    gap: Annotated[float, From("entry.gap")]  # share by which moving has to gain
    # chance a month that who would gain by moving does
    moving_speed: Annotated[float, From("entry.speed")]
    # a year, of what owners could earn elsewhere
    log_income_growth: Annotated[float, From("demand.income_growth", in_logs)]
    memory_months: Annotated[int, From("entry.memory_months")]  # that owners look back
    # before counting begins, which owners are used to
    settled_months: Annotated[int, From("entry.settled_months")]
    capital_days: NDArray[np.float64]  # by level: of sales, in cash and lent to customers
    daily_interest: Annotated[float, From("credit.capital_cost", a_day)]  # share a day
    grain: Annotated[int, From("grain.goods")]  # grains of goods a unit


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    return filled(
        Settings,
        scenario,
        firms_move=int(scenario.entry.room > 0),
        capital_days=np.array(capital_days(scenario.credit)),
    )


def looks_back(settings: Settings, seasonal: bool) -> int:
    """Months on whose books owners of a trade look back."""
    return SEASON_MONTHS if seasonal else settings.memory_months


def keeps_and_asks(
    state: State, settings: Settings, today: Today, rows: slice, seasonal: bool = False
) -> NDArray[np.float64]:
    """What has to be earned to keep an owner, or to bring one, money a day.

    It grows with incomes elsewhere, from the middle of the months that owners were used to until
    that of those on which they look back.
    """
    accounts = state.accounts
    usual = np.asarray(accounts.owners_pay[rows], float)
    then = SEASON_MONTHS if seasonal else -settings.settled_months
    known = months_known(state, looks_back(settings, seasonal))
    now = MONTHS_A_YEAR * today.counting_day / DAYS_A_YEAR - 0.5 * known
    grown = np.exp(settings.log_income_growth * (now - 0.5 * then) / MONTHS_A_YEAR)
    option = np.asarray(accounts.elsewhere[rows], float)
    inside = np.asarray(state.keepers.open[rows]) == 1
    needed: NDArray[np.float64] = pay_that_keeps(usual, option, inside, settings.gap) * grown
    return needed


def would_move(settings: Settings, today: Today, rows: NDArray[Any]) -> NDArray[np.bool_]:
    """Of owners who would gain by moving, who does so this month."""
    luck = uniforms(today.seed, Stream.OWNERS, today.day + 1, rows)
    moves: NDArray[np.bool_] = luck < settings.moving_speed
    return moves


def profit_of(state: State, trade: Trade) -> NDArray[np.float64]:
    """What each firm of a level earns when its costs are paid, money a day."""
    rows = slice(trade.first, trade.first + len(trade.sales))
    profit: NDArray[np.float64] = trade.margin - trade.worked * state.accounts.fixed_cost[rows]
    return profit
