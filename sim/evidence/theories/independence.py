"""Theory of irrelevant alternatives: what becomes of the others when a seller is gone."""

from sim.evidence.theories.choice import ROUNDED, luck, offers_of, orders_a_day, usual_orders
from sim.evidence.theories.theory import Expected, Theory, require
from sim.scenario import Scenario, read_scenario

NOBODY = -20.0  # appeal of what nobody wants: the seller is gone


def independence(scenario: Scenario) -> Expected:
    """The town of `logit` without some of its sellers: the odds of all others stay as they were.

    Told from what the town buys with all sellers there, whatever its shares depend on. With a nest
    of 1, elsewhere is one of the others.
    """
    appeal = read_scenario("textbook/logit").marketplace.appeal
    before = scenario.with_values({"marketplace.appeal": list(appeal)})
    require(scenario.online.nest == 1, "where elsewhere is an offer like the others")
    stays = []
    for now, then in zip(scenario.marketplace.appeal, appeal, strict=True):
        require(now in (NOBODY, then), "where sellers of logit are as they were, or gone")
        stays.append(now == then)
    require(any(stays), "where somebody is left")

    delivered, budget = [each.delivered for each in offers_of(before)], scenario.marketplace.budget
    usual = zip(usual_orders(before), delivered, stays, strict=True)
    freed = sum(orders * price for orders, price, stay in usual if not stay)
    grown = budget / (budget - freed)
    orders = [
        grown * each if stay else 0.0
        for each, stay in zip(orders_a_day(before), stays, strict=True)
    ]
    spent = [each * price for each, price in zip(orders, delivered, strict=True)]
    expected = {}
    for place, each in enumerate(orders, start=1):
        expected[f"online_orders.province{place}"] = each
        expected[f"online_share.province{place}"] = spent[place - 1] / sum(spent)
    return expected | {"online_spending_share": sum(spent) / budget}


THEORIES = (Theory("logit_two_left", independence, rounding=ROUNDED, errors=luck),)
