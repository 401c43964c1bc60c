"""A part that has nothing to do with farms or the marketplace is one code for all scenarios."""

import pytest
from numba import typeof, types

from sim.engine.machine.handles import as_seen
from sim.engine.machine.payloads import layout
from sim.model import TradeModel
from sim.model.day import DAY
from tests.worlds import eventful


@pytest.fixture(scope="module")
def handed():
    """Types of what parts are handed in a country, with farmers alone, and without either."""
    models = eventful(), *(TradeModel(f"textbook/{name}") for name in ("cobweb", "beer_game"))
    return [
        tuple(map(typeof, model.workers.prepared(model.state, model.rules, DAY).handles[0]))
        for model in models
    ]


@pytest.mark.parametrize(
    ("tables", "codes"), [({"shelves", "terms"}, 1), ({"plots"}, 2), ({"plots", "buyers"}, 3)]
)
def test_what_differs_is_what_it_declares(handed, tables, codes):
    seen = {tuple(as_seen(kind, frozenset(tables)) for kind in kinds) for kinds in handed}
    assert len(seen) == codes


def test_what_is_not_seen_takes_its_room_all_the_same(handed):
    for kind in handed[0]:
        whole, rest = (
            layout(types.Tuple(each.stored)) for each in (kind, as_seen(kind, frozenset()))
        )
        for name, _ in whole._fields_:
            assert getattr(rest, name).offset == getattr(whole, name).offset
