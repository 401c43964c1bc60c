"""Chance by counter: flat, independent between days, streams, seeds and agents, and repeatable."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.engine.randomness import (
    MASK,
    UNIT,
    Stream,
    bits,
    day_key,
    fraction,
    mix,
    normals,
    uniform,
    uniforms,
)
from tests.plain import compiled_and_plain

MANY = 1 << 18
AGENTS = np.arange(MANY)
WORDS = st.integers(0, MASK)


def draws(seed=1, stream=Stream.DEMAND, day=0, agents=AGENTS, item=0):
    return uniforms(seed, stream, day, agents, item)


def of_days(seed, stream, agent, days):
    """One agent's draws day after day."""
    return np.array([uniform(seed, int(stream), day, agent, 0) for day in range(days)])


def assert_flat(u, cells=256):
    assert 0 <= u.min() <= u.max() < 1
    counts = np.bincount((u * cells).astype(int), minlength=cells)
    assert stats.chisquare(counts).pvalue > 1e-6


def assert_independent(u, v, cells=16):
    """The pairs fill the unit square evenly, which also means that they don't correlate."""
    pairs = (u * cells).astype(int) * cells + (v * cells).astype(int)
    assert stats.chisquare(np.bincount(pairs, minlength=cells * cells)).pvalue > 1e-6
    assert abs(np.corrcoef(u, v)[0, 1]) < 5 / math.sqrt(len(u))


@pytest.mark.parametrize(("seed", "day"), [(0, 0), (1, 1), (2**40 + 3, 730), (2**63 - 1, 10_000)])
@pytest.mark.parametrize("stream", [Stream.DEMAND, Stream.BROKER])
def test_draws_of_many_agents_are_flat(seed, stream, day):
    u = draws(seed, stream, day)
    assert_flat(u)
    low_bits = (u / UNIT).astype(np.int64) & 0xFF
    assert stats.chisquare(np.bincount(low_bits, minlength=256)).pvalue > 1e-6


@pytest.mark.parametrize("agent", [0, 1, 12_345])
def test_draws_of_one_agent_over_days_are_flat_and_forget(agent):
    u = of_days(1, Stream.DEMAND, agent, 20_000)
    assert_flat(u, 64)
    for lag in (1, 7, 365):
        assert abs(np.corrcoef(u[:-lag], u[lag:])[0, 1]) < 5 / math.sqrt(len(u))


@pytest.mark.parametrize(
    "other",
    [
        {"day": 1},
        {"day": 7},
        {"day": 365},
        {"seed": 2},
        {"seed": 1 + 2**32},
        {"stream": Stream.UNSERVED},
        {"stream": Stream.BROKER},
        {"item": 1},
        {"agents": AGENTS + 1},
        {"agents": AGENTS + 1024},
    ],
)
def test_another_day_stream_seed_item_or_neighbour_is_another_number(other):
    assert_independent(draws(), draws(**other))


def test_no_two_of_few_agents_and_items_draw_the_same_number():
    """As provinces and products do, whose rows are small numbers both."""
    agents, items = np.divmod(np.arange(200 * 200), 200)
    luck = uniforms(1, Stream.DRIFT, 3, agents, items)
    assert len(np.unique(luck)) >= len(luck) - 3  # of 32 bits: 0.2 pairs are alike by chance
    square = luck.reshape(200, 200)
    above = np.triu_indices(200, 1)
    assert_independent(square[above], square.T[above])


def test_a_day_of_one_stream_is_not_the_next_stream_s_day():
    """Keys of nearby days and streams are all different, also where their sums are equal."""
    keys = {
        day_key(seed, int(stream), day)
        for seed in (0, 1, 2, 2**32)
        for stream in Stream
        for day in range(1200)
    }
    assert len(keys) == 4 * len(Stream) * 1200


@given(WORDS, WORDS)
def test_scrambling_is_one_to_one_and_stays_in_32_bits(x, y):
    assert 0 <= mix(x) <= MASK
    assert (mix(x) == mix(y)) == (x == y)


def test_one_bit_of_the_counter_changes_half_of_the_draw():
    first, second = day_key(1, 1, 1)
    index = np.arange(4096, dtype=np.int64)
    here = bits(first, second, index)
    for bit in range(20):
        changed = here ^ bits(first, second, index ^ (1 << bit))
        flipped = np.unpackbits(changed.astype(">u4").view(np.uint8)).mean()
        assert flipped == pytest.approx(0.5, abs=0.01)


@given(
    st.integers(0, 2**63 - 1),
    st.sampled_from(Stream),
    st.integers(0, 40_000),
    st.integers(0, 2**31),
    st.integers(0, 100),
)
def test_one_agent_alone_draws_what_it_draws_in_the_crowd(seed, stream, day, agent, item):
    crowd = uniforms(seed, stream, day, np.array([agent + 1, agent]), item)
    assert uniform(seed, int(stream), day, agent, item) == crowd[1]


def test_normal_draws_are_normal():
    z = normals(3, Stream.DRIFT, 5, AGENTS)
    assert stats.kstest(z, "norm").pvalue > 1e-6
    assert abs(np.corrcoef(z, normals(3, Stream.DRIFT, 5, AGENTS, item=1))[0, 1]) < 0.01


def test_the_largest_fraction_is_below_one():
    assert fraction(MASK) < 1
    assert fraction(0) == 0


SOME = """
import numpy as np
from sim.engine.randomness import bits, day_key, mix, uniform
seeds = [0, 1, 2**31, 2**32 - 1, 2**32, 2**63 - 1]
keys = [day_key(seed, stream, day) for seed in seeds for stream in (1, 17) for day in (0, 1, 999)]
print([(int(a), int(b)) for a, b in keys])
print([int(bits(*key, index)) for key in keys for index in (0, 1, 2**31 - 1, 2**40)])
print([int(bits(*key, np.int64(index))) for key in keys for index in (0, 1, 2**31 - 1, 2**40)])
print([uniform(seed, 3, 4, agent, 5).hex() for seed in seeds for agent in range(20)])
print([int(mix(x)) for x in (0, 1, 2**32 - 1, 2**33)])
"""


def test_plain_python_draws_the_same_numbers():
    """No bit differs, and no integer of numpy wraps around with a warning."""
    compiled, plain = compiled_and_plain(SOME)
    assert compiled == plain
