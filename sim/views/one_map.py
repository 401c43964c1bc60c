"""A map of any outcome: what a scenario changes by province, or what a run or a baseline has."""

from collections.abc import Sized

import numpy as np
from matplotlib.figure import Figure

from sim.experiments.errors import NoResultError, UnknownOutcomeError, UnknownScenarioError
from sim.scenario.problems import nearest, shown
from sim.views.provenance import Provenance, Result, provenance, rows_of
from sim.views.province_levels import level_map, levels_finding
from sim.views.province_map import draw_maps, letters_note
from sim.views.provinces import difference_map, finding, key_of, left_out
from sim.views.sheet import Caption
from sim.views.vocabulary import compact, measure


def draw_outcome_map(result: Result, outcome: str, scenario: str | None) -> Figure:
    """The outcome of a scenario against its baseline; of a baseline or a run, its level.

    scenario  None: the one that the other pictures show

    Raises UnknownOutcomeError, UnknownScenarioError, or NoResultError where nothing is by province.
    """
    if "outcomes_by_province" not in result.tables:
        kind = result.manifest["kind"]
        raise NoResultError(f"--map: this {kind} has no outcomes by province")
    source = provenance(result)
    name = source.headline if scenario is None else scenario
    _check("--scenario", name, source.names, UnknownScenarioError)
    levels = rows_of(result.tables["outcomes_by_province"], name)
    _check("--map", outcome, list(dict.fromkeys(levels["outcome"])), UnknownOutcomeError)
    against = _baselines(result)
    if name in against:
        return _differences(result, source, outcome, name, against[name])
    return _levels(result, source, outcome, name)


def _differences(
    result: Result, source: Provenance, outcome: str, name: str, baseline: str
) -> Figure:
    one = difference_map(result.tables["differences_by_province"], name, outcome)
    _check_defined(outcome, one.values)
    caption = Caption(
        title=f"{source.titles[name]}: {finding(one)}",
        subtitle=f"Difference from: {source.titles[baseline]}. Purple: more, orange: less. "
        + key_of([one]),
        footer=_footer(result, source, letters_note([one]), *left_out([one])),
    )
    return draw_maps(caption, [one])


def _levels(result: Result, source: Provenance, outcome: str, name: str) -> Figure:
    table = rows_of(result.tables["outcomes_by_province"], name)
    rows = table[table["outcome"] == outcome]
    means = rows.groupby("province")["value"].mean()
    means = means[np.isfinite(means)]
    _check_defined(outcome, means)
    how = measure(outcome, str(rows["unit"].iloc[0]))
    factor, unit = compact(how.factor * means, how.unit)
    values = {str(place): how.factor * factor * float(value) for place, value in means.items()}
    one = level_map(how.name, unit, values)
    caption = Caption(
        title=levels_finding(one),
        subtitle=f"{source.titles[name]}: mean over {source.seeds_in_words()}.",
        footer=_footer(result, source, letters_note([one])),
    )
    return draw_maps(caption, [one])


def _footer(result: Result, source: Provenance, *notes: str) -> str:
    is_pairs = bool(result.manifest.get("pairs"))
    return source.footer_of_pairs(*notes) if is_pairs else source.footer(*notes)


def _baselines(result: Result) -> dict[str, str]:
    """The baseline of each scenario that has one, by name."""
    if "differences_by_province" not in result.tables:
        return {}
    table = result.tables["differences_by_province"]
    return dict(zip(table["scenario"], table["baseline"]))


def _check_defined(outcome: str, values: Sized) -> None:
    if not len(values):
        raise UnknownOutcomeError(f"--map: {outcome} is undefined in all provinces of this result")


def _check(
    option: str,
    name: str,
    known: list[str],
    error: type[UnknownOutcomeError | UnknownScenarioError],
) -> None:
    if name not in known:
        near = nearest(name, known)
        what = option.removeprefix("--").replace("map", "outcome")
        meant = f"; did you mean {near}?" if near else ""
        raise error(
            f"{option}: {shown(name)} is no {what} of this result; "
            f"allowed: {', '.join(known)}{meant}"
        )
