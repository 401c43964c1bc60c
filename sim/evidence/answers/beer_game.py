"""The beer game under the benchmark rule: 36 weeks cost 204 (46, 50, 54 and 54 by tier).

Sterman (1989), Management Science 35(3), 321-339. Edali and Yasarcan (2014), JASSS 17(4) 2, restate
the board step by step: expected demand stays at 4, the whole gap and the whole supply line count,
and the anchors are 28, 28, 28, 20. Order-up-to levels are anchor + expected demand = 32, 32, 32,
24. (Neither paper's full text was at hand; the four figures were checked by playing the board.)

What the figure 204 takes for granted:
- Start of week 1: stock 12, no backlog; d orders of 4 in the mail, due on evenings 1 .. d;
  L shipments of 4 on the way, for mornings 1 .. L (factory: d = 0, L = 3).
- In weeks 1 to 4 every tier orders 4, whatever its level says (the players were told so); the
  level rules from the evening of week 5, the first week in which customers want 8. With the
  level in force from week 1 the game would cost 180.
"""

from collections.abc import Sequence
from typing import NamedTuple

WEEKS = 36
STEP = (4,) * 4 + (8,) * (WEEKS - 4)


class BeerGame(NamedTuple):
    """Costs in money, by tier from the shop up; histories are weeks x tiers, in units."""

    total_cost: float
    tier_costs: tuple[float, ...]
    orders: list[list[float]]
    stocks: list[list[float]]
    backlogs: list[list[float]]


def beer_game(
    demand: Sequence[float] = STEP,
    levels: Sequence[float] = (32, 32, 32, 24),
    order_delays: Sequence[int] = (2, 2, 2, 0),
    lead_times: Sequence[int] = (2, 2, 2, 3),
    initial_stock: Sequence[float] = (12,) * 4,
    initial_pipeline: Sequence[float] = (4,) * 4,
    standing_order_weeks: int = 4,
    holding_cost: Sequence[float] = (0.5,) * 4,
    backlog_cost: Sequence[float] = (1.0,) * 4,
) -> BeerGame:
    """Play the game once; tier 0 is the shop, the last tier brews what it orders.

    Every list but `demand` has an entry for each tier.

    demand                customers' units, week by week
    levels                order-up-to level of each tier, units
    order_delays          evenings from order to supplier, d
    lead_times            evenings of shipping to mornings of sale, L >= 1
    initial_pipeline      units in each of the d slots of mail and L slots of goods
    standing_order_weeks  first weeks in which each tier orders `initial_pipeline`
    holding_cost, backlog_cost  money a unit and week, at the close of the week
    """
    tiers = range(len(levels))
    stock = list(initial_stock)
    backlog = [0.0 for _ in tiers]
    mail = [
        [units] * d for units, d in zip(initial_pipeline, order_delays)
    ]  # first: reaches the supplier next
    goods = [
        [units] * lead for units, lead in zip(initial_pipeline, lead_times)
    ]  # first: arrives next
    on_order = [sum(slip) + sum(way) for slip, way in zip(mail, goods)]
    costs = [0.0 for _ in tiers]
    history = BeerGame(0.0, (), [], [], [])
    for week, wanted in enumerate(demand, start=1):
        for j in tiers:  # morning
            arrived = goods[j].pop(0)
            stock[j] += arrived
            on_order[j] -= arrived
        due = wanted
        orders = []
        for j in tiers:  # evening, from the shop up: owe what is due, then order
            backlog[j] += due
            position = stock[j] + on_order[j] - backlog[j]
            free = week > standing_order_weeks
            orders.append(max(0.0, levels[j] - position) if free else initial_pipeline[j])
            on_order[j] += orders[j]
            mail[j].append(orders[j])
            due = mail[j].pop(0)
        for j in tiers:  # shipping; the shop sold by day, which leaves the same stock
            shipped = min(stock[j], backlog[j])
            stock[j] -= shipped
            backlog[j] -= shipped
            if j > 0:
                goods[j - 1].append(shipped)
            costs[j] += holding_cost[j] * stock[j] + backlog_cost[j] * backlog[j]
        goods[-1].append(due)  # the last tier's source is ample
        history.orders.append(orders)
        history.stocks.append(stock.copy())
        history.backlogs.append(backlog.copy())
    return history._replace(total_cost=sum(costs), tier_costs=tuple(costs))
