"""Each exact answer against a second way of its own: brute-force play, or another formula.

The plays below share no code with the answers and none with the engine. They run many copies of
the case side by side; an answer must lie within five standard errors of their mean.
"""

import numpy as np
import pytest
from scipy import stats

from sim.evidence.answers.beer_game import STEP, beer_game
from sim.evidence.answers.cost_plus import Seller, cost_plus_chain
from sim.evidence.answers.lost_sales import base_stock
from sim.evidence.answers.newsvendor import best_quantity, critical_ratio, day
from sim.evidence.answers.serial_chain import serial_chain

COPIES = 1500
WARM_UP = 60
DAYS = 200


def draws(mean, variance_to_mean, seed):
    """Demand by day and copy; the negative binomial as a Poisson with a gamma mean."""
    rng = np.random.default_rng(seed)
    size = (WARM_UP + DAYS, COPIES)
    if variance_to_mean == 1:
        return rng.poisson(mean, size)
    spread = variance_to_mean - 1
    return rng.poisson(rng.gamma(mean / spread, spread, size))


def assert_near(exact, by_copy, floor=1e-9):
    error = np.std(by_copy, ddof=1) / np.sqrt(len(by_copy))
    assert abs(np.mean(by_copy) - exact) <= 5 * error + floor


# ---------------------------------------------------------------- beer game


def board_game(demand, anchors, weeks_at_four=4):
    """The five steps on the board, with its boxes by name and Sterman's rule as he writes it."""
    names = "RWDF"
    inventory = dict.fromkeys(names, 12)
    backlog = dict.fromkeys(names, 0)
    delay_near_supplier = dict.fromkeys(names, 4)  # for F: the first production delay
    delay_near_buyer = dict.fromkeys(names, 4)
    orders_placed = dict.fromkeys(names, 4)  # for F: the production request
    incoming = dict.fromkeys("WDF", 4)
    cost = dict.fromkeys(names, 0.0)
    for week, wanted in enumerate(demand, start=1):
        for n in names:  # 1. receive inventory, advance shipping delays
            inventory[n] += delay_near_buyer[n]
            delay_near_buyer[n] = delay_near_supplier[n]
            delay_near_supplier[n] = 0
        for n, buyer in zip(names, " RWD"):  # 2. fill orders
            backlog[n] += wanted if n == "R" else incoming[n]
            sent = min(inventory[n], backlog[n])
            inventory[n] -= sent
            backlog[n] -= sent
            if n != "R":
                delay_near_supplier[buyer] = sent
        for n in names:  # 3. record inventory or backlog
            cost[n] += 0.5 * inventory[n] + 1.0 * backlog[n]
        for n, buyer in zip("WDF", "RWD"):  # 4. advance the order slips; the factory brews
            incoming[n] = orders_placed[buyer]
        delay_near_supplier["F"] = orders_placed["F"]
        for n, supplier in zip(names, "WDF "):  # 5. place orders
            line = delay_near_supplier[n] + delay_near_buyer[n]
            if n != "F":
                line += incoming[supplier] + backlog[supplier]
            gap = anchors[n] - (inventory[n] - backlog[n]) - line
            orders_placed[n] = max(0, 4 + gap) if week > weeks_at_four else 4
    return cost


def test_the_beer_game_costs_204():
    game = beer_game()
    assert game.total_cost == 204
    assert game.tier_costs == (46, 50, 54, 54)
    assert game.orders[:5] == [[4, 4, 4, 4]] * 4 + [[12, 8, 8, 4]]


@pytest.mark.parametrize(
    ("demand", "anchors", "held"),
    [
        (STEP, (28, 28, 28, 20), 4),
        (STEP, (28, 28, 28, 20), 0),
        (STEP, (20, 24, 31, 18), 4),
        ((4, 9, 2, 8, 8, 0, 15, 3) * 5, (30, 26, 33, 22), 2),
    ],
)
def test_beer_game_is_the_board_game(demand, anchors, held):
    board = board_game(demand, dict(zip("RWDF", anchors)), held)
    game = beer_game(demand, [a + 4 for a in anchors], standing_order_weeks=held)
    assert game.tier_costs == tuple(board.values())


