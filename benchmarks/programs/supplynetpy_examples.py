"""SupplyNetPy's documented examples, by itself: one node that keeps stock, and its supplier."""

import random
from functools import partial

import simpy
from replicas import simulated, tell
from SupplyNetPy import Components as scm  # noqa: N813 (as its documentation calls it)

SEEDS = 20
A_WEEK = 7
PHONES_WARMUP, PHONES_DAYS = 1000, 2825  # lots come every four weeks: thirty until any day is alike
PAPERS = (80, 90, 100, 110, 120)


def network(lead_time, quantity, node, link_cost=0.0, every=1, **demand):
    """A supplier, the node that keeps stock, and one demand or several."""
    env = simpy.Environment()
    supplier = scm.Supplier(env=env, ID="S1", name="Supplier", node_type="infinite_supplier")
    keeper = scm.InventoryNode(env=env, ID="D1", name="Keeper", node_type="distributor", **node)
    scm.Link(
        env=env, ID="L1", source=supplier, sink=keeper, cost=link_cost, lead_time=lambda: lead_time
    )
    quantities = quantity if isinstance(quantity, tuple) else (quantity,)
    for number, asked in enumerate(quantities):
        scm.Demand(
            env=env,
            ID=f"d{number}",
            name="Customers",
            order_arrival_model=lambda: every,
            order_quantity_model=asked,
            demand_node=keeper,
            **demand,
        )
    return env, keeper


def counted(env, keeper, first, end):
    """The statistics of the days first..end-1, and how many these are."""
    if first:
        env.run(until=first)
        keeper.stats.reset()
    env.run(until=end)
    keeper.stats.update_stats()
    return keeper.stats, end - first


def intro(_):
    """In ten minutes: (s, S) = (100, 150), ten a day; three rounds of five days."""
    node = {
        "capacity": 150,
        "initial_level": 50,
        "inventory_holding_cost": 0.2,
        "replenishment_policy": scm.SSReplenishment,
        "policy_param": {"s": 100, "S": 150},
        "product_buy_price": 100,
        "product_sell_price": 105,
    }
    stats, days = counted(*network(2, lambda: 10, node, link_cost=5), first=5, end=20)
    return {
        "stock": stats.avg_inventory_level,
        "holding": stats.inventory_carry_cost / days,
        "profit": (stats.profit + stats.transportation_cost) / days,
    }


def economic_order_quantity(_):
    """Lots of 1,200 each 36.5 days for 34 a day, at 4,000 an order; ten rounds of two lots."""
    node = {
        "capacity": 1200,
        "initial_level": 1200,
        "inventory_holding_cost": 0.273,
        "replenishment_policy": scm.PeriodicReplenishment,
        "policy_param": {"T": 365 * 1200 / 12000, "Q": 1200},
        "product_buy_price": 450,
        "product_sell_price": 500,
    }
    made = network(0, lambda: 34, node, link_cost=4000, consume_available=True)
    stats, days = counted(*made, first=73, end=803)
    return {
        "cost": (stats.inventory_carry_cost + stats.transportation_cost) / days,
        "stock": stats.avg_inventory_level,
        "sold": stats.demand_fulfilled[1] / days,
    }


def newsvendor(papers, seed, days=500):
    """So many papers every day."""
    draw = random.Random(seed)
    node = {
        "capacity": float("inf"),
        "initial_level": papers,
        "inventory_holding_cost": 0.1,
        "inventory_type": "perishable",
        "shelf_life": 1,
        "replenishment_policy": scm.PeriodicReplenishment,
        "policy_param": {"T": 1, "Q": papers},
        "product_buy_price": 2,
        "product_sell_price": 5,
    }
    asked = partial(drawn_again, draw, 100, 15)
    _, keeper = made = network(0, lambda: int(asked()), node, link_cost=10, consume_available=True)
    stats, _ = counted(*made, first=0, end=days)
    sold, wasted = stats.demand_fulfilled[1], keeper.inventory.waste
    return {
        "profit": (5 * sold + wasted - 2 * papers * days) / days,
        "sold": sold / days,
        "wasted": wasted / (papers * days),
    }


