"""Scenarios that nobody chose: any parameter of any group anywhere within its declared bounds.

Worlds are small: one or two provinces at the coarsest scale, or a textbook population of a few
firms, for two months. What the reader refuses beside the rest is left out again.
"""

import datetime

from hypothesis import assume, note
from hypothesis import strategies as st

from sim.scenario import PopulationKind, Scenario, ScenarioErrors, read_scenario, scenario_folder
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.groups import Lever, Shock
from tests.model.random_worlds import PROVINCES

DAYS = 60
COUNTRIES = ("base", "all_levers", "history")
TEXTBOOK = sorted(path.stem for path in (scenario_folder() / "textbook").glob("*.yaml"))
# Given by the world that is drawn, not by chance: what it holds and how long it lasts.
OF_THE_WORLD = ("scale", "calendar.", "population.kind", "population.provinces")
# Small worlds: so many at most, whatever the bounds say.
AT_MOST = {
    "population.shops": 12,
    "population.minimum_farmers": 400,
    "population.minimum_growers": 400,
    "population.minimum_shops": 12,
    "population.farmers": 30,
    "population.brokers": 8,
    "online.minimum_merchants": 60,
    "online.merchants_ceiling": 8,
    "marketplace.merchants": 50,
    "demand.mean": 20_000,  # of a table; tests/scenario has the rest
}


def numbers(key, kind, low, high):
    """Numbers of a range: its ends, anywhere, and near its lower end on a scale of logarithms."""
    high = min(high, AT_MOST.get(key, high))
    span = high - low
    anywhere = st.floats(0, 1).map(lambda part: low + span * part)
    near = st.floats(0, 9).map(lambda power: low + span * 10**-power)
    zero = [0] if low <= 0 <= high else []
    found = st.one_of(st.sampled_from([low, high, *zero]), anywhere, near)
    return found.map(lambda number: kind(min(max(number, low), high)))


def entries(parameter):
    """One entry of a parameter that is a number or a name."""
    if parameter.choices:
        return st.sampled_from(parameter.choices)
    low, high = parameter.bounds
    return numbers(parameter.key, parameter.entry, low, high)


@st.composite
def dates(draw, start, first, last):
    return str(start + datetime.timedelta(days=draw(st.integers(first, last))))


@st.composite
def levers(draw, start, warmup):
    """Off, a share, or with a first day that may lie in the warm-up."""
    level = draw(st.sampled_from(["off", 0.3, 1, "historical"]))
    if draw(st.booleans()):
        return level
    first = 0 if level == "historical" else -warmup - 3
    level = 0.0 if level == "off" else level
    return {"level": level, "from": draw(dates(start, first, DAYS - 1))}


@st.composite
def shocks(draw, parameter, start):
    low, high = parameter.bounds
    first = draw(st.integers(0, DAYS - 1))
    return {
        "size": draw(numbers(parameter.key, float, low, high)),
        "from": draw(dates(start, first, first)),
        "to": draw(dates(start, first, DAYS + 9)),
    }


@st.composite
def values(draw, key, levels, start, warmup):
    """Any value of a parameter."""
    parameter = PARAMETERS[key]
    if parameter.entry is Lever:
        return draw(levers(start, warmup))
    if parameter.entry is Shock:
        return draw(shocks(parameter, start))
    entry = entries(parameter)
    if key == "online.month_index":
        return draw(st.lists(entry, min_size=12, max_size=12))
    if parameter.max_length is not None:
        return draw(st.lists(entry, max_size=min(parameter.max_length, 4)))
    if parameter.by_level and draw(st.booleans()):
        return draw(st.lists(entry, min_size=levels, max_size=levels))
    return draw(entry)


def drawn_keys(most):
    """Up to `most` parameters, each group as likely as another."""
    groups = {}
    for key in PARAMETERS:
        if not key.startswith(OF_THE_WORLD):
            groups.setdefault(key.partition(".")[0], []).append(key)
    one = st.sampled_from(sorted(groups)).flatmap(lambda name: st.sampled_from(groups[name]))
    return st.integers(0, most).flatmap(
        lambda count: st.lists(one, min_size=count, max_size=count, unique=True)
    )


@st.composite
def calendars(draw, first_day):
    start = first_day + datetime.timedelta(days=draw(st.integers(0, 340)))
    warmup = draw(st.sampled_from([0, 0, 1, 20]))
    return start, warmup, {
        "calendar.start": str(start),
        "calendar.end": str(start + datetime.timedelta(days=DAYS - 1)),
        "calendar.warmup_days": warmup,
    }  # fmt: skip


def repaired(base, fixed, drawn) -> Scenario:
    """The scenario with what was drawn, but for the values that the reader refuses."""
    kept = dict(drawn)
    while True:
        try:
            scenario = base.with_values(fixed | kept)
            note(f"{base.name} with {fixed | kept}")  # the scenario itself shows its name
            return scenario
        except ScenarioErrors as errors:
            refused = {problem.key for problem in errors.problems}
            if not refused & kept.keys():
                # It is said at a value of the world: with whatever is drawn beside it.
                assume(bool(kept))
                refused = set(kept)
            kept = {key: value for key, value in kept.items() if key not in refused}


@st.composite
def countries(draw, most):
    """A small country with up to so many parameters at other values."""
    base = read_scenario(draw(st.sampled_from(COUNTRIES)))
    places = draw(st.lists(st.sampled_from(PROVINCES), min_size=1, max_size=2, unique=True))
    start, warmup, fixed = draw(calendars(datetime.date(2016, 1, 1)))
    fixed |= {"scale": 1e6, "population.provinces": places, "population.minimum_farmers": 100}
    drawn = {key: draw(values(key, base.n_levels, start, warmup)) for key in draw(drawn_keys(most))}
    fixed = {key: value for key, value in fixed.items() if key not in drawn}
    return repaired(base, fixed, drawn)


@st.composite
def textbook_cases(draw, most):
    """A textbook case, small and short, with up to so many parameters at other values."""
    base = read_scenario(f"textbook/{draw(st.sampled_from(TEXTBOOK))}")
    assert base.population.kind == PopulationKind.EXPLICIT
    start, warmup, fixed = draw(calendars(datetime.date(2000, 1, 1)))
    fixed |= {
        f"population.{name}": min(getattr(base.population, name), AT_MOST[f"population.{name}"])
        for name in ("shops", "farmers", "brokers")
    }
    drawn = {key: draw(values(key, base.n_levels, start, warmup)) for key in draw(drawn_keys(most))}
    if "population.shops" in drawn:
        drawn["population.shops"] = int(drawn["population.shops"])
    fixed = {key: value for key, value in fixed.items() if key not in drawn}
    return repaired(base, fixed, drawn)
