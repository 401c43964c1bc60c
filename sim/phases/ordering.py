"""Evening: shops order, then the tiers one by one, then producers, each seeing tonight's orders.

A tier adds tonight's orders to its estimate before it orders, and counts them as owed; where what
is lacking is lost, only those that it can serve.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled_part
from sim.engine.meetings import meet
from sim.engine.phase import Locality, Phase, columns
from sim.engine.shares import share_of_keepers
from sim.engine.state import State
from sim.phases import level_review
from sim.phases.asking_brokers import divide_orders, turn_to_brokers
from sim.phases.barring import bar_orders, may_bar_orders
from sim.phases.learning import learn_of_firms, pass_demand_up
from sim.phases.mail import add_up_dues, open_mail, send_orders
from sim.phases.order_writing import orders_of_keepers
from sim.phases.turning import turn_to_makers
from sim.scenario import Scenario


class Settings(NamedTuple):
    """What orders from producers cost on top, and the scripted start."""

    platform_fee: float  # share of the producer's price
    brokers_asked: int  # to each side of the usual one, in the list of a province's brokers
    makers_asked: int  # the same, in the list of a category's makers
    standing_days: int  # first days, warm-up included, of every keeper's standing order
    spread_share: float  # of its spread by which a lead time is longer on average
    attention: float  # chance that an owner looks at a shelf of which nothing sells
    reminders: float  # share of the shelves that an owner would forget of which the platform tells
    reminding: float  # units sold in a round that bring 63 % of the others to mind
    grain: int  # grains of goods a unit
    levels: level_review.Settings
    minimum_order: float  # money, of direct orders that travel together
    warehouse: int  # 1 where all direct orders of a shop do
    supplier_days: int  # days between two comparisons of a shop's suppliers


@compiled_part
def chunk(
    shelves, terms, keepers, accounts, levels, batches, products, estimates, settings, today,
    lo_shop, hi_shop,
):  # fmt: skip
    """Tonight's orders of the shops lo_shop..hi_shop-1."""
    level_review.review_levels(
        shelves, terms, keepers, levels, batches, products, settings.levels, today.day,
        lo_shop, hi_shop,
    )  # fmt: skip
    shelves.ordered[keepers.first_shelf[lo_shop] : keepers.first_shelf[hi_shop]] = 0
    orders_of_keepers(
        shelves,
        terms,
        keepers,
        accounts,
        levels,
        batches,
        estimates,
        settings,
        today,
        lo_shop,
        hi_shop,
    )


