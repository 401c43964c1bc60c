"""Worlds that nobody chose: settings of small countries and of chains of firms, for hypothesis."""

import datetime

from hypothesis import strategies as st

from sim.scenario import DemandLaw, GoodsPricing, LevelRule, Policy, ProducePricing, Unfilled

PROVINCES = ("Beijing", "Gansu", "Guangdong", "Hainan", "Ningxia", "Tibet", "Xinjiang", "Zhejiang")


def one_of(choice, *but):
    """The name of a member of a choice, as a scenario writes it."""
    return st.sampled_from([member.name.lower() for member in choice if member.name not in but])


def lists(levels, entry):
    """One value a level, as a scenario writes it."""
    return st.lists(entry, min_size=levels, max_size=levels).map(lambda v: f"[{', '.join(v)}]")


def numbers(low, high):
    return st.integers(low, high).map(str)


@st.composite
def lever(draw, start, last):
    level = draw(st.sampled_from([0.0, 0.3, 1.0, "historical"]))
    begin = start + datetime.timedelta(days=draw(st.integers(0, last)))
    return f"{{level: {level}, from: {begin}}}"


@st.composite
def countries(draw):
    """Settings of a small country for a few weeks, the levers among them."""
    places = draw(st.lists(st.sampled_from(PROVINCES), min_size=1, max_size=3, unique=True))
    start = datetime.date(2016, 1, 1) + datetime.timedelta(days=draw(st.integers(0, 330)))
    counted = draw(st.integers(20, 60))
    sets = {
        "scale": draw(st.sampled_from([20_000, 50_000])),
        "population.provinces": f"[{', '.join(places)}]",
        "calendar.start": start,
        "calendar.end": start + datetime.timedelta(days=counted - 1),
        "calendar.warmup_days": draw(st.integers(0, 30)),
        "demand.law": draw(st.sampled_from(["negative_binomial", "poisson"])),
        "stock.policy": draw(lists(6, one_of(Policy, "FIXED_QUANTITY"))),
        "stock.unfilled": draw(lists(6, one_of(Unfilled))),
        "stock.lead_time_spread_days": draw(numbers(0, 3)),
        "stock.order_delay_days": draw(numbers(0, 2)),
        "stock.lot_cases": draw(st.sampled_from(["0", "0.25", "2", "20"])),
        "stock.safety_factor": draw(st.sampled_from(["0", "1.3"])),
        "stock.spare_capacity": draw(st.sampled_from(["0", "0.3"])),
        "price.goods": draw(one_of(GoodsPricing)),
        "price.produce": draw(one_of(ProducePricing)),
        "credit.days": draw(st.sampled_from(["0", "7", "30"])),
        "credit.limit_days": draw(st.sampled_from(["0", "5", "45"])),
        "credit.cash_days": draw(st.sampled_from(["1", "30"])),
        "credit.overdraft_days": draw(st.sampled_from(["0", "10"])),
        "credit.arrears_days": draw(st.sampled_from(["3", "90"])),
        "direct.minimum_order": draw(st.sampled_from(["0", "150"])),
        "direct.drop_charge": draw(st.sampled_from(["0", "12"])),
        "direct.warehouse": draw(st.sampled_from(["none", "province"])),
        "direct.platform_fee": draw(st.sampled_from(["0.01", "0.08"])),
        "direct.review_days": draw(st.sampled_from(["3", "30"])),
        "assortment.review_days": draw(st.sampled_from(["7", "30"])),
        "platform.innovation": draw(st.sampled_from(["0", "0.3"])),
        "platform.gain_response": draw(st.sampled_from(["0", "10"])),
    }
    leave = sets["stock.unfilled"].startswith("[lost")
    shops = draw(st.sampled_from(["profit", "forecast"])) if leave else "forecast"
    sets["stock.level_rule"] = f"[{shops}{', forecast' * 5}]"
    for name in ("analytics", "direct_ordering", "fast_replenishment"):
        sets[f"levers.{name}"] = draw(lever(start, counted - 1))
    return [f"{key}={value}" for key, value in sets.items()]


@st.composite
def chains(draw):
    """Settings of a textbook chain: any policy, delay, lot, capacity and shelf life at any tier."""
    levels = draw(st.integers(1, 5))
    goods = draw(st.sampled_from([1, 1, 1000]))
    policies = draw(lists(levels, one_of(Policy)))
    fixed = "fixed_quantity" in policies  # which needs a lot, no smaller than the smallest order
    sets = {
        "grain.goods": goods,
        "population.levels": levels,
        "population.shops": draw(st.integers(1, 7)),
        "population.shops_per_supplier": draw(st.integers(1, 3)),
        "population.goods": draw(st.sampled_from([1, 1, 3])),
        "calendar.end": datetime.date(2000, 1, draw(st.integers(5, 31))),
        "calendar.warmup_days": draw(st.integers(0, 30)),
        "demand.law": draw(one_of(DemandLaw, "STEP")),
        "demand.mean": draw(st.sampled_from(["0.4", "3", "20"])),
        "demand.autocorrelation": draw(st.sampled_from(["0", "0.6"])),
        "demand.chances": "[0.4, 0.1, 0, 0.5]",
        "demand.series": "[3, 0, 11, 2]",
        "demand.wait": draw(st.sampled_from(["0", "0.2"])),
        "stock.policy": policies,
        "stock.level_rule": draw(lists(levels, one_of(LevelRule, "PROFIT"))),
        "stock.order_up_to": draw(lists(levels, numbers(10, 60))),
        "stock.reorder_point": draw(lists(levels, numbers(-5, 10))),
        "stock.review_period_days": draw(lists(levels, numbers(1, 4))),
        "stock.order_delay_days": draw(lists(levels, numbers(0, 3))),
        "stock.lead_time_days": draw(lists(levels, numbers(1, 4))),
        "stock.lead_time_spread_days": draw(lists(levels, numbers(0, 3))),
        "stock.lot_size": draw(lists(levels, numbers(12, 20) if fixed else numbers(0, 9))),
        "stock.moq": draw(lists(levels, numbers(0, 12))),
        "stock.unfilled": draw(lists(levels, one_of(Unfilled))),
        "stock.capacity_per_day": draw(lists(levels, st.sampled_from(["0", "7", "1e12"]))),
        "stock.initial": draw(lists(levels, numbers(0, 30))),
        "stock.initial_pipeline": draw(lists(levels, numbers(0, 5))),
        "stock.standing_order_days": draw(st.sampled_from(["0", "3"])),
        "stock.shelf_life_days": draw(st.sampled_from(["0", "1", "2", "9"])),
        "stock.salvage_value": draw(st.sampled_from(["0", "0.37"])),
        "price.goods": draw(one_of(GoodsPricing)),
        "price.loss_in_cost": draw(st.sampled_from(["0", "1"])),
        "freight.per_kg": draw(st.sampled_from(["0", "0.13"])),
        "freight.loss": draw(st.sampled_from(["[]", "[0.3]", "[0, 0.2, 0.9]"])),
        "credit.days": draw(lists(levels, numbers(0, 9))),
        "credit.opening_cash": draw(st.sampled_from(["0", "40", "1000000"])),
    }
    for name in ("analytics", "direct_ordering", "fast_replenishment"):
        sets[f"levers.{name}"] = draw(st.sampled_from(["off", "0.5", "1", "historical"]))
    return [f"{key}={value}" for key, value in sets.items()]
