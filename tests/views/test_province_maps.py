"""Maps mark what is treated, say what is clear, and warn where seeds are few."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from sim.experiments.errors import NoResultError, UnknownOutcomeError, UnknownScenarioError
from sim.views import draw_map
from sim.views.one_map import draw_outcome_map
from sim.views.provinces import difference_map, draw_province_differences, finding, key_of
from sim.views.style import house_style
from tests.views.test_pictures import check_layout

TREATED = ["Gansu", "Guizhou", "Yunnan"]
HEADLINE = "with_direct_ordering"
INCOME = "income.shop_owner"


def subsidy(make_comparison, clear, seeds=5):
    """A comparison in which three provinces are treated, and these changes are clear."""
    result = make_comparison(["without_direct_ordering", HEADLINE], seeds=seeds)
    table = result.tables["differences_by_province"]
    table["treated"] = table["province"].isin(TREATED)
    table["controlled"] = table["province"].isin(clear)
    table["difference"] = np.where(table["province"].isin(clear), 0.03, 0.0) * table["base_mean"]
    return result


@pytest.mark.parametrize(
    ("clear", "says"),
    [
        ([], "no clear change of income of shop owners in any of 31 provinces"),
        (TREATED, "income of shop owners clearly rises in 3 of 3 treated provinces, nowhere else"),
        (
            ["Gansu", "Hubei"],
            "income of shop owners clearly rises in 1 of 3 treated provinces, rises in 1 of 28 "
            "others",
        ),
        (
            ["Hubei"],
            "income of shop owners clearly changes in none of 3 treated provinces, rises in 1 of "
            "28 others",
        ),
    ],
)
def test_titles_follow_from_the_verdicts_of_treated_and_others(make_comparison, clear, says):
    table = subsidy(make_comparison, clear).tables["differences_by_province"]
    assert finding(difference_map(table, HEADLINE, INCOME)) == says


def heavy_frames(axes):
    return [p for p in axes.patches if isinstance(p, Rectangle) and not p.get_fill()]


def test_treated_provinces_have_a_heavy_frame_and_the_key_says_so(make_comparison):
    result = subsidy(make_comparison, TREATED)
    with house_style():
        figure = draw_province_differences(result)
    assert [len(heavy_frames(axes)) for axes in figure.axes[:2]] == [3, 3]
    assert "Heavy frame: treated" in " ".join(figure.texts[1].get_text().split())


@pytest.mark.parametrize("treated", [True, False, None])
def test_where_all_or_none_are_treated_nothing_is_marked(make_comparison, treated):
    table = make_comparison().tables["differences_by_province"]
    if treated is not None:
        table["treated"] = treated
    one = difference_map(table, HEADLINE, INCOME)
    assert not one.treated
    assert "frame" not in key_of([one])


@pytest.mark.parametrize(("seeds", "warned"), [(2, True), (4, True), (5, False)])
def test_few_seeds_are_warned_of_in_the_picture(make_comparison, seeds, warned):
    with house_style():
        figure = draw_province_differences(subsidy(make_comparison, [], seeds=seeds))
    assert (f"Only {seeds} seeds" in figure.texts[2].get_text()) == warned


def test_a_change_of_exactly_zero_is_white(make_comparison):
    result = make_comparison(effect=0.0, noise=0.0)
    one = difference_map(result.tables["differences_by_province"], HEADLINE, INCOME)
    assert len(one.unclear) == len(one.values) == 31


def with_levels(result):
    """Every scenario's outcomes by province, as a comparison stores them."""
    rows = result.tables["differences_by_province"]
    level = rows.rename(columns={"base_mean": "value"})[["province", "outcome", "value", "unit"]]
    parts = [level.assign(scenario=one["name"], seed=1) for one in result.manifest["scenarios"]]
    result.tables["outcomes_by_province"] = pd.concat(parts, ignore_index=True)
    return result


@pytest.mark.parametrize("scenario", [None, "analytics_alone", "without_direct_ordering"])
@pytest.mark.parametrize("outcome", [INCOME, "stockout_rate.goods"])
def test_any_outcome_of_any_scenario_has_a_map(make_comparison, scenario, outcome):
    result = with_levels(make_comparison())
    with house_style():
        figure = draw_outcome_map(result, outcome, scenario)
        figure.draw_without_rendering()
    check_layout(figure, "map")
    title = result_title(result, scenario or HEADLINE)
    assert title in " ".join(" ".join(text.get_text().split()) for text in figure.texts[:2])


def result_title(result, name):
    return next(one["title"] for one in result.manifest["scenarios"] if one["name"] == name)


def test_large_sums_without_a_baseline_are_written_short(make_comparison):
    table = make_comparison().tables["differences_by_province"].assign(base_mean=0.0)
    table.loc[table["outcome"] == INCOME, "difference"] = 2.5e7
    one = difference_map(table, HEADLINE, INCOME)
    assert one.unit == "million RMB a year"
    assert one.text(one.values["Gansu"]) == "+25"


def test_a_run_has_maps_of_its_levels(make_run, tmp_path):
    (path,) = draw_map(make_run(), tmp_path / "pictures", "income.farmer")
    assert path.name == "map-income.farmer.png"
    assert path.stat().st_size > 10_000


def test_what_has_no_map_is_told_with_what_was_meant(make_comparison, make_sweep):
    result = with_levels(make_comparison())
    with pytest.raises(
        UnknownOutcomeError, match=r"'income.framer' is no outcome .* income.farmer"
    ):
        draw_outcome_map(result, "income.framer", None)
    with pytest.raises(UnknownScenarioError, match=r"did you mean all_three\?"):
        draw_outcome_map(result, INCOME, "all_tree")
    with pytest.raises(NoResultError, match="this sweep has no outcomes by province"):
        draw_outcome_map(make_sweep({"direct.minimum_order": [1, 2]}, [INCOME]), INCOME, None)
    result.tables["outcomes_by_province"]["value"] = np.nan
    with pytest.raises(UnknownOutcomeError, match="undefined in all provinces"):
        draw_outcome_map(result, INCOME, "without_direct_ordering")