@compiled_part
def order_of_tiers(team, today, tables, ledger, room, settings, n_levels):
    """Shops' orders are sent; then tier by tier: add tonight's to the estimate, order, send."""
    claimed, promised, sent = room
    shelves, terms, keepers, accounts = (
        tables.shelves, tables.terms, tables.keepers, tables.accounts,
    )  # fmt: skip
    levels, batches, estimates, book = (
        tables.levels, tables.batches, tables.estimates, tables.book,
    )  # fmt: skip
    first_keeper, first_shelf = levels.first_keeper, keepers.first_shelf
    shops = first_keeper[1]
    firms = first_shelf[shops]
    leads, follows = team.rank == 0, team.rank == team.size - 1
    lo, hi = share_of_keepers(team, keepers, shelves.keeper, 0, shops)
    line = book.lines[0] + accounts.orders[:lo].sum()
    meet(team)
    if leads:
        shelves.ordered[firms:] = 0
        if len(estimates.consumers) > 0:
            pass_demand_up(shelves, terms, estimates, firms)
        open_mail(shelves, book, today)
    if follows and n_levels > 1:
        turn_to_brokers(
            tables, claimed, settings.brokers_asked, firms, first_shelf[first_keeper[2]],
            first_shelf[first_keeper[n_levels]],
        )  # fmt: skip
        if len(tables.routes.usual) > 0:
            makers = first_keeper[n_levels - 1], first_keeper[n_levels]
            turn_to_makers(
                tables, promised, settings.makers_asked, today, firms,
                first_shelf[first_keeper[n_levels - 1]], makers,
            )  # fmt: skip
    line = send_orders(
        shelves.ordered, terms, keepers, accounts, levels, book, sent[team.rank], today, lo, hi,
        line, firms,
    )  # fmt: skip
    meet(team)
    if leads:
        add_up_dues(sent, shelves.due[firms:])
    if follows:
        book.lines[0] = line
    for level in range(1, n_levels):
        first, end = first_keeper[level], first_keeper[level + 1]
        if leads:
            learn_of_firms(
                shelves, estimates, levels, today, level, first_shelf[first], first_shelf[end]
            )
        meet(team)
        lo, hi = share_of_keepers(team, keepers, shelves.keeper, first, end)
        orders_of_keepers(
            shelves, terms, keepers, accounts, levels, batches, estimates, settings, today, lo, hi
        )
        meet(team)
        if leads:
            begin = book.lines[0]
            book.lines[0] = send_orders(
                shelves.ordered, terms, keepers, accounts, levels, book, shelves.due, today,
                first, end, begin, 0,
            )  # fmt: skip
            if level == 1 and len(claimed) > 0:
                divide_orders(
                    tables, claimed, settings.brokers_asked, today, begin,
                    first_shelf[first_keeper[n_levels]],
                )  # fmt: skip


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    chances = scenario.stock.lead_time_chances or (1.0, 1.0)
    mean = sum(days * chance for days, chance in enumerate(chances)) / sum(chances)
    spread_share = mean / max(len(chances) - 1, 1)
    return Settings(
        scenario.direct.platform_fee,
        scenario.sourcing.brokers_asked,
        scenario.sourcing.makers_asked,
        scenario.stock.standing_order_days,
        spread_share,
        scenario.stock.attention,
        scenario.analytics.reminders,
        scenario.stock.reminding_sales,
        scenario.grain.goods,
        level_review.settings_of(scenario, spread_share),
        scenario.direct.minimum_order * scenario.grain.money,
        int(scenario.direct.warehouse),
        scenario.direct.review_days,
    )


def room_of(state: State) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """What `order_of_tiers` works with, all int64.

    (shelves of brokers,) and (shelves of makers,): claimed by who asks them; (threads, suppliers):
    what each thread sends on
    """
    ends = state.keepers.first_shelf[state.levels.first_keeper[state.n_levels - 1 :][:3]]
    of_makers, of_brokers = np.diff(ends).tolist()
    suppliers = len(state.shelves.stock) - state.shop_shelves
    sent = np.zeros((state.threads.count, suppliers), np.int64)
    return np.zeros(of_brokers, np.int64), np.zeros(of_makers, np.int64), sent


PHASE = Phase(
    "ordering",
    __doc__ or "",
    Locality.SHOP,
    reads=columns(
        "shelves: keeper batch stock backlog product next_product price demanded sold"
        " capacity unit_cost;"
        "batches: fresh_days;"
        "keepers: level province first_shelf offset open upstream analytics direct_ordering room"
        " place;"
        "products: produce case weight daily_loss next_alike;"
        "routes: days cost usual usual_plant nearest market;"
        "terms: direct lead_spread lot moq review drop;"
        "accounts: cash payable arrears credit_limit overdraft;"
        "levels: largest policy level_rule order_up_to reorder_point safety_factor order_days"
        " order_delay minimum_facing standing_order smoothing credit_days returns forecast"
        " demand_signal window pooled unfilled holding_cost"
    ),
    writes=columns(
        "shelves: ordered on_order due forecast variance safety let_down;"
        "keepers: rethinks room_price; accounts: orders;"
        "book: lines shelf supplier due_day open;"
        "terms: supplier barred origin lead freight transit_loss;"
        "estimates: seen mean variance consumers; levels: too_large"
    ),
    chunk=chunk,
    others=None,
    before=bar_orders,
    when=may_bar_orders,
)