def test_the_standing_order_is_the_level_that_the_start_is_at_rest_with():
    """A level of 28 (factory 24) from week 1 orders 4 for ever while customers want 4."""
    game = beer_game(demand=(4,) * 36, levels=(28, 28, 28, 24), standing_order_weeks=0)
    assert all(order == [4, 4, 4, 4] for order in game.orders)
    assert beer_game(standing_order_weeks=0).total_cost == 180


# ---------------------------------------------------------------- lost sales


def play_lost_sales(level, demand, lag, review):
    """Sales, end stock, served days and empty shelves, means a day by copy."""
    stock = np.full(COPIES, level)
    arrivals = [np.zeros(COPIES, dtype=int) for _ in range(lag)]
    counted = np.zeros((4, COPIES))
    for t, wanted in enumerate(demand):
        stock = stock + arrivals.pop(0)
        sold = np.minimum(stock, wanted)
        stock = stock - sold
        order = level - stock - sum(arrivals, np.zeros(COPIES, dtype=int))
        arrivals.append(order if t % review == 0 else np.zeros(COPIES, dtype=int))
        if t >= WARM_UP:
            counted += sold, stock, sold == wanted, stock == 0
    return counted / DAYS


@pytest.mark.parametrize(
    ("level", "mean", "lead_time", "order_delay", "ratio", "review"),
    [
        (12, 5.0, 2, 0, 1.0, 1),
        (6, 5.0, 1, 0, 1.0, 1),
        (16, 5.0, 2, 1, 1.0, 1),
        (12, 5.0, 2, 0, 2.5, 1),
        (9, 1.7, 3, 1, 1.6, 1),
        (26, 3.0, 2, 0, 1.0, 7),
        (14, 2.0, 3, 1, 2.0, 3),
    ],
)
def test_lost_sales_chain_agrees_with_play(level, mean, lead_time, order_delay, ratio, review):
    exact = base_stock(level, mean, lead_time, order_delay, ratio, review)
    demand = draws(mean, ratio, seed=7)
    sales, stock, served, empty = play_lost_sales(level, demand, lead_time + order_delay, review)
    assert_near(exact.sales, sales)
    assert_near(exact.fill_rate, sales / mean)
    assert_near(exact.mean_end_stock, stock)
    assert_near(exact.share_days_served, served)
    assert_near(exact.shelf_audit_rate, empty)


def test_lost_sales_check_figure_of_the_design():
    assert base_stock(12, 5.0, 2).fill_rate == pytest.approx(0.9279, abs=5e-5)
    assert base_stock(12, 5.0, 1, order_delay=1) == base_stock(12, 5.0, 2)


@pytest.mark.parametrize("level", [1, 4, 9])
def test_lost_sales_overnight_is_a_day_that_starts_full(level):
    demand = stats.poisson(5)
    exact = base_stock(level, 5.0, 1)
    assert exact.fill_rate == pytest.approx(demand.expect(lambda x: np.minimum(x, level)) / 5)
    assert exact.share_days_served == pytest.approx(demand.cdf(level))


# ---------------------------------------------------------------- newsvendor


@pytest.mark.parametrize(
    ("quantity", "mean", "price", "cost", "salvage", "ratio"),
    [
        (20, 20.0, 5.0, 3.0, 1.0, 1.0),
        (26, 20.0, 9.0, 3.0, -0.5, 3.0),
        (1, 0.6, 4.0, 1.0, 0.0, 1.5),
        (0, 3.0, 4.0, 1.0, 0.0, 1.0),
    ],
)
def test_newsvendor_day_agrees_with_play(quantity, mean, price, cost, salvage, ratio):
    exact = day(quantity, mean, price, cost, salvage, ratio)
    wanted = draws(mean, ratio, seed=11)
    sold = np.minimum(wanted, quantity)
    money = price * sold + salvage * (quantity - sold) - cost * quantity
    assert_near(exact.sales, sold.mean(axis=0))
    assert_near(exact.fill_rate, sold.mean(axis=0) / mean)
    assert_near(exact.profit, money.mean(axis=0))
    assert_near(exact.share_days_served, (wanted <= quantity).mean(axis=0))
    if quantity:
        assert_near(exact.waste_share, 1 - sold.mean(axis=0) / quantity)


