"""Who is taken for poor, and who of them is helped first. A part of adoption.

A survey says how many are poor, and not who. So many people are put on the register: by what the
village has on record, in each province the same share; or by data, which lay that record beside
what other offices know and beside land; or by lot.
"""

import numpy as np

from sim.engine.randomness import Stream
from sim.engine.tables.relief import Registry
from sim.phases.policy.relief_evidence import Office, judged
from sim.phases.policy.relief_records import Flags, Floats, Households, Ints, luck_of
from sim.scenario.groups import ReliefChoice


def register(
    registry: Registry,
    office: Office,
    households: Households,
    seed: int,
    year: int,
    among: Flags,
    people: float,
) -> Ints:
    """Put so many people on the register; returns their households, who is helped first in front.

    among   households that can be registered; those that were helped before stay off
    people  that the survey counts as poor
    """
    luck = luck_of(households, seed, Stream.RELIEF, year)
    persons, where = np.asarray(registry.persons), households.province
    free = among & (np.asarray(registry.helped) == 0)
    if office.choice == ReliefChoice.BY_DATA:
        found = judged(registry, office, households)
        turn = np.lexsort((luck, found.income, -found.chance))
        who = first_people(turn, free, persons, people)
        who = who[np.lexsort((luck[who], -found.need[who]))]
    elif office.choice == ReliefChoice.BY_QUOTA:
        turn = np.lexsort((luck, registry.record))
        known = free & (np.asarray(registry.known) == 1)
        parts = []
        for place in range(len(households.rows)):
            here = where == place
            quota = people * persons[among & here].sum() / max(persons[among].sum(), 1e-300)
            parts.append(first_people(turn, known & here, persons, quota))
        # A budget that is short helps the first of each province's part.
        ranks = np.concatenate([(np.arange(len(part)) + 0.5) / len(part) for part in parts])
        who = np.concatenate(parts)[np.argsort(ranks, kind="stable")]
    else:
        who = first_people(np.argsort(luck, kind="stable"), free, persons, people)
    registry.poor[:] = 0
    registry.poor[who] = 1
    return who


def first_people(turn: Ints, among: Flags, persons: Floats, people: float) -> Ints:
    """The first households in turn, until they hold so many people: the nearest number.

    turn  rows of all households; among: whom to take of them
    """
    who = turn[among[turn]]
    middle = np.cumsum(persons[who]) - 0.5 * persons[who]
    return who[middle < people]
