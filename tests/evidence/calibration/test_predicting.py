"""Predictions from runs: a small country, two parameter sets, a seed each."""

import pytest

from sim.evidence.calibration.predicting import KIND, TABLE, VARIANTS, folder_content, predict
from sim.evidence.calibration.predictions import COLUMNS
from sim.experiments import read_result
from sim.experiments.ensembles import Ensemble
from sim.scenario import read_scenario
from sim.world.country.provinces import read_country

TWO = Ensemble(({"online.taste_growth": 0.1}, {"online.taste_growth": 0.3}))
SMALL = {"scale": 200_000, "population.minimum_farmers": 50}


@pytest.mark.slow
def test_two_worlds_are_predicted(tmp_path) -> None:
    scenario, told = read_scenario("history").with_values(SMALL), []
    done = predict(scenario, TWO, [2, 3], tmp_path / "p", 1, lambda *run: told.append(run))
    assert told[-1] == (2 * len(VARIANTS), 2 * len(VARIANTS), "")
    result = read_result(tmp_path / "p")
    assert result.manifest["kind"] == KIND
    assert result.manifest["ensemble"] == [dict(each) for each in TWO.sets]
    table = result.tables[TABLE]
    assert list(table) == COLUMNS
    assert (table["low"] <= table["value"]).all()
    assert (table["value"] <= table["high"]).all()
    assert (tmp_path / "p" / f"{TABLE}.csv").is_file()
    growth = table[table["quantity"] == "seller_sales_growth"].set_index(["where", "when"])
    assert {*read_country().names} < {where for where, _ in growth.index}
    # Tastes that far apart are most of what makes worlds differ.
    assert growth["high"]["China", "2017"] - growth["low"]["China", "2017"] > 0.1
    again = predict(scenario, TWO, [2, 3], tmp_path / "p", 1, lambda *run: None)
    assert again.found == len(done.points)
    assert again.table.equals(done.table)
    assert folder_content(scenario, [2, 3], TWO) != folder_content(scenario, [2], TWO)
