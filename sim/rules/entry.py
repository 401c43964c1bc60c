"""Who gains by opening a firm, and who by closing it. Money a day."""

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
def firms_that_pay(firms, margin, interest, fixed, pay):
    """Firms of a trade next month, not whole: some of many leave, or others come.

    As many leave as it takes until the others earn what they cost; they come while one more would
    earn what keeps its owner as well.

    firms     now
    margin    of all of them together, when the goods are paid
    interest  on what they tie up, all together
    fixed     rent, wages and power of one, > 0
    pay       profit that keeps the owner of one in business
    Source: free entry to zero profit; Marshall's gap between entry and exit.
    """
    most = max(margin, 0.0) / fixed
    least = max(margin - interest, 0.0) / (fixed + pay)
    return min(max(firms, least), most)


@compiled
def share_of_entrant(customers, firms):
    """Customers that one more firm would have, if they were dealt evenly.

    customers, firms  those of the tier and province now
    """
    return customers // (firms + 1)


def capital_days(credit: Credit) -> tuple[float, ...]:
    """By level: days of sales that a firm keeps in cash and lends to its customers."""
    return tuple(map(sum, zip(credit.cash_days, (0, *credit.days[:-1]), strict=True)))