def drawn_again(draw, mean, sd):
    """A normal draw that is not negative."""
    while (quantity := draw.gauss(mean, sd)) < 0:
        pass
    return quantity


def lots(_):
    """Replenishment policies: lots of 300 at 500, and 300 asked for every day."""
    node = {
        "capacity": float("inf"),
        "initial_level": 500,
        "inventory_holding_cost": 0.1,
        "replenishment_policy": scm.RQReplenishment,
        "policy_param": {"R": 500, "Q": 300},
        "product_buy_price": 90,
        "product_sell_price": 100,
    }
    stats, days = counted(*network(2, lambda: 300, node, link_cost=10), first=10, end=30)
    return {
        "stock": stats.avg_inventory_level,
        "profit": (stats.profit + stats.transportation_cost) / days,
    }


def every_other_day(_):
    """Validation, second centre: lots of 500 at 1,000; 60 and 80 every other day, for a month."""
    node = {
        "capacity": 1500,
        "initial_level": 1500,
        "inventory_holding_cost": 0.22,
        "replenishment_policy": scm.RQReplenishment,
        "policy_param": {"R": 1000, "Q": 500},
        "product_buy_price": 150,
        "product_sell_price": 300,
    }
    made = network(1, (lambda: 60, lambda: 80), node, link_cost=10, every=2)
    stats, days = counted(*made, first=0, end=31)
    return {
        "stock": stats.avg_inventory_level,
        "holding": stats.inventory_carry_cost / days,
        "sold": stats.demand_fulfilled[1] / days,
    }


def phones(policy, seed):
    """Safety stock: N(2500, 500) a week, two weeks away.

    Where the example draws a negative demand again, nothing is asked for here, and where it turns
    away who cannot be served in full, what is left is sold (consume_available).
    """
    draw = random.Random(seed)
    node = {
        "capacity": float("inf"),
        "initial_level": 6000,
        "inventory_holding_cost": 0.1,
        "product_buy_price": 0,
        "product_sell_price": 399,
        **policy,
    }

    def asked():
        quantity = draw.gauss(2500 / A_WEEK, 500 / A_WEEK**0.5)
        return max(quantity, 1e-9)  # an order of nothing is refused

    made = network(2 * A_WEEK, asked, node, link_cost=100, consume_available=True)
    stats, days = counted(*made, first=PHONES_WARMUP, end=PHONES_DAYS)
    lost = stats.lost_sales[1]
    deliveries = stats.fulfillment_received[0]
    return {
        "stock": stats.avg_inventory_level,
        "lost": lost / (lost + stats.demand_fulfilled[1]),
        "half_round": days / deliveries / 2,
    }


if __name__ == "__main__":
    scm.global_logger.disable_logging()
    in_lots = {
        "replenishment_policy": scm.RQReplenishment,
        "policy_param": {"R": 6000, "Q": 10000},
    }
    up_to = {"replenishment_policy": scm.SSReplenishment, "policy_param": {"s": 6000, "S": 16000}}
    answers = simulated("intro", intro, [1], 20)
    answers |= simulated("eoq", economic_order_quantity, [1], 803)
    answers |= simulated("lots", lots, [1], 30)
    answers |= simulated("every_other_day", every_other_day, [1], 31)
    plays = {f"newsvendor{papers}": (partial(newsvendor, papers), 500) for papers in PAPERS}
    plays["phones"] = (partial(phones, in_lots), PHONES_DAYS)
    plays["phones_up_to"] = (partial(phones, up_to), PHONES_DAYS)
    for number, (key, (play, days)) in enumerate(plays.items(), 1):
        # Seeds of its own: with the same ones all examples would be lucky together.
        seeds = range(number * SEEDS, (number + 1) * SEEDS)
        answers |= simulated(key, play, seeds, days)
    tell(answers, "supplynetpy", "simpy")
