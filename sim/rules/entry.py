"""Who gains by becoming a middleman. Money a day."""

from sim.engine.compiling import compiled
from sim.scenario.groups.credit import Credit


@compiled
def profit_after_costs(sales, margin, capital_days, daily_interest, fixed):
    """What a firm earns after its costs and the interest on what it ties up.

    sales         a day
    margin        share of sales that is left after the goods are paid
    capital_days  days of sales that it keeps in cash and lends to its customers
    fixed         rent, wages, power
    """
    return sales * (margin - capital_days * daily_interest) - fixed


@compiled
def share_of_entrant(customers, firms):
    """Customers that one more firm would have, if they were dealt evenly.

    customers, firms  those of the tier and province now
    """
    return customers // (firms + 1)


def capital_days(credit: Credit) -> tuple[float, ...]:
    """By level: days of sales that a firm keeps in cash and lends to its customers."""
    return tuple(map(sum, zip(credit.cash_days, (0, *credit.days[:-1]), strict=True)))
