"""The engine against a newsvendor who learns what to bring, from demand or from sales."""

import pytest

from tests.textbook.playing import assert_agrees, play


@pytest.mark.parametrize("name", ["learning_censored", "learning_uncensored"])
@pytest.mark.parametrize(
    ("window", "pooled", "safety", "mean", "facing"),
    [(3, 1, 1, 3.0, 2), (1, 4, 0.5, 2.0, 1), (2, 2, 1.5, 1.5, 1), (2, 1, 2, 4.0, 3)],
)
def test_windows_and_pools(name, window, pooled, safety, mean, facing):
    assert_agrees(
        name,
        stock__window_days=window,
        stock__pooled_firms=pooled,
        stock__safety_factor=safety,
        stock__minimum_facing=facing,
        demand__mean=mean,
        sharp=0.03,
    )


@pytest.mark.parametrize(("window", "pooled", "ratio"), [(7, 2, 1.0), (4, 2, 2.0)])
def test_long_memories_of_demand(window, pooled, ratio):
    assert_agrees(
        "learning_uncensored",
        stock__window_days=window,
        stock__pooled_firms=pooled,
        demand__law="poisson" if ratio == 1.0 else "negative_binomial",
        demand__variance_to_mean=ratio,
    )


def test_pools_are_kept_together_in_any_cut_into_chunks():
    whole, cut = (
        play("learning_censored", stock__pooled_firms=7, chunk_shelves=size) for size in (10**6, 1)
    )
    assert whole.outcomes == cut.outcomes


def test_sales_alone_end_in_an_empty_shop():
    played = play("learning_censored", stock__minimum_facing=0, stock__safety_factor=0)
    assert played.outcomes["fill_rate.tier0"] < 0.05
