import numpy as np
import pytest

from sim.world.supply.wholesalers import NONE, tiers_of

SCALES = [1_000_000.0, 7_000.0, 2000.0, 100.0]


def test_tiers_follow_the_coast_and_the_roads(base, nation):
    tiers = dict(zip(nation.names, tiers_of(nation, base.population), strict=True))
    assert tiers["Shanghai"] == tiers["Guangdong"] == 2
    assert tiers["Henan"] == 3
    assert tiers["Gansu"] == tiers["Tibet"] == tiers["Xinjiang"] == 4
    assert {tiers[name] for name, coast in zip(nation.names, nation.coastal) if coast} == {2}


@pytest.mark.parametrize("scale", SCALES)
def test_every_province_has_every_tier_and_every_firm_customers(draw, scale):
    drawn = draw(scale)
    firms = drawn.wholesalers
    assert np.array_equal(np.unique(firms.of_shop), np.flatnonzero(firms.tier == 1))
    for tier in range(1, int(firms.tiers.max()) + 1):
        mine = np.arange(*firms.first_of_tier[tier - 1 : tier + 1])
        assert (firms.tier[mine] == tier).all()
        assert set(firms.province[mine]) == set(np.flatnonzero(firms.tiers >= tier))
        if tier > 1:
            below = firms.above[firms.tier == tier - 1]
            assert np.array_equal(np.unique(below[below != NONE]), mine)


@pytest.mark.parametrize("scale", SCALES)
def test_trade_stays_in_the_province_and_climbs_one_tier(draw, scale):
    drawn = draw(scale)
    firms = drawn.wholesalers
    assert (firms.province[firms.of_shop] == drawn.shops.province).all()
    climbing = firms.above != NONE
    assert (firms.tier[firms.above[climbing]] == firms.tier[climbing] + 1).all()
    assert (firms.province[firms.above[climbing]] == firms.province[climbing]).all()
    assert np.array_equal(~climbing, firms.tier == firms.tiers[firms.province])


def test_firms_serve_blocks_of_whole_neighbourhoods_of_like_size(draw):
    drawn = draw(100.0)
    shops, firms = drawn.shops, drawn.wholesalers
    assert (np.diff(firms.of_shop) >= 0).all()
    lowest = np.full(shops.neighbourhood.max() + 1, len(firms))
    np.minimum.at(lowest, shops.neighbourhood, firms.of_shop)
    assert (lowest[shops.neighbourhood] == firms.of_shop).all()
    served = np.bincount(firms.of_shop)
    assert served.mean() == pytest.approx(100, rel=0.05)
    assert served.max() < 2 * served.mean()


@pytest.mark.parametrize("scale", [4000.0, 2000.0, 100.0])
def test_firms_are_smaller_where_there_are_more_than_real_ones(draw, scale):
    """Tibet's 15,500 shops have 155 wholesalers, those 26, those 4.3, and those 0.7."""
    drawn = draw(scale)
    firms = drawn.wholesalers
    assert (firms.size <= 1.0).all()
    tibet = drawn.country.names.index("Tibet")
    real = 6.5e6 * drawn.nation.population[tibet] / drawn.nation.population.sum() / 100
    for tier in range(1, 5):
        mine = (firms.tier == tier) & (firms.province == tibet)
        there = mine.sum()
        assert there == max(1, np.floor(real / scale + 0.5))
        assert firms.size[mine] == pytest.approx(min(1.0, real / scale / there))
        real /= 6
    if scale == 100.0:
        assert np.average(firms.size[firms.tier == 1]) > 0.98


def test_numbers_of_firms_at_a_fine_scale(draw):
    firms = draw(10.0).wholesalers
    by_tier = np.diff(firms.first_of_tier)
    assert by_tier[0] == pytest.approx(6.5e6 / 10 / 100, rel=0.01)
    assert by_tier[1] == pytest.approx(by_tier[0] / 6, rel=0.02)


def test_more_wholesalers_than_neighbourhoods_share_them_out(draw):
    drawn = draw(2000.0, shops_per_wholesaler=1.0, wholesalers_per_higher=1.0)
    served = np.bincount(drawn.wholesalers.of_shop)
    assert (served == 1).mean() > 0.95
    assert (served >= 1).all()


def test_a_country_of_one_tier(draw):
    firms = draw(2000.0, tiers_coastal=1, tiers_inland=1, tiers_remote=1).wholesalers
    assert (firms.above == NONE).all()
    assert firms.first_of_tier.tolist() == [0, len(firms)]
