"""One seed, one run, bit for bit: in any chunks, stepped or run, compiled or plain."""

import pytest

from tests.plain import output_of
from tests.state_columns import fingerprint
from tests.worlds import eventful

SMALL = ("population.provinces=[Gansu, Zhejiang, Ningxia]",)


@pytest.fixture(scope="module")
def reference():
    return fingerprint(eventful(*SMALL).run().state)


@pytest.mark.parametrize("chunk_shelves", [1, 64, 10**9])
def test_any_cut_into_chunks(chunk_shelves, reference):
    model = eventful(*SMALL, chunk_shelves=chunk_shelves)
    assert (len(model.state.chunks) > 1) == (chunk_shelves < 10**9)
    assert fingerprint(model.run().state) == reference


def test_stepped_and_looked_at_on_the_way(reference):
    model = eventful(*SMALL)
    while model.running:
        model.step()
        if model.day % 10 == 0 and model.recorder.months:
            model.outcomes()
            model.tables()
    assert fingerprint(model.state) == reference


def test_another_seed_is_another_run(reference):
    assert fingerprint(eventful(*SMALL, seed=2).run().state) != reference


COUNTRY = """
from tests.state_columns import fingerprint
from tests.worlds import eventful
model = eventful(
    "population.provinces=[Ningxia]", "scale=100000", "calendar.warmup_days=3",
    "calendar.start=2016-03-28", "calendar.end=2016-04-06",
    "levers.analytics=0.7", "levers.direct_ordering={level: 0.7, from: 2016-03-30}",
    "levers.fast_replenishment=0.5",
)
print(fingerprint(model.run().state), {name: repr(o.value) for name, o in model.outcomes().items()})
"""
CHAIN = """
from sim.model import TradeModel
from sim.scenario import read_scenario
from tests.state_columns import fingerprint
for name in ("beer_game", "lost_sales", "newsvendor", "serial_chain", "cost_plus_chain"):
    sets = ["population.shops=3", "calendar.end=2000-01-25", "calendar.warmup_days=3"]
    model = TradeModel(read_scenario(f"textbook/{name}", sets=sets)).run()
    print(name, fingerprint(model.state), {k: repr(o.value) for k, o in model.outcomes().items()})
"""


@pytest.mark.parametrize("program", [COUNTRY, CHAIN], ids=["country", "chain"])
def test_compiled_and_plain(program):
    assert output_of(program, plain=True) == output_of(program, plain=False)
