"""Examples of stockpyl's own instances, by its formulas and by its simulation.

Levels that its formulas optimise are cut to thousandths, which is what the scenarios count in.
"""

from functools import partial
from math import exp

from replicas import formula, simulated, tell
from scipy.stats import lognorm
from stockpyl.eoq import economic_order_quantity, economic_order_quantity_with_backorders
from stockpyl.instances import load_instance
from stockpyl.newsvendor import (
    newsvendor_continuous,
    newsvendor_discrete,
    newsvendor_normal,
    newsvendor_normal_explicit,
    newsvendor_poisson,
)
from stockpyl.rq import r_q_cost, r_q_cost_poisson, r_q_eoqb_approximation, r_q_poisson_exact
from stockpyl.sim import simulation
from stockpyl.ss import s_s_cost_discrete, s_s_discrete_exact
from stockpyl.ssm_serial import expected_cost
from stockpyl.supply_chain_network import single_stage_system

SEEDS = 20
PERIODS = 500
WARMUP = 60  # periods that do not count: a simulation starts with nothing on the way
A_THOUSAND = 1000


def newsvendors():
    """Newsvendors of normal demand; a lead time; prices; Poisson demand."""
    for key, name, solve in (
        ("newsvendor", "example_4_3", newsvendor_normal),
        ("base_stock", "example_4_4", newsvendor_normal),
        ("newsvendor_explicit", "example_4_2", newsvendor_normal_explicit),
        ("newsvendor_dearer", "problem_4_3b", newsvendor_normal_explicit),
        ("newsvendor_poisson", "problem_4_8a", newsvendor_poisson),
    ):
        given = load_instance(name)
        level = round(float(solve(**given)[0]), 3)
        yield formula(key, solve(**given, base_stock_level=level)[1])
    _, cost = newsvendor_discrete(**load_instance("problem_4_7b"))
    yield formula("newsvendor_chances", cost / A_THOUSAND)
    given = load_instance("problem_4_8b")
    demand = lognorm(given.pop("sigma"), 0, exp(given.pop("mu")))
    solve = partial(newsvendor_continuous, demand_distrib=demand, **given)
    level = round(float(solve()[0]), 3)
    yield formula("newsvendor_lognormal", solve(base_stock_level=level)[1])


def order_quantities():
    """Demand that never changes, in lots of whole units."""
    given = load_instance("example_3_1")
    lot = round(economic_order_quantity(**given)[0])
    yield formula("eoq", economic_order_quantity(**given, order_quantity=lot)[1])
    # Close to the best, 311 and 0.043: a lot of 24 days, and one of these is owed.
    near = {"order_quantity": 312, "stockout_fraction": 1 / 24}
    cost = economic_order_quantity_with_backorders(**load_instance("example_3_8"), **near)[2]
    yield formula("eoq_backorders", cost)


def min_max():
    """(s, S): what stock, backorders and orders cost."""
    for key, name in (("s_s", "example_4_7"), ("s_s_dearer", "problem_4_31")):
        given = load_instance(name)
        point, level, _ = s_s_discrete_exact(use_poisson=True, **given)
        yield formula(key, s_s_cost_discrete(point, level, use_poisson=True, **given))


def lots():
    """(r, Q): what stock, backorders and orders cost."""
    for key, name in (("r_q", "example_5_8"), ("r_q_twelfth", "problem_5_2")):
        given = load_instance(name)
        point, lot, cost = r_q_poisson_exact(**given)
        assert cost == r_q_cost_poisson(point, lot, **given)
        yield formula(key, cost)
    given = load_instance("problem_5_3")
    point, lot = (round(float(each)) for each in r_q_eoqb_approximation(**given))
    yield formula("r_q_normal", r_q_cost(point, lot, **given))


def serial_formula():
    """The serial system at the levels of its instance."""
    for key, name in (("serial", "example_6_1"), ("serial_long", "problem_6_16")):
        network = load_instance(name)
        echelon, below = {}, 0.0
        for node in sorted(network.nodes, key=lambda node: node.index):
            below += round(node.inventory_policy.base_stock_level, 2)
            echelon[node.index] = below
        yield formula(key, expected_cost(echelon, network=network))


def simulations():
    """What a simulation of a network counts, node 1 being the shop."""
    shop = {"shipment_lead_time": 1, "supply_type": "U"}
    networks = {
        "newsvendor": load_instance("example_4_1_network"),
        "s_s": single_stage_system(
            **shop,
            **costs_and_demand("example_4_7"),
            policy_type="sS",
            reorder_point=4,
            order_up_to_level=10,
        ),
        "r_q": single_stage_system(
            **(shop | {"shipment_lead_time": 2}),
            **costs_and_demand("example_5_8"),
            policy_type="rQ",
            reorder_point=3,
            order_quantity=5,
        ),
        "serial": load_instance("example_6_1"),
        "serial_long": load_instance("problem_6_16"),
        "serial_poisson": load_instance("problem_6_2b_adj"),
    }
    for node in networks["serial_long"].nodes:
        node.inventory_policy.base_stock_level = round(node.inventory_policy.base_stock_level, 2)
    for number, (key, network) in enumerate(networks.items(), 1):
        # Seeds of its own: with the same ones all networks would be lucky together.
        seeds = range(number * SEEDS, (number + 1) * SEEDS)
        node_days = len(network.nodes) * (WARMUP + PERIODS)
        yield simulated(f"{key}/simulated", partial(played, network), seeds, node_days)


def costs_and_demand(name):
    """Those of an instance with Poisson demand."""
    given = load_instance(name)
    costs = {"local_holding_cost": given["holding_cost"], "stockout_cost": given["stockout_cost"]}
    return {**costs, "demand_type": "P", "mean": given["demand_mean"]}


def played(network, seed):
    """Means a period and node after the warm-up."""
    simulation(
        network, WARMUP + PERIODS, rand_seed=seed, progress_bar=False, consistency_checks="E"
    )
    found = {}
    cost = 0.0
    for tier, node in enumerate(sorted(network.nodes, key=lambda node: node.index)):
        states = node.state_vars[WARMUP : WARMUP + PERIODS]
        levels = [sum(state.inventory_level.values()) for state in states]
        before, last = node.state_vars[WARMUP - 1], states[-1]
        met, asked = (
            sum(getattr(last, of).values()) - sum(getattr(before, of).values())
            for of in ("demand_met_from_stock_cumul", "demand_cumul")
        )
        found[f"stock{tier}"] = sum(max(level, 0.0) for level in levels) / PERIODS
        found[f"backlog{tier}"] = sum(max(-level, 0.0) for level in levels) / PERIODS
        found[f"fill_rate{tier}"] = met / asked
        cost += sum(state.total_cost_incurred for state in states)
    return {"cost": cost / PERIODS, **found}


if __name__ == "__main__":
    answers = {}
    for part in (newsvendors, order_quantities, min_max, lots, serial_formula, simulations):
        for answer in part():
            answers |= answer
    tell(answers, "stockpyl", "numpy")
