"""Theories of what spreads."""

from datetime import date, timedelta
from math import hypot

from sim.evidence.answers.bass import Adopted
from sim.evidence.answers.bass import bass as bass_answer
from sim.evidence.theories.theory import Expected, Theory, require
from sim.scenario import Scenario

NOBODY = Adopted(0.0, 0.0)


def steps_of(scenario: Scenario) -> list[Adopted]:
    """The share that has joined after each first of a month that counts."""
    platform, calendar, shops = scenario.platform, scenario.calendar, scenario.population.shops
    opens = [lever.start for lever in scenario.levers if lever.historical]
    require(len(opens) > 0, "where a lever is historical")
    require(shops > 0, "where there are shops")
    require(platform.gain_response == 0, "where nobody asks for the gain")
    require(platform.innovation + platform.imitation <= 1, "for chances of at most 1")
    days = (calendar.end - calendar.start).days + 1
    dates = [calendar.start + timedelta(days=day) for day in range(days)]
    firsts: list[date] = [each for each in dates if each.day == 1]
    before = sum(each < min(opens) for each in firsts)
    after = len(firsts) - before
    answer = bass_answer(after, platform.innovation, platform.imitation, int(shops))
    return [NOBODY] * before + answer


def bass(scenario: Scenario) -> Expected:
    """The mean share month by month, and at the end."""
    steps = steps_of(scenario)
    expected = {f"adopted_share[{month}]": step.mean for month, step in enumerate(steps)}
    return expected | {"platform_share": steps[-1].mean if steps else 0.0}


def spread(scenario: Scenario) -> Expected:
    """Its standard deviation: shops follow each other, so they do not tell it by themselves.

    With a shop on top, since the law is not normal where less than one is expected in or out.
    """
    steps, shop = steps_of(scenario), 1.0 / scenario.population.shops
    errors = [hypot(step.deviation, shop) for step in steps]
    named = {f"adopted_share[{month}]": error for month, error in enumerate(errors)}
    return named | {"platform_share": errors[-1] if errors else 0.0}


THEORIES = tuple(
    Theory(scenario, bass, sharp=0.1, errors=spread)
    for scenario in ("bass", "bass_recruiting", "bass_imitation")
)
