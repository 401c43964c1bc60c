"""Who gains by opening a firm, and who by closing it: one rule for every trade. Money a day.

Owners differ in what they could earn elsewhere. At the opening those who could earn less than the
firms of a market are in it, and those who could earn more are not, so that nobody moves; later the
more move, the more its firms earn or lose.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sim.engine.machine.compiling import compiled
from sim.scenario.groups.credit import Credit

SEASON_MONTHS = 12  # a year has all seasons
type Amount = float | NDArray[np.float64]  # of one market, or of many
TINY = 1e-9  # share of owners: of the least of any draw a logarithm can be told


@compiled
def profit_after_costs(sales, margin, capital_days, daily_interest, fixed):
    """What a firm earns after its costs and the interest on what it ties up.

    sales         a day
    margin        share of sales that is left after the goods are paid
    capital_days  days of sales that it keeps in cash and lends to its customers
    fixed         rent, wages, power
    """
    return sales * (margin - capital_days * daily_interest) - fixed


def option_elsewhere(
    luck: NDArray[np.float64],
    inside: NDArray[np.bool_],
    room: NDArray[np.float64] | float,
    spread: float,
) -> NDArray[np.float64]:
    """What owners could earn elsewhere, over what a firm of their market earns at the opening.

    luck    0..1, a draw an owner
    inside  who has a firm; there are as many others who might, of whom the nearest come first
    room    of these, which part can come
    spread  standard deviation of the log, which is normal
    Source: occupational choice, Lucas (1978).
    """
    share_below = 0.5 * np.where(inside, luck, 1.0 + np.minimum(room, 1.0) * luck)
    option: NDArray[np.float64] = np.exp(spread * ndtri(np.maximum(share_below, TINY)))
    return option


def pay_that_keeps(
    usual: NDArray[np.float64],
    option: NDArray[np.float64],
    inside: NDArray[np.bool_],
    gap: float,
) -> NDArray[np.float64]:
    """What an owner has to earn to stay, or to come; nobody works for less than nothing.

    usual   what the firm earned at the opening
    option  of `option_elsewhere`
    inside  who has a firm now
    gap     share by which one thing has to be better than another to be worth the move
    Source: Marshall's gap between entry and exit; Dixit (1989).
    """
    return np.where(inside, 1.0 - gap, 1.0 + gap) * option * np.maximum(usual, 0.0)


def firms_that_pay(
    firms: Amount, margin: Amount, interest: Amount, fixed: Amount, keeps: Amount, asks: Amount
) -> Amount:
    """Firms of a trade in the long run, not whole: some of many leave, or others come.

    As many leave as it takes until the others earn what keeps them; they come while one more would
    earn what it asks.

    firms     now
    margin    of all of them together, when the goods are paid
    interest  on what they tie up, all together
    fixed     rent, wages and power of one, > 0
    keeps     profit that keeps the owner of one in business; asks: that brings another, >= keeps
    Source: free entry to zero profit; Marshall's gap between entry and exit.
    """
    most = np.maximum(margin, 0.0) / (fixed + np.maximum(keeps, 0.0))
    least = np.maximum(margin - interest, 0.0) / (fixed + np.maximum(asks, 0.0))
    wanted: Amount = np.minimum(np.maximum(firms, least), most)
    return wanted


def firms_next_month(firms: Amount, wanted: Amount, speed: float) -> Amount:
    """Firms of a trade after a month in which a part of those who would gain by it have moved."""
    return firms + speed * (wanted - firms)


@compiled
def share_of_entrant(customers, firms):
    """Customers that one more firm would have, if they were dealt evenly.

    customers, firms  those of the tier and province now
    """
    return customers // (firms + 1)


def capital_days(credit: Credit) -> tuple[float, ...]:
    """By level: days of sales that a firm keeps in cash and lends to its customers."""
    return tuple(map(sum, zip(credit.cash_days, (0, *credit.days[:-1]), strict=True)))
