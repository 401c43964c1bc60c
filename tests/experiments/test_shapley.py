"""Shapley's value and the interaction index against their definitions, computed another way."""

from collections.abc import Callable
from itertools import combinations, permutations, product

import numpy as np
import pytest

from sim.experiments.shapley import shapley_index

type Game = Callable[[frozenset[int]], float]


def tabled(game: Game, players: int) -> np.ndarray:
    """The game's value of every subset, an axis a player."""
    values = np.empty((2,) * players)
    for on in product((0, 1), repeat=players):
        values[on] = game(frozenset(np.flatnonzero(on)))
    return values


def drawn(players: int) -> Game:
    """A game whose subsets have values by lot."""
    values = np.random.default_rng(players).normal(size=(2,) * players)
    return lambda subset: values[tuple(int(i in subset) for i in range(players))]


def mean_over_orders(game: Game, players: int, among: tuple[int, ...]) -> float:
    """The mean of what `among`, who come as one, add jointly to whoever came before them."""
    gains = []
    for order in permutations([among, *((i,) for i in range(players) if i not in among)]):
        before = frozenset(i for one in order[: order.index(among)] for i in one)
        gains.append(
            sum(
                (-1) ** (len(among) - size) * game(before | {*part})
                for size in range(len(among) + 1)
                for part in combinations(among, size)
            )
        )
    return float(np.mean(gains))


@pytest.mark.parametrize("players", range(1, 7))
def test_shares_are_the_mean_of_what_each_adds_over_all_orders(players: int) -> None:
    game = drawn(players)
    for i in range(players):
        share = shapley_index(tabled(game, players), players, (i,))
        assert share == pytest.approx(mean_over_orders(game, players, (i,)), abs=1e-12)


@pytest.mark.parametrize("players", range(2, 7))
def test_interactions_are_the_mean_of_what_pairs_add_jointly(players: int) -> None:
    game = drawn(players)
    for pair in combinations(range(players), 2):
        found = shapley_index(tabled(game, players), players, pair)
        assert found == pytest.approx(mean_over_orders(game, players, pair), abs=1e-12)


@pytest.mark.parametrize("players", range(1, 8))
def test_shares_add_up_to_what_all_do(players: int) -> None:
    values = np.random.default_rng(1).normal(size=(2,) * players + (50,))
    shares = sum(shapley_index(values, players, (i,)) for i in range(players))
    all_on, all_off = values[(1,) * players], values[(0,) * players]
    np.testing.assert_allclose(shares, all_on - all_off, rtol=0, atol=1e-13)


def test_an_additive_game_has_its_terms_as_shares_and_no_interaction() -> None:
    worth = (3.0, -1.0, 0.5, 8.0)
    values = tabled(lambda subset: 100.0 + sum(worth[i] for i in subset), 4)
    for i in range(4):
        assert shapley_index(values, 4, (i,)) == pytest.approx(worth[i])
    for pair in combinations(range(4), 2):
        assert shapley_index(values, 4, pair) == pytest.approx(0.0, abs=1e-12)


def test_a_known_pairwise_term_is_the_interaction_and_is_shared_equally() -> None:
    worth, together = (3.0, -1.0, 0.5), 4.0
    values = tabled(lambda subset: sum(worth[i] for i in subset) + together * ({0, 2} <= subset), 3)
    assert [shapley_index(values, 3, (i,)) for i in range(3)] == pytest.approx([5.0, -1.0, 2.5])
    pairs = {pair: shapley_index(values, 3, pair) for pair in combinations(range(3), 2)}
    assert pairs == pytest.approx({(0, 1): 0.0, (0, 2): together, (1, 2): 0.0})


def test_a_term_of_three_is_shared_by_its_pairs() -> None:
    values = tabled(lambda subset: 6.0 * (len(subset) == 3), 3)
    for pair in combinations(range(3), 2):
        assert shapley_index(values, 3, pair) == pytest.approx(3.0)


def test_equal_players_get_equal_shares_and_a_dummy_none() -> None:
    values = tabled(lambda subset: float(len(subset & {0, 1})) ** 3, 3)
    first, second, dummy = (shapley_index(values, 3, (i,)) for i in range(3))
    assert [first, second] == pytest.approx([4.0, 4.0])
    assert dummy == 0.0
    assert shapley_index(values, 3, (0, 2)) == 0.0


def test_what_is_undefined_in_one_subset_is_undefined() -> None:
    values = np.zeros((2, 2, 2))
    values[1, 0, 1] = np.nan
    assert np.isnan(shapley_index(values, 2, (0,))).tolist() == [False, True]