@pytest.mark.parametrize("ratio", [1.0, 1.7, 4.0])
@pytest.mark.parametrize(
    ("mean", "price", "cost", "salvage"),
    [(20.0, 5.0, 3.0, 1.0), (3.0, 10.0, 1.0, 0.0), (8.0, 2.0, 1.9, 0.5), (50.0, 7.0, 2.0, -1.0)],
)
def test_best_quantity_has_the_highest_profit(mean, price, cost, salvage, ratio):
    best = best_quantity(mean, price, cost, salvage, ratio)
    profits = [day(q, mean, price, cost, salvage, ratio).profit for q in range(300)]
    assert best == int(np.argmax(profits))
    assert day(best, mean, price, cost, salvage, ratio).share_days_served >= critical_ratio(
        price, cost, salvage
    )


# ---------------------------------------------------------------- serial chain


def play_serial_chain(levels, demand, lead_times, order_delays):
    """Per tier: at once, due, served days, days without backlog, end stock, backlog, by copy."""
    n = len(levels)
    nothing = np.zeros(COPIES, dtype=int)
    stock = [np.full(COPIES, level) for level in levels]
    owed = [nothing.copy() for _ in levels]
    on_order = [nothing.copy() for _ in levels]
    in_mail = [[nothing] * d for d in order_delays]
    on_the_way = [[nothing] * lead for lead in lead_times]
    counted = np.zeros((n, 6, COPIES))
    for t, wanted in enumerate(demand):
        due, new = wanted, []
        for j in range(n):
            arrived = on_the_way[j].pop(0)
            stock[j] = stock[j] + arrived
            on_order[j] = on_order[j] - arrived
        for j in range(n):
            new.append(due)
            position = stock[j] + on_order[j] - owed[j] - due
            order = np.maximum(levels[j] - position, 0)
            on_order[j] = on_order[j] + order
            in_mail[j].append(order)
            due = in_mail[j].pop(0)
        for j in range(n):
            old_served = np.minimum(stock[j], owed[j])  # the oldest first
            new_served = np.minimum(stock[j] - old_served, new[j])
            stock[j] = stock[j] - old_served - new_served
            owed[j] = owed[j] - old_served + new[j] - new_served
            if j > 0:
                on_the_way[j - 1].append(old_served + new_served)
            if t >= WARM_UP:
                counted[j] += (
                    new_served,
                    new[j],
                    new_served == new[j],
                    owed[j] == 0,
                    stock[j],
                    owed[j],
                )
        on_the_way[n - 1].append(due)
    return counted / DAYS


@pytest.mark.parametrize(
    ("levels", "mean", "lead_times", "order_delays", "ratio"),
    [
        ((12, 14, 16), 5.0, (1, 2, 2), (0, 0, 0), 1.0),
        ((14, 14, 13), 5.0, (2, 1, 2), (0, 1, 0), 1.0),
        ((11, 9, 7), 2.0, (2, 2, 3), (2, 2, 0), 1.8),
        ((5, 4, 3), 0.8, (1, 3, 2), (1, 0, 2), 1.0),
        ((18, 8), 3.0, (4, 1), (0, 0), 2.5),
        ((8,), 2.5, (3,), (0,), 1.0),
        ((3, 0, 12), 3.0, (1, 1, 3), (0, 0, 0), 1.0),
    ],
)
def test_serial_chain_agrees_with_play(levels, mean, lead_times, order_delays, ratio):
    exact = serial_chain(levels, mean, lead_times, order_delays, ratio)
    demand = draws(mean, ratio, seed=3)
    for tier, copies in zip(exact, play_serial_chain(levels, demand, lead_times, order_delays)):
        at_once, due, served, clear, end_stock, backlog = copies
        assert_near(0.0, at_once - tier.fill_rate * due)
        assert_near(tier.share_days_served, served)
        assert_near(tier.share_days_without_backlog, clear)
        assert_near(tier.mean_end_stock, end_stock)
        assert_near(tier.mean_backlog, backlog)
        assert tier.end_stock.sum() == pytest.approx(1, abs=1e-12)
        assert tier.backlog.sum() == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(("level", "mean", "lead_time"), [(8, 2.5, 3), (4, 0.7, 2), (30, 5.0, 5)])
