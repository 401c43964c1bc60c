import pytest

from sim.views.provenance import provenance


def test_the_footer_names_scenario_seeds_and_scale(make_comparison, make_run):
    assert provenance(make_run()).footer("A note") == (
        "Scenario: Without direct ordering. 1 seed. A note. "
        "Scale: one agent stands for 2,000 real ones."
    )
    asked = make_comparison(titles={"without_direct_ordering": "Does it pay?"})
    assert provenance(asked).footer().startswith("Baseline: Does it pay? 5 seeds.")


@pytest.mark.parametrize("kind", ["sweep", "attribution"])
def test_a_footer_of_one_scenario_warns_of_few_seeds_as_well(make_run, kind):
    result = make_run()
    result.manifest |= {"kind": kind, "seeds": [1, 2]}
    assert ". Only 2 seeds: intervals are wide and rough; take 5 or more." in (
        provenance(result).footer()
    )
    result.manifest["kind"] = "calibration"  # whose intervals are not over the seeds
    assert ". 2 seeds." in provenance(result).footer()
    result.manifest |= {"kind": kind, "seeds": [1, 2, 3, 4, 5]}
    assert ". 5 seeds." in provenance(result).footer()


def test_a_population_given_outright_has_no_scale(make_run):
    result = make_run()
    result.manifest["scenarios"][0]["population"] = {"kind": "explicit"}
    assert "Scale" not in provenance(result).footer()


def test_what_was_set_is_told_and_the_title_claims_no_more(make_run):
    result = make_run()
    result.manifest["set"] = {"levers.direct_ordering": 1.0, "population.provinces": ["Tibet"]}
    assert provenance(result).footer() == (
        "Scenario: Without direct ordering, changed. 1 seed. "
        "With --set: levers.direct_ordering = 1, population.provinces = [Tibet]. "
        "Scale: one agent stands for 2,000 real ones."
    )
    result.manifest["set"] = {"scale": 2000.0}  # which is told, and makes no title false
    assert provenance(result).footer().startswith("Scenario: Without direct ordering. 1 seed. Sc")


def test_titles_speak_of_the_article_or_else_of_the_last(make_comparison):
    assert provenance(make_comparison()).headline == "with_direct_ordering"
    others = make_comparison(scenarios=["analytics_alone", "all_three"])
    assert provenance(others).headline == "all_three"


def test_a_sweep_over_scales_names_none(make_run):
    result = make_run()
    result.manifest["sweep"] = {"vary": {"scale": [4000, 2000]}}
    assert "Scale" not in provenance(result).footer()
