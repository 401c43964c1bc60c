"""Evening: shops order, then the tiers one by one, then producers, each seeing tonight's orders.

A tier adds tonight's orders to its estimate before it orders, and counts them as owed; where what
is lacking is lost, only those that it can serve.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.phase import Over, Phase, Tiers, columns, part, tiers
from sim.engine.settings import From, filled
from sim.engine.tables.state import State
from sim.engine.units import in_money
from sim.phases.policy.barring import BAR_ORDERS
from sim.phases.shops import level_review
from sim.phases.supply.asking_brokers import divide_orders, turn_to_brokers
from sim.phases.supply.learning import learn_of_firms, pass_demand_up
from sim.phases.supply.mail import add_up_dues, open_mail, send_orders
from sim.phases.supply.order_writing import orders_of_keepers
from sim.phases.supply.turning import turn_to_makers
from sim.scenario import Scenario


class Settings(NamedTuple):
    """What orders from producers cost on top, and the scripted start."""

    platform_fee: Annotated[float, From("direct.platform_fee")]  # share of the producer's price
    # to each side of the usual one, in the list of a province's brokers
    brokers_asked: Annotated[int, From("sourcing.brokers_asked")]
    # the same, in the list of a category's makers
    makers_asked: Annotated[int, From("sourcing.makers_asked")]
    # first days, warm-up included, of every keeper's standing order
    standing_days: Annotated[int, From("stock.standing_order_days")]
    spread_share: float  # of its spread by which a lead time is longer on average
    # chance that an owner looks at a shelf of which nothing sells
    attention: Annotated[float, From("stock.attention")]
    # share of the shelves that an owner would forget of which the platform tells
    reminders: Annotated[float, From("analytics.reminders")]
    # units sold in a round that bring 63 % of the others to mind
    reminding: Annotated[float, From("stock.reminding_sales")]
    grain: Annotated[int, From("grain.goods")]  # grains of goods a unit
    levels: level_review.Settings
    # money, of direct orders that travel together
    minimum_order: Annotated[float, From("direct.minimum_order", in_money)]
    warehouse: Annotated[int, From("direct.warehouse")]  # 1 where all direct orders of a shop do
    # days between two comparisons of a shop's suppliers
    supplier_days: Annotated[int, From("direct.review_days")]


@part(Over.SHOPS)
def write_orders(tables, own, rules, today, piece):
    """Shops write tonight's orders."""
    level_review.review_levels(
        tables.shelves, tables.terms, tables.keepers, tables.levels, tables.batches,
        tables.products, rules.ordering.levels, today.day, piece.lo_keeper, piece.hi_keeper,
    )  # fmt: skip
    tables.shelves.ordered[piece.lo : piece.hi] = 0
    orders_of_keepers(
        tables.shelves, tables.terms, tables.keepers, tables.accounts, tables.levels,
        tables.batches, tables.estimates, rules.ordering, today, piece.lo_keeper, piece.hi_keeper,
    )  # fmt: skip


@part(Over.WHOLE)
def open_the_mail(tables, own, rules, today, piece):
    """Suppliers find what was in the mail; where each shop's orders begin in the book is noted."""
    shelves, book = tables.shelves, tables.book
    firms = tables.keepers.first_shelf[tables.levels.first_keeper[1]]
    shelves.ordered[firms:] = 0
    if len(tables.estimates.consumers) > 0:
        pass_demand_up(shelves, tables.terms, tables.estimates, firms)
    open_mail(shelves, book, today)


@part(Over.WHOLE, needed=tiers)
def look_for_brokers(tables, own, rules, today, piece):
    """Wholesalers ask other brokers than their usual ones, and other makers."""
    settings, n_levels = rules.ordering, rules.accounting.brokers
    first_keeper, first_shelf = tables.levels.first_keeper, tables.keepers.first_shelf
    firms = first_shelf[first_keeper[1]]
    turn_to_brokers(
        tables, own.room.mail.claimed, settings.brokers_asked, firms,
        first_shelf[first_keeper[2]], first_shelf[first_keeper[n_levels]],
    )  # fmt: skip
    if len(tables.routes.usual) > 0:
        makers = first_keeper[n_levels - 1], first_keeper[n_levels]
        turn_to_makers(
            tables, own.room.mail.promised, settings.makers_asked, today, firms,
            first_shelf[first_keeper[n_levels - 1]], makers,
        )  # fmt: skip


