"""One seed, one run, bit for bit: in any chunks, on any threads, compiled or plain."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sim.engine.bits import bits_of
from sim.model import TradeModel
from sim.model.day import DAY
from sim.scenario import read_scenario
from tests.model.random_worlds import chains, countries
from tests.plain import compiled_and_plain
from tests.worlds import eventful

SMALL = ("population.provinces=[Gansu, Zhejiang, Ningxia]",)


@pytest.fixture(scope="module")
def reference():
    return bits_of(eventful(*SMALL).run().state)


@pytest.mark.parametrize("chunk_shelves", [1, 64, 10**9])
def test_any_cut_into_chunks(chunk_shelves, reference):
    model = eventful(*SMALL, chunk_shelves=chunk_shelves)
    assert (len(model.state.chunks) > 1) == (chunk_shelves < 10**9)
    assert bits_of(model.run().state) == reference


@pytest.mark.parametrize("threads", [2, 3])
def test_any_number_of_threads(threads, reference):
    model = eventful(*SMALL, chunk_shelves=1, threads=threads)
    assert len(model.workers.prepared(model.state, model.rules, DAY).handles) == threads
    assert bits_of(model.run().state) == reference


def test_stepped_and_looked_at_on_the_way(reference):
    model = eventful(*SMALL)
    while model.running:
        model.step()
        if model.day % 10 == 0 and model.recorder.months:
            model.outcomes()
            model.tables()
    assert bits_of(model.state) == reference


def test_another_seed_is_another_run(reference):
    assert bits_of(eventful(*SMALL, seed=2).run().state) != reference


COUNTRY = """
from sim.engine.bits import bits_of
from tests.worlds import eventful
LEVERS = [
    ["levers.analytics=0.7", "levers.direct_ordering={level: 0.7, from: 2016-03-30}",
     "levers.fast_replenishment=0.5"],
    ["levers.analytics=historical", "levers.direct_ordering=historical",
     "levers.fast_replenishment=0.5", "platform.innovation=0.4"],
]
for levers in LEVERS:
    model = eventful(
        "population.provinces=[Ningxia]", "scale=100000", "calendar.warmup_days=3",
        "calendar.start=2016-03-28", "calendar.end=2016-04-03", *levers,
    )
    print(bits_of(model.run().state))
    for name, outcome in model.outcomes().items():
        print(name, float(outcome.value).hex())
"""
CHAINS = """
from sim.model import TradeModel
from sim.scenario import read_scenario
from sim.engine.bits import bits_of
SHORT = ["population.shops=3", "calendar.end=2000-01-25", "calendar.warmup_days=3"]
ALL_POLICIES = "stock.policy=[min_max, reorder_point, order_up_to]"
CASES = {
    "beer_game": [], "lost_sales": [], "newsvendor": [], "cost_plus_chain": [], "serial_chain": [],
    "serial_chain ": [  # counted in thousandths, with everything that rules may do
        "grain.goods=1000", ALL_POLICIES, "stock.reorder_point=[5, 8, 9]",
        "stock.lot_size=[3, 4, 5]", "stock.moq=[2, 0, 9]", "stock.lead_time_spread_days=2",
        "stock.order_delay_days=1", "stock.shelf_life_days=3", "stock.salvage_value=0.3",
        "stock.unfilled=[lost, backorder, lost]", "credit.days=4",
        "stock.capacity_per_day=[1e6, 9, 7]", "levers.direct_ordering=1",
    ],
    "bullwhip_shared": [  # orders below zero, in the mail for a day
        "demand.sd=60", "stock.order_delay_days=1", "stock.safety_factor=1",
    ],
    "learning_censored": ["stock.pooled_firms=2"],
    "random_lead_time": ["stock.source_capacity=5", "stock.shelf_life_days=3",
        "stock.issue=youngest_first"],
    "serial_chain  ": [  # levels from forecasts, prices from volumes
        "stock.level_rule=forecast", ALL_POLICIES, "demand.law=series", "demand.series=[3, 9, 1]",
        "price.goods=adaptive_markup", "levers.analytics=1", "levers.fast_replenishment=1",
    ],
    "bass": ["platform.gain_response=10", "platform.innovation=0.4"],
}
for name, sets in CASES.items():
    model = TradeModel(read_scenario(f"textbook/{name.strip()}", sets=SHORT + sets)).run()
    values = {key: float(outcome.value).hex() for key, outcome in model.outcomes().items()}
    print(name, bits_of(model.state), values)
"""


def test_compiled_and_plain():
    compiled, plain = compiled_and_plain(COUNTRY + CHAINS)
    assert compiled.splitlines() == plain.splitlines()


@settings(max_examples=8)
@given(
    st.one_of(countries().map(lambda sets: ("base", sets)), chains().map(lambda s: (CHAIN, s))),
    st.integers(0, 2**31),
    st.sampled_from([1, 30, 300]),
    st.sampled_from([1, 2, 3]),
)
def test_any_world_in_any_chunks_on_any_threads(world, seed, chunk_shelves, threads):
    name, sets = world
    scenario = read_scenario(name, sets=sets)
    whole = TradeModel(scenario, seed, chunk_shelves=10**9).run()
    cut = TradeModel(scenario, seed, chunk_shelves=chunk_shelves, threads=threads).run()
    assert bits_of(cut.state) == bits_of(whole.state)


CHAIN = "textbook/serial_chain"
ANY_CHAINS = """
from sim.model import TradeModel
from sim.scenario import read_scenario
from sim.engine.bits import bits_of
for sets in {worlds}:
    print(bits_of(TradeModel(read_scenario("textbook/serial_chain", sets=sets)).run().state))
"""


@pytest.mark.slow
@settings(max_examples=1, phases=[Phase.generate])
@given(st.lists(chains(), min_size=12, max_size=12))
def test_any_chain_compiled_and_plain(worlds):
    compiled, plain = compiled_and_plain(ANY_CHAINS.format(worlds=worlds))
    assert len(compiled.split()) == len(worlds)
    assert compiled == plain
