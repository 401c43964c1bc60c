"""Evening: shops join, levers begin, suppliers are reviewed; firms close, and others come.

Shops take turns, so that each reviews its suppliers and its assortment every so many days.
"""

from typing import Any, NamedTuple

from sim.engine.phase import Over, Phase, columns, part
from sim.engine.schedule import Today
from sim.engine.tables.state import State
from sim.phases.entry.exits import CLOSE, clear_shelves, find_insolvent
from sim.phases.entry.trades import TRADES
from sim.phases.online.entry import MERCHANTS_COME_AND_GO
from sim.phases.online.logistics import LOGISTICS
from sim.phases.online.pick_up import PICK_UP_POINTS
from sim.phases.online.stall_joining import STALLS, farmers_consider, farmers_go_online
from sim.phases.platform.joining import JOIN
from sim.phases.platform.suppliers import review_suppliers
from sim.phases.policy.levers import LEVERS, begin_levers
from sim.phases.policy.relief import RELIEF_OFFICE
from sim.phases.policy.shocks import SHOCKS, meet_shocks
from sim.phases.shops.assortment import review_assortments, swap_products, turns
from sim.phases.shops.customers import follow_online_trade
from sim.phases.supply.capacity import LINES
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind

DAYS_A_YEAR = 365.0


class Settings(NamedTuple):
    """How shops choose products and suppliers."""

    supplier_days: int  # days between two reviews of suppliers
    assortment_days: int  # days between two reviews of the assortment; 0: never
    round_days: int  # days of a shop's round, after which it swaps products; 0: never
    switch_gain: float  # share by which another product must sell more
    rising_products: int  # 1 where members see what sells in their province
    platform_fee: float  # share of the producer's price
    loss_in_cost: float  # part of what is lost on the way that counts in the cost of the rest
    minimum_order: float  # money, of direct orders that travel together
    warehouse: int  # 1 where all direct orders of a shop do
    small_load: float  # freight of part loads against full ones
    minimum_service: float  # fill rate below which a shop does not order from a producer
    credit_days: int  # that the wholesaler gives a shop
    daily_interest: float  # share a day
    lot_cases: float  # order multiple of a shop, cases
    lot_units: int  # the same in grains, in its place when above 0
    moq: int  # smallest order of a shop from its wholesaler, grains
    lead: int  # days from the wholesaler to a shop
    lead_spread: int  # most days that chance adds
    produce_lead: int  # days of produce to a shop
    review: int  # days of a shop's round for goods
    produce_review: int  # the same for produce
    fast_lead: int  # the four where replenishment is fast
    fast_review: int
    fast_lot_cases: float
    spare_capacity: float  # of a manufacturer, above its expected orders
    service_smoothing: float  # share of a supplier's bad name that a month heals
    capacity_adjustment: float  # share of the gap that a month closes
    cost_adjustment: float  # the same of the gap between fixed costs and what capacity costs
    maker_cash_days: float  # days' sales that owners leave in a manufacturer
    arrears_days: int  # days in arrears before a firm gives up
    liquidation_share: float  # what a closed firm's goods and claims fetch against their cost
    innovation: float  # chance a month that recruiting makes a shop join
    imitation: float  # the same when all others of its province have joined
    gain_response: float  # how much higher for a gain as large as its sales
    lanes: int  # 1: who is served from another province pays for the lane; a case says who pays


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    stock, direct, fast = scenario.stock, scenario.direct, scenario.fast
    goods = scenario.grain.goods
    country = scenario.population.kind == PopulationKind.PROVINCES
    return Settings(
        direct.review_days,
        scenario.assortment.review_days if country else 0,
        stock.review_period_days[0] if country else 0,
        scenario.assortment.switch_gain,
        scenario.analytics.assortment,
        direct.platform_fee,
        scenario.price.loss_in_cost,
        direct.minimum_order * scenario.grain.money,
        int(direct.warehouse),
        scenario.freight.small_load_factor,
        direct.minimum_service,
        scenario.credit.days[0],
        scenario.credit.capital_cost / DAYS_A_YEAR,
        stock.lot_cases[0],
        stock.lot_size[0] * goods,
        stock.moq[0] * goods,
        stock.lead_time_days[0],
        stock.lead_time_spread_days[0],
        stock.produce_lead_days,
        stock.review_period_days[0],
        stock.produce_review_days,
        fast.lead_time_days,
        fast.review_period_days,
        fast.lot_cases,
        stock.spare_capacity,
        scenario.direct.service_smoothing,
        stock.capacity_adjustment,
        scenario.cost.manufacturer_adjustment,
        scenario.credit.cash_days[scenario.n_levels - 1],
        scenario.credit.arrears_days,
        scenario.cost.liquidation_share,
        scenario.platform.innovation,
        scenario.platform.imitation,
        scenario.platform.gain_response,
        int(country),
    )


