"""A historical lever in a run: nothing before its day, the same shops by seed, and what is told."""

import numpy as np
import pytest

from sim.engine.bits import bits_of
from tests.worlds import eventful

OFF = ("levers.analytics=off", "levers.direct_ordering=off", "levers.fast_replenishment=off")
OPENS = "levers.direct_ordering={level: historical, from: 2016-04-01}"
FIRST_DAY = 12 + 7  # 1 April, after 12 days that count and 7 of warm-up


def world(*sets, **how):
    return eventful(*OFF, *sets, **how)


@pytest.fixture(scope="module")
def joined():
    return world(OPENS, "platform.innovation=0.5").run()


def test_before_its_day_a_run_is_that_without_it():
    off, historical = world(), world(OPENS, "platform.innovation=0.5")
    for _ in range(FIRST_DAY):
        off.step()
        historical.step()
    assert bits_of(off.state) == bits_of(historical.state)
    off.step()
    historical.step()
    assert bits_of(off.state) != bits_of(historical.state)


def test_where_nobody_joins_the_outcomes_are_those_without_the_lever():
    off = world().run().outcomes()
    alone = world(OPENS, "platform.innovation=0", "platform.gain_response=0").run().outcomes()
    assert alone.pop("platform_share").value == 0.0
    np.testing.assert_equal({name: alone[name] for name in off}, off)


def test_a_higher_chance_takes_the_same_shops_and_others(joined):
    some = world(OPENS, "platform.innovation=0.2").run().state.keepers
    more = joined.state.keepers
    assert np.all(np.asarray(more.member)[np.asarray(some.member) == 1] == 1)
    assert 0 < some.member.sum() < more.member.sum()


def test_a_level_reaches_those_first_who_would_join_first(joined):
    """Where gains do not count, who joins by chance 0.4 are those whom the level 0.4 reaches."""
    chance = ("platform.innovation=0.4", "platform.gain_response=0")
    by_chance = world(OPENS, *chance).run().state.keepers
    by_level = world("levers.direct_ordering={level: 0.4, from: 2016-04-02}").run().state.keepers
    there = np.asarray(by_chance.open) & np.asarray(by_level.open) == 1
    assert there.any()
    assert np.array_equal(by_chance.direct_ordering[there], by_level.direct_ordering[there])
    assert not by_level.member.any()


def test_the_share_of_the_country_counts_real_shops(joined):
    state = joined.state
    told = joined.tables()["outcomes_by_province"]
    rows = zip(told["province"], told["outcome"], told["value"], strict=True)
    by_province = {place: value for place, name, value in rows if name == "platform_share"}
    member = np.asarray(state.keepers.member[: state.shops])
    where = np.asarray(state.keepers.province[: state.shops])
    there = np.asarray(state.keepers.open[: state.shops]) == 1
    shares = [member[(where == place) & there].mean() for place in range(2)]
    assert list(by_province) == list(state.province_names)
    assert list(by_province.values()) == pytest.approx(shares)
    expected = np.average(shares, weights=state.represented["shop_owner"])
    assert joined.outcomes()["platform_share"].value == pytest.approx(expected)


def test_without_a_historical_lever_it_is_not_told():
    model = eventful().run()
    assert "platform_share" not in model.outcomes()
    assert "platform_share" not in model.tables()["outcomes_by_province"]["outcome"]
