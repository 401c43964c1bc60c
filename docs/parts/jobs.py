"""Jobs a million RMB of sales on the platforms: published, and what the model makes of inputs."""

import numpy as np

from parts.markdown import code, table
from parts.world import published
from sim.engine.tables.online import SERVICES
from sim.engine.year import DAYS_A_YEAR
from sim.model.report.families.jobs import Work, jobs_of
from sim.rules.online_choice import choosing_of
from sim.scenario import read_scenario
from sim.world.country.provinces import at_2016, read_country
from sim.world.online.merchants import lost_shares, merchants_kept
from sim.world.online.nation import money_sold, nation_online
from sim.world.online.sides import MID_2016

HEADS = ("jobs", "published", "model, opening", "of what", "inputs: guesses, none from the jobs")
MILLION = 1e6
OWNERS = ("goods_cost", "wage_cost", "overhead", "take_rate", "owner_income")
KINDS = {
    "transaction": (
        "a merchant whom its sales keep, and its staff's minutes an order",
        (*OWNERS, "goods_minutes", "worker_hours"),
    ),
    "supporting": (
        "parcels that couriers and sorters handle, fees for services of the platform",
        ("courier_parcels", "take_rate", "platform_revenue"),
    ),
    "derived": ("making what merchants buy", ("goods_cost", "maker_output")),
}


def work_of_the_opening() -> Work:
    """The nation's in 2016, as its merchants open."""
    base = read_scenario("base")
    online, money = base.online, base.grain.money
    growth = base.farm.primary_growth
    country = at_2016(read_country(), base.demand.income_growth, growth)
    market = nation_online(online, base.demand, base.freight, growth, money)
    sold = money_sold(market, choosing_of(online, base.demand), MID_2016)[:SERVICES].sum()
    by_buyer = np.exp(np.asarray(market.trade.log_mean)) * DAYS_A_YEAR
    orders = by_buyer.sum(axis=2)
    lost = (by_buyer * lost_shares(market.buyers, market.parcels)).sum(axis=2)
    merchants, _ = merchants_kept(base, country, market.offers, orders, lost)
    cost = np.asarray(market.offers.goods_cost)
    sent = orders[:SERVICES].sum()
    bought = (orders * cost)[:SERVICES].sum() / money
    return Work(merchants[:SERVICES].sum(), sent, sent, sold / money, bought)


def jobs_a_million() -> str:
    """A line a kind of job."""
    work, entry = work_of_the_opening(), published()["jobs_per_million_rmb"]
    made = jobs_of(work, read_scenario("base").online)
    rows = []
    for kind, (what, inputs) in KINDS.items():
        mine = float(made[f"jobs.{kind}"] / work.sold * MILLION)
        cells = (kind, f"{entry['value'][kind]}", f"{mine:.1f}", what)
        rows.append((*cells, code(f"online.{name}" for name in inputs)))
    return table(HEADS, rows)