@part(Over.SHOPS, adds=("books",))
def swap(tables, own, rules, today, piece):
    """Shops whose round ends tonight change products."""
    swap_products(
        tables.shelves, tables.totals, own.history, tables.keepers, tables.batches, tables.products,
        tables.cells, tables.terms, tables.routes, rules.adoption, rules.neighbours, today,
        piece.lo_keeper, piece.hi_keeper,
    )  # fmt: skip


@part(Over.SHOPS)
def review(tables, own, rules, today, piece):
    """Shops whose turn it is review what they carry, and from whom they order it."""
    shelves, keepers, products, routes = (
        tables.shelves, tables.keepers, tables.products, tables.routes,
    )  # fmt: skip
    settings, reviews, lo, hi = rules.adoption, keepers.reviews, piece.lo_keeper, piece.hi_keeper
    review_assortments(shelves, keepers, own.pool, products, routes, settings, today.day, lo, hi)
    for shop in turns(today.day, settings.supplier_days, lo, hi):
        reviews[shop] = 1
    platform_shelf = own.room.platform_shelf
    review_suppliers(
        shelves, tables.terms, keepers, products, routes, platform_shelf, settings, lo, hi
    )
    reviews[lo:hi] = 0


def open_levers(state: State, rules: Any, eve: Today) -> None:
    """On the eve of the first day, note how things stand, and switch on what begins with it."""
    follow_online_trade(state, 0)
    begin_levers(state, rules, eve)
    meet_shocks(state, rules, eve)
    if farmers_consider(state, rules, eve):
        farmers_go_online(state, rules, eve)
    review_suppliers(
        state.shelves, state.terms, state.keepers, state.products, state.routes,
        state.platform_shelf, rules.adoption, 0, state.shops,
    )  # fmt: skip
    state.keepers.reviews[:] = 0


PHASE = Phase(
    "adoption",
    __doc__ or "",
    reads=columns(
        "shelves: keeper batch service; batches: first; keepers: level sector first_shelf province"
        " cell first_neighbour end_neighbour; accounts: usual_cost upkeep elsewhere;"
        "routes: days cost drop plant rank wholesale_rank; pool: posted; markets: platform_shelf;"
        "products: category speed produce ages weight case shelf_life appeal daily_loss shop_markup"
        " maker_price retail_price elasticity shop_elasticity wanted online; cells: kept purse;"
        "offers: first price goods_cost overhead keeps income;"
        "parcels: km opening mean headway sent lost; counters: open customers near;"
        "trade: log_mean;"
        "buyers: province access access_2015 access_2016 people elsewhere;"
        "farmers: province size sales; plots: farmer;"
        "stalls: product days plot; registry: land persons;"
        "sellers: farmer first luck;"
        "bazaar: order packing fixed learning income begun growers grown price other rate asked"
        " shown hoped fresh drawn left; crops: season_first season_days life"
    ),
    writes=columns(
        "keepers: member inclination analytics direct_ordering fast_replenishment reviews"
        " rethinks size seen expected room room_price place open upstream traffic new_retail volume"
        " reference markup_factor past_demanded past_served;"
        "shelves: capacity service product next_product listed stock forecast own_estimate variance"
        " log_mean taste elasticity opening_cost unit_cost markup price waiting sold unserved"
        " demanded on_order backlog;"
        "terms: supplier origin direct lead lead_spread lot moq review freight drop drop_share"
        " transit_loss;"
        "routes: memory cost maker usual; markets: spared; batches: shelf_life fresh_days left;"
        "accounts: cash payable receivable arrears arrears_days credit_due drawings credit_limit"
        " overdraft working_cash fixed_cost owners_pay kept worked margins days_worked;"
        "book: lines shelf supplier due_day open;"
        "totals: days empty let_down short stock_days demanded served sold lost;"
        "history: days empty let_down stock_days demanded served sold lost; markets: has_direct;"
        "offers: open gross take_rate asks listed; buyers: pull would_sell; trade: season goods;"
        "counters: noted collected;"
        "parcels: saved slowness volume days price loss through dearer closed capacity wait"
        " month_sent month_nights;"
        "merchants: stock arriving forecast variance cash; farmers: cash costs other;"
        "plots: lot broker; stalls: year;"
        "registry: known record matched data poor helped allowance hauled spent earned;"
        "sellers: skill remote member gave_up inclination months result earned;"
        "bazaar: asked shown hoped begun fresh drawn left;"
        "ledger: goods money repaid outside"
    ),
    steps=(
        JOIN,
        LEVERS,
        SHOCKS,
        swap,
        review,
        find_insolvent,
        clear_shelves,
        LINES,
        CLOSE,
        TRADES,
        PICK_UP_POINTS,
        LOGISTICS,
        MERCHANTS_COME_AND_GO,
        STALLS,
        RELIEF_OFFICE,
    ),
)
