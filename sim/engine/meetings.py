"""How threads wait for each other inside compiled code, which takes a microsecond.

Waking a thread that sleeps takes some sixty. So a mate that has finished its part of a section
stays awake for a while, outside Python's lock, until its leader has begun the next.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import compiled_part
from sim.engine.marks import claim, offer_processor, read, write

# Marks: the last section begun (leader) or finished (mates); meetings; parts of the work taken.
SECTION, MEETINGS, TAKEN = 0, 1, 2
A_CACHE_LINE = 8  # marks; two threads do not write to one
LOOKS = 256  # between two offers of the processor to others
OFFERS = 2000  # before a mate goes to sleep: about a millisecond
FOR_EVER = 1 << 40


class Team(NamedTuple):
    """One thread's place among those that work on a section."""

    rank: int  # 0 is the leader
    size: int
    section: int  # number of the section
    marks: NDArray[np.int64]  # (ranks, A_CACHE_LINE)


def no_marks(size: int) -> NDArray[np.int64]:
    """The marks of a team before its first section."""
    return np.zeros((size, A_CACHE_LINE), np.int64)


@compiled_part
def wait_for(marks, rank, mark, least, offers):
    """Wait until a thread has marked at least so much, or for so many offers."""
    looks = 0
    while read(marks, rank, mark) < least and looks < offers * LOOKS:
        looks += 1
        if looks % LOOKS == 0:
            offer_processor()


@compiled_part
def begin_section(team):
    """What all threads run begins here, when the leader has come."""
    if team.rank == 0:
        write(team.marks, 0, TAKEN, 0)
        write(team.marks, 0, SECTION, team.section)
    else:
        wait_for(team.marks, 0, SECTION, team.section, FOR_EVER)


@compiled_part
def next_part(team):
    """Number of the next part of a section's work that nobody has taken; they count from 0."""
    return claim(team.marks, 0, TAKEN)


@compiled_part
def meet(team):
    """Go on when all have come here."""
    if team.size > 1:
        here = team.marks[team.rank, MEETINGS] + 1
        write(team.marks, team.rank, MEETINGS, here)
        for other in range(team.size):
            wait_for(team.marks, other, MEETINGS, here, FOR_EVER)


@compiled_part
def share_anew(team):
    """All meet, and the parts of the next work count from 0."""
    meet(team)
    if team.rank == 0:
        write(team.marks, 0, TAKEN, 0)
    meet(team)


@compiled_part
def end_section(team):
    """The leader goes on when all have finished; the others stay awake for the next section."""
    if team.size == 1:
        return
    if team.rank == 0:
        for other in range(1, team.size):
            wait_for(team.marks, other, SECTION, team.section, FOR_EVER)
    else:
        write(team.marks, team.rank, SECTION, team.section)
        wait_for(team.marks, 0, SECTION, team.section + 1, OFFERS)
