"""Pictures of a calibration: the title is the finding."""

import math

import pandas as pd
import pytest

from sim.scenario import read_scenario
from sim.views import Shown
from sim.views.fitted import draw_fitted
from sim.views.fitted_growth import draw_fitted_growth
from sim.views.predicted import draw_predicted
from sim.views.profiles import draw_profiles
from sim.views.tilemap import TILES

NAN = math.nan


@pytest.fixture
def result():
    targets = pd.DataFrame(
        {
            "target": ["gansu_sales_growth", "parcels_2017", "seller_growth_order"],
            "reported": [1.14, 4.0e10, NAN],
            "tolerance": [0.05, 4.0e8, 0.05],
            "mean_field": [1.1, 4.0e10, NAN],
            "engine": [NAN, NAN, NAN],
            "left_out": [0.5, 4.2e10, NAN],
        }
    )
    fit = pd.DataFrame(
        {
            "parameter": ["online.variety_weight", "online.learning_cost"],
            "value": [0.8, 900.0],
            "identified": [True, False],
        }
    )
    profiles = pd.DataFrame(
        {
            "parameter": ["online.variety_weight"] * 3 + ["online.learning_cost"] * 3,
            "value": [0.2, 0.8, 1.0, 250.0, 900.0, 3000.0],
            "cost": [9.0, 0.0, 3.0, 0.2, 0.0, 0.1],
        }
    )
    growth = pd.DataFrame(
        {"province": list(TILES), "mean_field": [0.01 * n for n in range(31)], "engine": [NAN] * 31}
    )
    tables = {"targets": targets, "fit": fit, "profiles": profiles, "growth": growth}
    manifest = {"kind": "calibration", "scenarios": [read_scenario("base").resolved], "seeds": [1]}
    return Shown(manifest, tables)


def title(figure):
    return " ".join(figure.texts[0].get_text().split())


def test_a_fit_says_how_many_figures_it_meets(result):
    figure = draw_fitted(result)
    assert title(figure) == "2 of 2 fitted figures lie within two standard errors"
    fitted, unseen = (line.get_xdata() for line in figure.axes[0].lines[1:3])
    assert fitted.tolist() == pytest.approx([-0.8, 0.0])
    assert unseen.tolist() == pytest.approx([-6.0, 5.0])  # what is further off is at the end


def test_profiles_say_what_is_identified(result):
    figure = draw_profiles(result)
    assert title(figure) == "The targets identify 1 of 2 parameters"
    assert [axes.axison for axes in figure.axes] == [True, True, False]


def test_growth_is_a_map(result):
    said = title(draw_fitted_growth(result))
    assert said.startswith("Growth of sales on the platforms (%): from 0")


def test_predicted_growth_is_a_map_of_each_ledger():
    rows = [
        (quantity, where, when, value, "share")
        for quantity, most in (("platform_sales_growth", 1.0), ("seller_sales_growth", 0.5))
        for when in ("2017", "2017-01..2017-11")
        for where, value in [
            *((place, most * n / 30) for n, place in enumerate(TILES)),
            ("East", 9.0),
        ]
    ]
    table = pd.DataFrame(rows, columns=["quantity", "where", "when", "value", "unit"])
    scenario = read_scenario("base").resolved
    manifest = {"kind": "prediction", "scenarios": [scenario], "seeds": [1, 2]}
    figure = draw_predicted(Shown({**manifest, "provinces": list(TILES)}, {"out_of_sample": table}))
    assert title(figure).startswith("Growth on the platforms (%): from 0 in ")
    assert " to 100 in " in title(figure)
    words = [text.get_text() for axes in figure.axes for text in (*axes.texts, axes.title)]
    words += [text.get_text() for text in figure.texts]
    assert any("Growth of all online sales" in text for text in words)
