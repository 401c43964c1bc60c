"""What shops learn from a window of days, alone or pooled, against numpy's mean and variance."""

import numpy as np
import pytest

from sim.model import TradeModel
from sim.phases import forecasting
from sim.scenario import read_scenario
from tests.phases.alone import run

SHOPS, WINDOW = 5, 3


@pytest.mark.parametrize("signal", ["demand", "sales"])
@pytest.mark.parametrize("pooled", [1, 2])
def test_shops_learn_from_a_window(signal, pooled):
    sets = [
        f"population.shops={SHOPS}",
        f"stock.demand_signal={signal}",
        "population.levels=2",
        "stock.forecast=[moving_average, exponential_smoothing]",
        f"stock.pooled_firms=[{pooled}, 1]",
        f"stock.window_days=[{WINDOW}, 2]",
    ]
    model = TradeModel(read_scenario("textbook/learning_uncensored", sets=sets))
    shelves, estimates = model.state.shelves, model.state.estimates
    luck, seen = np.random.default_rng(15), []
    for number in range(3 * WINDOW):
        shelves.sold[:SHOPS], shelves.demanded[:SHOPS] = luck.integers(0, 10, (2, SHOPS))
        seen.append(np.array((shelves.sold if signal == "sales" else shelves.demanded)[:SHOPS]))
        run(model, forecasting, number)
        window = np.stack(seen[-WINDOW:])
        for first in range(0, SHOPS, pooled):
            rows = slice(first, min(first + pooled, SHOPS))
            sample = window[:, rows]
            mean, variance = sample.mean(), sample.var(ddof=1) if sample.size > 1 else 0.0
            assert np.asarray(estimates.mean[rows]) == pytest.approx(mean)
            assert np.asarray(estimates.variance[rows]) == pytest.approx(variance)
