"""Shop owners choose anew how much of each product to keep, as what they earn by it says.

The first part of ordering. A shop has so much room; a case of it goes where it earns most, so that
room has one price in a shop: found at its reviews, as the price at which all that it wants to keep
fits. Where a case earns more than its rent, the owner looks for more room, and gives some up where
it earns less.
"""

from typing import Annotated, NamedTuple

import numpy as np

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, part
from sim.engine.settings import From, filled
from sim.engine.tables.columns import wide
from sim.engine.tables.ledger import whole
from sim.engine.units import a_day, in_money, in_money_a_grain
from sim.phases.supply.cover import cover_of, lengthening
from sim.rules.profit_levels import (
    cost_of_keeping,
    days_at_risk,
    most_profitable_level,
    next_room_price,
    room_worth_its_rent,
)
from sim.rules.stock_policies import KEEPS
from sim.rules.unserved import share_that_goes
from sim.scenario import PopulationKind, Scenario
from sim.scenario.groups.stock_choices import LevelRule

FOR_EVER = 1e6  # days that goods last that do not age
HALF = 0.5  # of a unit below a level of whole units: rounding cannot add one


class Settings(NamedTuple):
    """How owners choose their levels."""

    by_profit: int  # 1 where shops choose by profit
    days: Annotated[int, From("stock.level_review_days")]  # between two reviews of a shop
    wait: Annotated[float, From("demand.wait")]  # share of unserved customers who come back for it
    # the same of those who take another product of the category, if there
    other_product: Annotated[float, From("demand.other_product")]
    # money a unit for such a customer
    leaving_cost: Annotated[float, From("stock.lost_sale_cost", in_money, level=0)]
    # share a day of what goods cost
    daily_interest: Annotated[float, From("credit.capital_cost", a_day)]
    # money a grain of what is spoiled
    salvage: Annotated[float, From("stock.salvage_value", in_money_a_grain)]
    renting: int  # 1 where shops have the room that they rent; 0: as much as pays its price
    rent: Annotated[float, From("stock.room_price", in_money)]  # money a case and day
    found: float  # share of the room that is looked for, or given up, between two reviews
    spread_share: float  # of its spread by which a lead time is longer on average
    grain: Annotated[int, From("grain.goods")]  # grains of goods a unit
    shares: int  # 1 where lots are cases, of which neighbours may take a part


def settings_of(scenario: Scenario) -> Settings:
    """Settings of a scenario."""
    stock = scenario.stock
    country = scenario.population.kind == PopulationKind.PROVINCES
    return filled(
        Settings,
        scenario,
        by_profit=int(stock.level_rule[0] == LevelRule.PROFIT),
        renting=int(country),
        found=1.0 - 0.5 ** (stock.level_review_days / stock.room_half_life_days),
        spread_share=lengthening(scenario.stock.lead_time_chances),
        shares=int(country and stock.lot_size[0] == 0),
    )


@compiled_part
def has_another(keepers, products, shop, product):
    """1 where a shop carries another product of the same category, else 0."""
    other = products.next_alike[product]
    while other != product and keepers.place[shop, other] < 0:
        other = products.next_alike[other]
    return int(other != product)


