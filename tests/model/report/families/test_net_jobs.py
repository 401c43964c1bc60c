"""Jobs of shops and middlemen follow the volume that they handle, at the opening's prices."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.model.report.areas import the_country
from sim.model.report.families.net_jobs import net_jobs
from tests.worlds import eventful


@pytest.fixture
def counting() -> TradeModel:
    """The small country on the evening on which counting begins."""
    model = eventful()
    model.recorder.begin(model.state)
    model.recorder.months.append(("2016-03", model.recorder.by_product(model.state)))
    model.recorder.online.month_ends("2016-03", model.state)
    return model


def changes(model):
    left = net_jobs(model.recorder, model.state, the_country(model.state))
    return [float(left[f"jobs.net.{kind}"][0]) for kind in ("shops", "middlemen", "all")]


def level(model, first, end):
    lo, hi = (int(model.state.levels.first_keeper[k]) for k in (first, end))
    return slice(lo, hi)


def test_nothing_is_lost_at_the_opening(counting):
    shops, middlemen, every = changes(counting)
    assert shops == pytest.approx(0.0, abs=1e-6)
    assert middlemen == pytest.approx(0.0, abs=1e-6)
    assert np.isfinite(every)


@pytest.mark.parametrize(
    ("kind", "turnover", "first", "end"),
    [
        (0, "shop_turnover", 0, 1),
        (1, "wholesale_turnover", 1, None),
        (1, "broker_turnover", None, 0),
    ],
)
def test_half_the_volume_is_half_the_work(counting, kind, turnover, first, end):
    n, state, asked = counting.state.n_levels, counting.state, counting.asked
    first = n if first is None else first
    rows = level(counting, first, {None: n - 1, 0: n + 1, 1: 1}[end])
    state.keepers.volume[rows] *= 0.5
    lost = state.keepers.volume[rows].sum() / asked.grain.money * 365 * asked.scale
    assert changes(counting)[kind] == pytest.approx(-lost / getattr(asked.jobs, turnover))


def test_dearer_goods_make_no_work(counting):
    rows = level(counting, 0, counting.state.n_levels - 1)
    shelves = slice(0, int(counting.state.keepers.first_shelf[rows.stop]))
    counting.state.shelves.price[shelves] *= 1.25
    counting.state.keepers.volume[rows] *= 1.25
    shops, middlemen, _ = changes(counting)
    assert shops == pytest.approx(0.0, abs=1.0)
    assert middlemen == pytest.approx(0.0, abs=1.0)


def test_net_is_gross_with_both():
    model = eventful().run()
    outcomes = {name: outcome.value for name, outcome in model.outcomes().items()}
    gross = [f"jobs.{kind}" for kind in ("transaction", "supporting", "derived")]
    parts = [*gross, "jobs.net.shops", "jobs.net.middlemen"]
    assert outcomes["jobs.net.all"] == pytest.approx(sum(outcomes[name] for name in parts))
    table = model.tables()["outcomes_by_province"]
    for name in ("jobs.net.shops", "jobs.net.middlemen", "jobs.net.all"):
        rows = zip(table["outcome"], table["value"], strict=True)
        assert sum(value for outcome, value in rows if outcome == name) == pytest.approx(
            outcomes[name], rel=1e-6, abs=1e-3
        )
