from dataclasses import fields, replace

import numpy as np

from sim.world.opening.miniature import draw_miniature


def same(one, other):
    return all(
        np.array_equal(getattr(one, field.name), getattr(other, field.name))
        for field in fields(one)
    )


def test_the_default_country(base):
    world = draw_miniature(base, 1)
    assert len(world.country) == 31
    assert np.count_nonzero(~world.shops.vacant) == 3250
    assert np.diff(world.wholesalers.first_of_tier).tolist() == [40, 31, 20, 8]
    assert len(world.plots) == len(world.brokers.of_plot) > 150_000
    assert world.lanes.days.shape == (31, 31)


def test_seeds_move_the_farms_and_nothing_else(base):
    scenario = replace(base, scale=50_000.0)
    first, again, other = (draw_miniature(scenario, seed) for seed in (1, 1, 2))
    for field in fields(first):
        part = field.name
        assert same(getattr(first, part), getattr(again, part)), part
        drawn = part in ("farmers", "plots", "brokers")
        assert same(getattr(first, part), getattr(other, part)) != drawn, part


def test_one_province_alone(base):
    alone = base.population._replace(provinces=("Gansu",))
    world = draw_miniature(replace(base, population=alone), 1)
    assert world.country.names == ("Gansu",)
    assert world.lanes.km.shape == (1, 1)
    assert np.count_nonzero(~world.shops.vacant) == 61
    assert world.wholesalers.tiers.tolist() == [4]
    assert set(world.makers.category) == set(range(17))
    assert set(world.plots.province) == {0}
