"""Money at the opening: cash, credit and overheads of firms, incomes and plans of consumers."""

import numpy as np

from sim.engine.tables.columns import allocate
from sim.engine.tables.firms import Accounts, Keepers
from sim.engine.tables.goods import Cells, Products
from sim.engine.tables.online import CELLS_A_PROVINCE, ONLINE_CATEGORIES
from sim.engine.tables.shelves import Shelves
from sim.engine.year import DAYS_A_YEAR, MONTHS_A_YEAR
from sim.rules.entry import capital_days, profit_after_costs
from sim.scenario import Scenario
from sim.world.arrays import Floats, Ints
from sim.world.opening.level_rules import by_level
from sim.world.opening.nation import Nation

RINGS = ("credit_due", "margins", "days_worked")  # made when all are laid out


def opening_money(
    scenario: Scenario,
    keepers: Keepers,
    shelves: Shelves,
    flow: Floats,
    built: Floats,
    market: Ints,
) -> Accounts:
    """Cash, credit limits and fixed costs, in days of expected sales and purchases.

    flow    grains a day that each shelf is asked for
    built   the same for which each is built; more at makers, who pay for what they can make
    market  number of each keeper's market, as in `keep_owners`
    """
    rows, credit, cost = len(keepers.level), scenario.credit, scenario.cost
    accounts = allocate(Accounts, rows, **dict.fromkeys(RINGS, (0, 0)))
    sales = np.bincount(shelves.keeper, flow * shelves.price, rows)
    purchases = np.bincount(shelves.keeper, flow * shelves.opening_cost, rows)
    roles = scenario.roles
    share = np.select(
        [keepers.level == 0, keepers.level < roles.makers, keepers.level == roles.makers],
        [0.0, cost.middleman_share, cost.manufacturer_share],
        0.0,
    )
    expected = np.bincount(shelves.keeper, built * shelves.price, rows)
    margin = np.bincount(shelves.keeper, built * (shelves.price - shelves.opening_cost), rows)
    fixed = np.where(keepers.level == 0, cost.shop_share * sales, share * margin)
    # A maker who has no buyer yet has to have the means to serve one.
    working = by_level(credit.cash_days, keepers.level) * expected
    accounts.cash[:] = working
    accounts.working_cash[:] = working
    accounts.overdraft[:] = np.where(
        keepers.level < roles.brokers, credit.overdraft_days * expected, 0
    )
    accounts.fixed_cost[:] = np.maximum(fixed, 0.0)
    accounts.credit_limit[:] = by_level(credit.limit_days, keepers.level) * purchases
    keepers.volume[:] = sales
    keepers.reference[:] = sales
    keep_owners(scenario, keepers, accounts, expected, margin, market)
    return accounts


def keep_plants(
    nation: Nation, accounts: Accounts, products: Products, capacity: Floats, makers: int
) -> None:
    """What makers' fixed costs are of what they can make.

    capacity  grains that each of their shelves can get between two orders; makers: their level
    """
    block, rows = nation.blocks[makers], nation.keepers(makers)
    maker = np.repeat(np.arange(len(block)), block.shelves)
    worth = np.bincount(maker, capacity * products.maker_price[block.products], len(block))
    fixed = accounts.fixed_cost[rows] * (worth > 0.0)
    accounts.upkeep[rows] = fixed / np.maximum(worth, 1.0)
    sums = [np.bincount(nation.miniature.makers.category, each) for each in (fixed, worth)]
    mean = sums[0] / np.maximum(sums[1], 1.0)
    vacant = nation.miniature.makers.vacant
    accounts.upkeep[rows][vacant] = mean[nation.miniature.makers.category[vacant]]


def markets_of(nation: Nation, keepers: Keepers, makers: int) -> Ints:
    """A number for each keeper's market: level and province; of makers category, of shops cell.

    makers  their level
    """
    levels = len(nation.blocks)
    market = keepers.province * levels + keepers.level
    of_provinces = levels * len(nation.miniature.country)
    market[nation.keepers(makers)] = of_provinces + nation.miniature.makers.category
    of_categories = nation.miniature.catalogue.made_share.shape[1]
    market[nation.keepers(0)] = of_provinces + of_categories + keepers.cell[nation.keepers(0)]
    return market


def keep_owners(
    scenario: Scenario,
    keepers: Keepers,
    accounts: Accounts,
    sales: Floats,
    margin: Floats,
    market: Ints,
) -> None:
    """What keeps owners in business; one that may come costs as the others of the market do.

    sales   money a day that each firm is there for
    margin  what it keeps of it
    market  number of each keeper's market: who sells the same to the same
    """
    entry = scenario.entry
    interest = scenario.credit.capital_cost / DAYS_A_YEAR
    days = by_level(capital_days(scenario.credit), keepers.level)
    earned = profit_after_costs(sales, 0.0, days, interest, accounts.fixed_cost) + margin
    firm = (keepers.level > 0) & (keepers.level < scenario.roles.brokers)
    accounts.owners_pay[:] = np.where(firm, entry.usual_profit * np.maximum(earned, 0.0), 0.0)
    there = np.bincount(market, keepers.open)
    for column in (accounts.fixed_cost, accounts.owners_pay):
        mean = np.bincount(market, column * keepers.open) / np.maximum(there, 1.0)
        column[:] = np.where(keepers.open == 1, column, mean[market])
    accounts.usual_cost[:] = accounts.fixed_cost


def room_for_cells(provinces: int) -> Cells:
    """The urban and the rural people of so many provinces, of whom nothing is said yet."""
    count = CELLS_A_PROVINCE * provinces
    by_category = (len(ONLINE_CATEGORIES), count)
    return allocate(
        Cells, count, **dict.fromkeys(("in_shops", "bought_online", "kept"), by_category)
    )


def opening_cells(
    scenario: Scenario, nation: Nation, shelves: Shelves, products: Products, flow: Floats
) -> Cells:
    """Income of each cell, and what it plans to spend elsewhere than in the shops of the model."""
    consumers, shops = nation.miniature.consumers, nation.miniature.shops
    provinces, money = len(nation.miniature.country), scenario.grain.money
    cells = room_for_cells(provinces)
    cells.province[:] = np.repeat(np.arange(provinces), 2)
    rows = nation.shelves(0)
    shop = shelves.keeper[rows]
    place = shops.province[shop] * 2 + shops.cell[shop]
    in_shops = np.bincount(place, flow[rows] * shelves.price[rows], 2 * provinces) * DAYS_A_YEAR
    kind = products.online[shelves.product[rows]]
    for k in range(len(ONLINE_CATEGORIES)):
        of_kind = np.where(kind == k, flow[rows] * shelves.price[rows], 0.0)
        spent = np.bincount(place, of_kind, 2 * provinces) * DAYS_A_YEAR / MONTHS_A_YEAR
        cells.in_shops[k] = np.round(spent)
    persons = consumers.persons.ravel()
    spent = consumers.consumption.ravel() * persons * money
    cells.income[:] = consumers.income.ravel() * persons * money / MONTHS_A_YEAR
    cells.elsewhere[:] = np.maximum(spent - in_shops, 0.0) / MONTHS_A_YEAR
    return cells
