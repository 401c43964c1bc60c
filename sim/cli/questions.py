"""`sim list`, `sim explain` and `sim schema`: what there is, and what it means."""

from typing import Annotated

import typer

OUTCOMES = "outcomes"  # what lists them all
LISTED = ("scenarios", "sweeps", "fingerprints")


def list_(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="WHAT",
            help=f"One of {', '.join(LISTED)}. [default: scenarios and sweeps]",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List scenarios and sweeps, or fingerprints."""
    if what not in (None, *LISTED):
        raise _not_listed(what)
    if what == "fingerprints":
        _list_fingerprints(json)
        return
    from sim.cli.printing import show, show_json
    from sim.scenario import list_scenarios

    listed = list_scenarios()
    if what:
        listed = [entry for entry in listed if entry.sweep == (what == "sweeps")]
    if json:
        show_json([entry._asdict() for entry in listed])
        return
    from sim.cli.parameter_tables import scenario_table

    show(scenario_table(listed))


def _not_listed(what: str) -> Exception:
    """The error, with the nearest of the words that are known."""
    from sim.experiments.errors import UserError
    from sim.scenario.problems import nearest, shown

    meant = nearest(what, LISTED)
    hint = f"; did you mean {meant}?" if meant else ""
    return UserError(f"there is no list of {shown(what)}; allowed: {', '.join(LISTED)}{hint}")


def _list_fingerprints(json: bool) -> None:
    from sim.cli.printing import show_json, tell
    from sim.evidence.fingerprints import published

    known = published()
    if json:
        windows = [window._asdict() for window in known.windows]
        show_json(known._asdict() | {"windows": windows})
        return
    for name, fingerprint in known.fingerprints.items():
        tell(f"{fingerprint}  {name}")
    tell(f"Outcomes at seed {known.seed}; the provinces with {', '.join(known.provinces)}.")
    for window in known.windows:
        who, days = ", ".join(window.scenarios), ", ".join(window.sets)
        tell(f"With {days}, since {window.why}: {who}.")
    tell("`sim verify --only fingerprints` checks them here.")


def explain(
    key: Annotated[
        str,
        typer.Argument(
            metavar="KEY",
            help="A parameter or a group of them, an outcome, `outcomes`, or a group of provinces.",
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Explain a parameter, an outcome, or a group of them."""
    from sim.cli.parameter_tables import group_table, parameter_table, region_table
    from sim.cli.printing import show, show_json
    from sim.outcomes.declared import declared
    from sim.scenario import explain
    from sim.scenario.catalogue import GROUPS, PARAMETERS, keys_under
    from sim.scenario.provinces import REGIONS, provinces_of

    if key == OUTCOMES or (key not in PARAMETERS and declared(key)):
        _explain_outcomes(key, json)
        return
    if key in REGIONS:
        if json:
            show_json([{"key": key, "meaning": REGIONS[key][0], "provinces": provinces_of(key)}])
        else:
            show(region_table(key))
        return
    if key not in (*GROUPS, *PARAMETERS):
        raise _not_explained(key)
    if key in GROUPS:
        explanations = [explain(f"{key}.{name}") for name in keys_under(key)]
        table = group_table(explanations)
    else:
        explanations = [explain(key)]
        table = parameter_table(explanations[0])
    if json:
        show_json([explanation._asdict() for explanation in explanations])
    else:
        show(table)


def _explain_outcomes(key: str, json: bool) -> None:
    """One outcome, or all."""
    from sim.cli.outcome_tables import outcome_table, outcomes_table
    from sim.cli.printing import show, show_json
    from sim.outcomes.declared import declared, outcome_names

    if json:
        names = outcome_names() if key == OUTCOMES else [key]
        show_json([{"outcome": name, **one._asdict()} for name in names for one in declared(name)])
    elif key == OUTCOMES:
        show(outcomes_table())
    else:
        show(outcome_table(key))


def _not_explained(key: str) -> Exception:
    """The error for a word that nothing is called, with the nearest that something is."""
    from sim.outcomes.declared import outcome_names
    from sim.scenario.catalogue import GROUPS, PARAMETERS
    from sim.scenario.problems import Position, Problem, ScenarioErrors, nearest
    from sim.scenario.provinces import REGIONS
    from sim.scenario.settings import unknown_key

    where = Position("sim explain")
    known = (*PARAMETERS, *GROUPS, *outcome_names(), *REGIONS, OUTCOMES)
    of_a_group = key.partition(".")[0] in GROUPS and unknown_key(key, where).suggestion
    allowed = "a parameter, a group of them, an outcome, `outcomes`, or a group of provinces"
    meant = of_a_group or nearest(key, known)
    return ScenarioErrors([Problem(where, key, "unknown key", allowed, meant)])


def schema() -> None:
    """Print the JSON Schema of scenario files."""
    from sim.cli.printing import show_json
    from sim.scenario import schema

    show_json(schema())
