"""Day: stock serves demand, oldest first; the unserved go on, choose anew, wait or give up."""

from typing import Any, NamedTuple

from sim.engine.compiling import compiled, compiled_part
from sim.engine.ledger import Flow, GoodsFlow, Sector, whole
from sim.engine.phase import Locality, Part, Phase, columns
from sim.engine.randomness import Stream, bits, day_key, fraction
from sim.engine.schedule import Today
from sim.engine.state import State
from sim.rules import unserved
from sim.scenario import Scenario
from sim.scenario.groups.stock import Unfilled

STREAM = int(Stream.UNSERVED)
CUSTOMERS = 64  # of a shelf and day with a draw of their own
BACKORDER = int(Unfilled.BACKORDER)
CONSUMERS = int(Sector.CONSUMERS)
SHOPS = int(Sector.SHOPS)
RETAIL_SALES = int(Flow.RETAIL_SALES)
SOLD_TO_CONSUMERS = int(GoodsFlow.SOLD_TO_CONSUMERS)


class Settings(NamedTuple):
    """What unserved customers do, in shares."""

    other_shop: float
    other_product: float
    wait: float
    unfilled: int  # Unfilled of level 0
    grain: int  # grains of goods a unit; a customer wants one unit


@compiled_part
def first_choices(shelves, totals, settings, today, lo, hi):
    """Serve those who come back, then today's customers, each at the shelf of first choice."""
    backorder, counting = settings.unfilled == BACKORDER, today.counting
    stock, sold, unserved_now = shelves.stock, shelves.sold, shelves.unserved
    demanded, listed = shelves.demanded, shelves.listed
    coming_back = shelves.backlog if backorder else shelves.waiting
    for i in range(lo, hi):
        on_hand, back, wanted = stock[i], coming_back[i], demanded[i]
        served_back = min(back, on_hand)
        served = min(wanted, on_hand - served_back)
        stock[i] = on_hand - served_back - served
        sold[i] = served_back + served
        unserved_now[i] = wanted - served
        # A backlog stays until it is served; who waited in vain gives up.
        coming_back[i] = back - served_back + wanted - served if backorder else 0
        if counting:
            totals.lost[i] += 0 if backorder else back - served_back
    if counting:
        days, asked, at_once, short = totals.days, totals.demanded, totals.served, totals.short
        for i in range(lo, hi):
            days[i] += listed[i]
            asked[i] += demanded[i]
            at_once[i] += demanded[i] - unserved_now[i]
            short[i] += 1 if unserved_now[i] > 0 else 0


@compiled_part
def sell_elsewhere(stock, product_of, keepers_open, first_shelf, lo, count, shop, product, u):
    """Sell one grain-unit of a product in another shop nearby: its shelf, or -1 if none has it."""
    start = unserved.start_of_search(u, count)
    for step in range(count):
        other = lo + (start + step) % count
        if other == shop or keepers_open[other] == 0:
            continue
        for i in range(first_shelf[other], first_shelf[other + 1]):
            if product_of[i] == product and stock[i] > 0:
                return i
    return -1


@compiled_part
def find_substitute(stock, product_of, category, lo, count, product, u):
    """Another product of the same category with stock in this shop: its shelf, or -1."""
    start = unserved.start_of_search(u, count)
    for step in range(count):
        i = lo + (start + step) % count
        other = product_of[i]
        if other != product and category[other] == category[product] and stock[i] > 0:
            return i
    return -1


