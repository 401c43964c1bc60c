"""A partition of keepers among threads: which of them are a thread's own."""

from sim.engine.machine.compiling import compiled_part


@compiled_part
def cut(first_shelf, keeper_of, lo, hi, part, parts):
    """The first keeper of a part of the keepers lo..hi-1; parts have about as many shelves each."""
    first, end = first_shelf[lo], first_shelf[hi]
    if part == parts or first == end:
        return hi if part > 0 else lo
    return keeper_of[first + (end - first) * part // parts]


@compiled_part
def partition_of_keepers(team, keepers, keeper_of, lo, hi):
    """From which keeper to before which those of lo..hi-1 are this thread's own.

    keeper_of  int32 (shelves,)
    """
    first_shelf = keepers.first_shelf
    return (
        cut(first_shelf, keeper_of, lo, hi, team.rank, team.size),
        cut(first_shelf, keeper_of, lo, hi, team.rank + 1, team.size),
    )