def test_one_tier_is_the_base_stock_formula(level, mean, lead_time):
    """E[backlog] of a Poisson base stock, in closed form."""
    lead = stats.poisson(mean * lead_time)
    owed = (mean * lead_time - level) * lead.sf(level) + mean * lead_time * lead.pmf(level)
    (tier,) = serial_chain([level], mean, [lead_time])
    assert tier.mean_backlog == pytest.approx(owed)
    assert tier.mean_end_stock == pytest.approx(level - mean * lead_time + owed)
    assert tier.share_days_without_backlog == pytest.approx(lead.cdf(level))
    # units that wait until tomorrow at least = growth of E[backlog] over the last of the L days
    before = stats.poisson(mean * (lead_time - 1))
    earlier = before.expect(lambda x: np.maximum(x - level, 0))
    assert tier.fill_rate == pytest.approx(1 - (owed - earlier) / mean)


# ---------------------------------------------------------------- cost-plus


FULL = (Seller(0.08, 0.30), Seller(0.05, 0.20), Seller(0.06, 0.15), Seller(0.15, 0.05))


def test_cost_plus_price_is_the_product_of_the_markups():
    chain = cost_plus_chain(4.0, 0.25, FULL)
    up = np.cumprod([1 + s.markup for s in reversed(FULL)])[::-1]
    assert chain.farm_price == 5.0
    assert chain.shop_price == pytest.approx(
        5.0 * up[0] + sum(s.freight * u for s, u in zip(FULL, up))
    )


@pytest.mark.parametrize("skipped", [(), (0,), (1,), (0, 2), (0, 1, 2)])
@pytest.mark.parametrize("fee", [0.0, 0.03])
@pytest.mark.parametrize("direct_freight", [None, 0.9])
@pytest.mark.parametrize("on_freight", [True, False])
def test_cost_plus_money_adds_up_and_the_farm_price_stays(skipped, fee, direct_freight, on_freight):
    chain = cost_plus_chain(4.0, 0.25, FULL, skipped, direct_freight, fee, on_freight)
    assert chain.farm_price == cost_plus_chain(4.0, 0.25, FULL).farm_price
    assert len(chain.prices) == len(FULL) - len(skipped)
    assert chain.shop_price == pytest.approx(
        chain.farm_price + sum(chain.margins) + chain.freight + chain.fee
    )


def test_cost_plus_skipping_a_tier_on_the_same_road_saves_its_markup_on_what_came_before():
    two = (Seller(0.10, 0.5), Seller(0.20, 0.2))
    full = cost_plus_chain(4.0, 0.25, two)
    direct = cost_plus_chain(4.0, 0.25, two, skipped=[0])
    assert full.prices == pytest.approx((6.05, 7.5))
    assert direct.shop_price == pytest.approx((5.0 + 0.7) * 1.2)
    assert full.shop_price - direct.shop_price == pytest.approx(0.10 * 5.5 * 1.2)
    with_fee = cost_plus_chain(4.0, 0.25, two, [0], direct_freight=1.0, platform_fee=0.04)
    assert with_fee.shop_price == pytest.approx((5.0 * 1.04 + 1.0) * 1.2)
    net = cost_plus_chain(4.0, 0.25, two, markup_on_freight=False)
    assert net.shop_price == pytest.approx((5.0 * 1.1 + 0.5) * 1.2 + 0.2)


def test_cost_plus_shop_cannot_skip_itself():
    with pytest.raises(ValueError, match="shop"):
        cost_plus_chain(4.0, 0.25, FULL, skipped=[3])