@compiled_part
def second_choices(shelves, totals, keepers, products, settings, today, lo, hi):
    """Let every unserved customer of the shelves lo..hi-1 do something else."""
    first, second = day_key(today.seed, STREAM, today.day)
    grain = settings.grain
    unserved_now, keeper_of, product_of = shelves.unserved, shelves.keeper, shelves.product
    stock, sold, waiting, lost = shelves.stock, shelves.sold, shelves.waiting, totals.lost
    near_from, near_to = keepers.first_neighbour, keepers.end_neighbour
    first_shelf, is_open, category = keepers.first_shelf, keepers.open, products.category
    for i in range(lo, hi):
        unmet = unserved_now[i]
        if unmet == 0:
            continue
        shop, product = keeper_of[i], product_of[i]
        here, end = first_shelf[shop], first_shelf[shop + 1]
        near, far = near_from[shop], near_to[shop]
        customers = -(-unmet // grain)
        for customer in range(customers):
            wanted = min(grain, unmet - customer * grain)
            draw = bits(first, second, i * CUSTOMERS + customer % CUSTOMERS)
            answer = unserved.response(
                fraction(draw), settings.other_shop, settings.other_product, settings.wait
            )
            place = fraction(bits(second, first, draw))
            found = -1
            if answer == unserved.OTHER_SHOP:
                found = sell_elsewhere(
                    stock, product_of, is_open, first_shelf, near, far - near, shop, product, place
                )
            elif answer == unserved.OTHER_PRODUCT:
                found = find_substitute(
                    stock, product_of, category, here, end - here, product, place
                )
            elif answer == unserved.WAITS:
                waiting[i] += wanted
                continue
            taken = 0
            if found >= 0:
                taken = min(wanted, stock[found])
                stock[found] -= taken
                sold[found] += taken
            lost[i] += today.counting * (wanted - taken)


@compiled_part
def take_money(shelves, totals, keepers, accounts, ledger, today, lo_shop, hi_shop):
    """Customers pay what was sold on the shelves of the shops lo_shop..hi_shop-1."""
    paid = 0
    counting = today.counting
    sold_today, price, unit_cost = shelves.sold, shelves.price, shelves.unit_cost
    product_of, first_shelf, sold_in_all = shelves.product, keepers.first_shelf, totals.sold
    goods, chain = ledger.goods, ledger.chain
    stock, sold_out = shelves.stock, shelves.sold_out
    for shop in range(lo_shop, hi_shop):
        revenue = 0
        cost = 0
        for i in range(first_shelf[shop], first_shelf[shop + 1]):
            sold = sold_today[i]
            sold_out[i] = stock[i] == 0
            if sold == 0:
                continue
            value = whole(sold * price[i])
            landed = whole(sold * unit_cost[i])
            product = product_of[i]
            revenue += value
            cost += landed
            chain[SHOPS, product] += counting * (value - landed)
            goods[SOLD_TO_CONSUMERS, product] += sold
            sold_in_all[i] += counting * sold
        accounts.revenue[shop] = revenue
        accounts.cash[shop] += revenue
        accounts.sales[shop] += counting * revenue
        accounts.goods_sold[shop] += counting * cost
        paid += revenue
    ledger.money[RETAIL_SALES, CONSUMERS, SHOPS] += paid


@compiled
def chunk(
    shelves, totals, keepers, accounts, products, ledger, settings, today, lo, hi, lo_shop, hi_shop
):
    """Sell on the shelves lo..hi-1, of the shops lo_shop..hi_shop-1 (whole neighbourhoods)."""
    first_choices(shelves, totals, settings, today, lo, hi)
    if settings.unfilled != BACKORDER:
        second_choices(shelves, totals, keepers, products, settings, today, lo, hi)
    take_money(shelves, totals, keepers, accounts, ledger, today, lo_shop, hi_shop)


@compiled
def consumers_pay(keepers, accounts, cells, shops):
    """The people of each cell pay what its shops took today."""
    for shop in range(shops):
        cells.cash[keepers.cell[shop]] -= accounts.revenue[shop]


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    demand = scenario.demand
    return Settings(
        demand.other_shop,
        demand.other_product,
        demand.wait,
        int(scenario.stock.unfilled[0]),
        scenario.grain.goods,
    )


def shops(state: State, rules: Any, today: Today, part: Part) -> None:
    """Sales of the shops of one chunk."""
    lo, hi, lo_shop, hi_shop = (int(x) for x in part[:4])
    chunk(
        state.shelves,
        state.totals,
        state.keepers,
        state.accounts,
        state.products,
        state.ledger,
        rules.sales,
        today,
        lo,
        hi,
        lo_shop,
        hi_shop,
    )


def others(state: State, rules: Any, today: Today) -> None:
    """The people of each cell pay."""
    consumers_pay(state.keepers, state.accounts, state.cells, state.shops)


PHASE = Phase(
    "sales",
    __doc__ or "",
    Locality.NEIGHBOURHOOD,
    reads=columns(
        "shelves: demanded price unit_cost product listed keeper; keepers: cell first_shelf open"
        " first_neighbour end_neighbour; products: category; levels: unfilled"
    ),
    writes=columns(
        "shelves: stock waiting backlog unserved sold sold_out;"
        "totals: demanded served sold lost short days;"
        "accounts: cash revenue sales goods_sold; cells: cash; ledger: money goods chain"
    ),
    shops=shops,
    others=others,
)
