"""Shops that join by recruiting and imitation: the engine against the diffusion of Bass."""

import json

import numpy as np
import pytest
from scipy import stats

from sim.evidence.answers.bass import bass
from sim.experiments import run_scenario
from tests.textbook.playing import assert_agrees, play, scenario_with


@pytest.mark.parametrize(
    "sets",
    [
        {},
        {"platform__innovation": 0},
        {"platform__innovation": 1, "platform__imitation": 0},
        {"platform__innovation": 0.3, "platform__imitation": 0.7},
        {"platform__innovation": 0.02, "platform__imitation": 0.4},
        {"platform__imitation": 0},
        {"calendar__start": "2000-01-20", "calendar__warmup_days": 60},
        {"levers__direct_ordering": "{level: historical, from: 2000-07-15}"},
        {"levers": "{direct_ordering: historical, fast_replenishment: historical}"},
        {"population__shops": 3000, "levers": "{direct_ordering: off, analytics: historical}"},
    ],
)
def test_share_of_each_month(sets):
    assert_agrees("bass", seed=7, **{"calendar__end": "2001-12-31"} | sets)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_few_shops_at_any_seed(seed):
    assert_agrees("bass", seed, sharp=1.0, population__shops=200, calendar__end="2002-06-30")


def test_the_share_after_each_first_is_a_series():
    scenario = scenario_with("bass", population__shops=50, calendar__end="2000-05-20")
    written = json.loads(json.dumps(run_scenario(scenario).as_json()))
    shares = written["series"]["adopted_share"]
    assert len(shares) == 5
    assert shares == sorted(shares)
    assert written["outcomes"]["platform_share"]["value"] == shares[-1]


def test_only_where_shops_join_is_it_reported():
    model = play("bass", population__shops=5, levers__direct_ordering=1).model
    assert "adopted_share" not in model.series()
    assert "platform_share" not in model.outcomes()


def members(**sets):
    """Which of five hundred shops have joined in the end."""
    model = play("bass", population__shops=500, calendar__end="2001-06-30", **sets).model
    return np.asarray(model.state.keepers.member[:500]) == 1


def test_with_the_same_seed_a_higher_chance_takes_the_same_shops_and_others():
    fewer, more = (members(platform__imitation=imitation) for imitation in (0.02, 0.05))
    assert np.all(more[fewer])
    assert more.sum() > fewer.sum()


def exact(months, p, q, shops):
    """Law of the number of shops that have joined, month by month, from the binomial steps."""
    law = np.zeros(shops + 1)
    law[0] = 1.0
    for _ in range(months):
        new = np.zeros(shops + 1)
        for joined, weight in enumerate(law):
            step = stats.binom.pmf(
                np.arange(shops - joined + 1), shops - joined, p + q * joined / shops
            )
            new[joined:] += weight * step
        law = new
        yield law


@pytest.mark.parametrize(("p", "q"), [(0.01, 0.1), (0.05, 0.0), (0.05, 0.3), (0.3, 0.7)])
def test_the_answer_is_that_of_the_markov_chain(p, q):
    shops, share = 200, np.arange(201) / 200
    for law, answer in zip(exact(24, p, q, shops), bass(24, p, q, shops), strict=True):
        mean = law @ share
        assert answer.mean == pytest.approx(mean, abs=2e-3)
        assert answer.deviation == pytest.approx(
            np.sqrt(law @ (share - mean) ** 2), rel=0.1, abs=5e-4
        )


def test_small_steps_give_bass_s_own_curve():
    """F(t) = (1 - e^-(p+q)t) / (1 + q/p e^-(p+q)t), in steps of a thousandth of a year."""
    p, q, years, steps = 0.03, 0.38, 10, 1000
    answer = bass(years * steps, p / steps, q / steps, 10**12)[steps - 1 :: steps]
    decay = np.exp(-(p + q) * np.arange(1, years + 1))
    closed = (1 - decay) / (1 + q / p * decay)
    assert [step.mean for step in answer] == pytest.approx(closed.tolist(), rel=1e-3)