@compiled_part
def choose_levels(tables, settings, shop, worths, price_of_room):
    """Write what the shelves of a shop are to hold above the demand that they cover.

    worths  float64, room for a lot; price_of_room: money a case and day
    Returns the cases of room that the levels take, and by how many less they would for each money
    more.
    """
    shelves, terms, keepers, levels = tables.shelves, tables.terms, tables.keepers, tables.levels
    products = tables.products
    grain, delay, facing = settings.grain, levels.order_delay[0], levels.minimum_facing[0]
    taken, change = 0.0, 0.0
    for i in range(keepers.first_shelf[shop], keepers.first_shelf[shop + 1]):
        room = grain / wide(products.case[shelves.product[i]])
        if shelves.next_product[i] >= 0:
            taken += room * (shelves.stock[i] / grain)  # what is being sold out
            continue
        if terms.supplier[i] < 0:
            continue
        cover, review = cover_of(tables, settings, 0, i), terms.review[i]
        cost = wide(shelves.unit_cost[i])
        life, spoiled = FOR_EVER, 0.0
        if cover.fresh != KEEPS:
            life = cover.fresh + delay + cover.lead - 1
            spoiled = grain * max(cost - settings.salvage, 0.0)
        margin = grain * (wide(shelves.price[i]) - cost)
        alike = has_another(keepers, products, shop, shelves.product[i])
        goes = share_that_goes(settings.wait, settings.other_product, alike)
        gain = max(margin * goes + settings.leaving_cost, 0.0)
        held, tied = grain * levels.holding_cost[0], grain * cost * settings.daily_interest
        keeping = cost_of_keeping(price_of_room, room, tied, held, review)
        short = keeping / gain if gain > 0.0 else 1.0
        lot = max(cover.lot // grain, 1)
        level, fall = most_profitable_level(
            wide(shelves.forecast[i]) / grain,
            wide(shelves.variance[i]) / (grain * grain),
            days_at_risk(delay, cover.lead, review, short),
            life,
            review,
            lot,
            gain,
            keeping,
            spoiled,
            worths,
        )
        shelves.safety[i] = (level - HALF) * grain - shelves.forecast[i] * cover.days
        # What sells before the goods are there is never on the shelf with them.
        stands = level - wide(shelves.forecast[i]) / grain * (delay + cover.lead - 1)
        taken += room * (max(stands, facing / grain) + 0.5 * (lot - 1))
        if fall > 0.0 and stands > facing / grain:
            change += room * room * review / fall
    return taken, change


@compiled_part
def rent_room(keepers, accounts, settings, shop, wanted):
    """A part of the room that a shop wants more, or less, is found; its rent goes with it.

    wanted  cases
    """
    before = wide(keepers.room[shop])
    keepers.room[shop] = before + settings.found * (wanted - before)
    now = wide(keepers.room[shop])
    more = whole(settings.rent * now) - whole(settings.rent * before)
    accounts.fixed_cost[shop] = max(accounts.fixed_cost[shop] + more, 0)


def chosen_by_profit(state, rules):
    """Whether shops choose their levels by what they earn."""
    return rules.ordering.levels.by_profit == 1


@part(
    Over.SHOPS,
    reads="shelves: product batch stock next_product price unit_cost forecast variance; terms:"
    " supplier direct lead lead_spread lot review; batches: fresh_days; keepers: first_shelf place"
    " open; levels: order_delay minimum_facing holding_cost credit_days; products: next_alike case",
    writes="shelves: safety; keepers: rethinks room room_price; accounts: fixed_cost",
    needed=chosen_by_profit,
)
def review_levels(tables, own, rules, today, piece):
    """Shops whose turn it is, or who have reason to, choose their levels anew."""
    settings, terms, keepers = rules.ordering.levels, tables.terms, tables.keepers
    for shop in range(piece.lo_keeper, piece.hi_keeper):
        in_turn = (today.day - shop) % settings.days == 0
        if keepers.open[shop] == 0 or (keepers.rethinks[shop] == 0 and not in_turn):
            continue
        keepers.rethinks[shop] = 0
        first, end = keepers.first_shelf[shop], keepers.first_shelf[shop + 1]
        if first == end:
            continue
        worths = np.empty(max(terms.lot[first:end].max() // settings.grain, 1), np.float64)
        price, room = wide(keepers.room_price[shop]), wide(keepers.room[shop])
        taken, change = choose_levels(tables, settings, shop, worths, price)
        if room == 0.0:  # the opening, or room to be had at its price
            keepers.room[shop] = settings.renting * taken
        elif price > 0.0 and change > 0.0:
            keepers.room_price[shop] = next_room_price(price, taken, room, change)
            if in_turn:
                wanted = room_worth_its_rent(price, settings.rent, taken, change)
                rent_room(keepers, tables.accounts, settings, shop, wanted)
