"""Evening: what people looked for online today, which the platform adds to its estimate.

A part of forecasting. Who orders from shops looks on the pages of those that are near, whether the
thing is there or not. The platform does not know how many look for one who buys: it holds all
searches of a province against all that its shops sell.
"""

import math
from typing import Annotated, NamedTuple

from sim.engine.machine.compiling import compiled_part
from sim.engine.phase import Over, marketplace, part
from sim.engine.randomness import Stream, bits, day_key
from sim.engine.settings import From, filled
from sim.engine.tables.columns import wide
from sim.engine.tables.online import CELLS_A_PROVINCE
from sim.rules.demand_draws import DrawTable
from sim.rules.forecasts import smooth
from sim.rules.new_retail import buyer_of, with_searches
from sim.rules.online_orders import orders_drawn
from sim.scenario import Scenario

STREAM = int(Stream.SEARCHES)


class Settings(NamedTuple):
    """How people look for things online."""

    # searches for a unit that somebody who is online wants
    a_unit: Annotated[float, From("new_retail.searches")]
    order_table: DrawTable


def settings_of(scenario: Scenario, table: DrawTable) -> Settings:
    """Settings of a scenario; table: that searches are drawn from."""
    return filled(Settings, scenario, order_table=table)


@part(
    Over.WHOLE,
    reads="products: popularity appeal; counters: near; buyers: access",
    writes="pool: sought",
    needed=marketplace,
)
def draw_searches(tables, own, rules, today, piece):
    """How often each product was looked for today, by people near shops that take orders."""
    counters, products, sought = tables.counters, tables.products, tables.pool.sought
    buyers, settings = tables.online.buyers, rules.online.searches
    if len(counters.open) == 0:
        return
    first_word, second_word = day_key(today.seed, STREAM, today.day)
    provinces, kinds = sought.shape
    for province in range(provinces):
        people = 0.0
        for cell in range(CELLS_A_PROVINCE * province, CELLS_A_PROVINCE * (province + 1)):
            people += counters.near[cell] * buyers.access[buyer_of(cell)]
        for product in range(kinds):
            sought[province, product] = 0
            if people > 0.0 and products.popularity[product] > 0.0:
                sought[province, product] = orders_drawn(
                    math.log(people * settings.a_unit) + wide(products.appeal[province, product]),
                    bits(first_word, second_word, province * kinds + product),
                    settings.order_table,
                )


@compiled_part
def add_searches(pool, province, weight, worth, grain):
    """The estimate of a province from sales, and from what was looked for.

    weight  of today in what is smoothed
    worth   mean shops for whose sales searches count at most
    """
    looked, sold = 0.0, 0.0
    for product in range(pool.sought.shape[1]):
        pool.sought_smooth[province, product] = smooth(
            pool.sought_smooth[province, product], pool.sought[province, product] * grain, weight
        )
        if pool.weight_smooth[province, product] > 0.0:
            looked += pool.sought_smooth[province, product]
            sold += pool.seen_smooth[province, product] / pool.weight_smooth[province, product]
    if looked == 0.0 or sold == 0.0:
        return
    for product in range(pool.sought.shape[1]):
        pool.estimate[province, product] = with_searches(
            pool.seen_smooth[province, product],
            pool.weight_smooth[province, product],
            pool.sought_smooth[province, product],
            looked / sold,
            worth,
        )