@part(Over.LEVEL)
def number_lines(tables, own, rules, today, piece):
    """Each share of the shops finds the line of the book where its orders begin."""
    before = tables.accounts.orders[: piece.lo_keeper].sum()
    own.room.mail.lines[piece.number] = tables.book.lines[0] + before


@part(Over.LEVEL)
def send_shops_orders(tables, own, rules, today, piece):
    """Shops send their orders."""
    mail, keepers = own.room.mail, tables.keepers
    mail.lines[piece.number] = send_orders(
        tables.shelves.ordered, tables.terms, keepers, tables.accounts, tables.levels, tables.book,
        mail.sent[piece.number], today, piece.lo_keeper, piece.hi_keeper,
        mail.lines[piece.number], keepers.first_shelf[tables.levels.first_keeper[1]],
    )  # fmt: skip


@part(Over.WHOLE)
def take_in_orders(tables, own, rules, today, piece):
    """What shops have sent is due at their suppliers."""
    mail, firms = own.room.mail, tables.keepers.first_shelf[tables.levels.first_keeper[1]]
    add_up_dues(mail.sent, tables.shelves.due[firms:])
    tables.book.lines[0] = mail.lines[len(mail.lines) - 1]


@part(Over.WHOLE)
def learn_of_orders(tables, own, rules, today, piece):
    """A tier adds tonight's orders to its estimate."""
    first_keeper, first_shelf = tables.levels.first_keeper, tables.keepers.first_shelf
    learn_of_firms(
        tables.shelves, tables.estimates, tables.levels, today, piece.level,
        first_shelf[first_keeper[piece.level]], first_shelf[first_keeper[piece.level + 1]],
    )  # fmt: skip


@part(Over.LEVEL)
def order_further_up(tables, own, rules, today, piece):
    """It orders in turn."""
    orders_of_keepers(
        tables.shelves, tables.terms, tables.keepers, tables.accounts, tables.levels,
        tables.batches, tables.estimates, rules.ordering, today, piece.lo_keeper, piece.hi_keeper,
    )  # fmt: skip


@part(Over.WHOLE)
def send_further_up(tables, own, rules, today, piece):
    """Its orders are due at the next one; those for brokers are divided among them."""
    book, claimed = tables.book, own.room.mail.claimed
    first_keeper, first_shelf = tables.levels.first_keeper, tables.keepers.first_shelf
    begin = book.lines[0]
    book.lines[0] = send_orders(
        tables.shelves.ordered, tables.terms, tables.keepers, tables.accounts, tables.levels, book,
        tables.shelves.due, today, first_keeper[piece.level], first_keeper[piece.level + 1],
        begin, 0,
    )  # fmt: skip
    if piece.level == 1 and len(claimed) > 0:
        divide_orders(
            tables, claimed, rules.ordering.brokers_asked, today, begin,
            first_shelf[first_keeper[rules.accounting.brokers]],
        )  # fmt: skip


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    chances = scenario.stock.lead_time_chances or (1.0, 1.0)
    mean = sum(days * chance for days, chance in enumerate(chances)) / sum(chances)
    spread_share = mean / max(len(chances) - 1, 1)
    levels = level_review.settings_of(scenario, spread_share)
    return filled(Settings, scenario, spread_share=spread_share, levels=levels)


class Room(NamedTuple):
    """What ordering works with."""

    claimed: NDArray[np.int64]  # (shelves of brokers,): by who asks them
    promised: NDArray[np.int64]  # (shelves of makers,): the same
    sent: NDArray[np.int64]  # (shares, suppliers): what each share of the shops sends on
    lines: NDArray[np.int64]  # (shares,): of the book, where each goes on


def room_of(state: State) -> Room:
    """Room for any evening."""
    ends = state.keepers.first_shelf[state.levels.first_keeper[state.n_levels - 1 :][:3]]
    of_makers, of_brokers = np.diff(ends).tolist()
    suppliers, shares = len(state.shelves.stock) - state.shop_shelves, state.threads.count
    return Room(
        np.zeros(of_brokers, np.int64),
        np.zeros(of_makers, np.int64),
        np.zeros((shares, suppliers), np.int64),
        np.zeros(shares, np.int64),
    )


PHASE = Phase(
    "ordering",
    __doc__ or "",
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
    steps=(
        BAR_ORDERS,
        write_orders,
        number_lines,
        (open_the_mail, look_for_brokers, send_shops_orders),
        take_in_orders,
        Tiers((learn_of_orders, order_further_up, send_further_up), upwards=True),
    ),
)
