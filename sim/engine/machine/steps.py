"""The list of steps that threads run together: all meet at the end of each.

A step is a list of tasks; a task calls one function after another on the same piece. Some tasks
belong to a certain thread, the others to whoever is free. Any thread may do any of these, so that
the bits are the same whoever does them: pieces share no rows, and sums are of integers.
"""

from sim.engine.machine.barrier import barrier, next_task
from sim.engine.machine.calls import call_at
from sim.engine.machine.compiling import compiled_part
from sim.engine.machine.handles import Handle
from sim.engine.phase import Bounds

WORKER, FIRST_CALL, END_CALL, PIECE = 0, 1, 2, 3  # columns of `tasks`; the last: Bounds from there


class Steps(Handle):
    """Steps as compiled code reads them.

    steps  int64 (steps, 3): its tasks: the first, the first that is free, the end
    tasks  int64 (tasks, PIECE + fields of Bounds)
    calls  int64: which function is called
    """

    FIELDS = ("steps", "tasks", "calls")


@compiled_part
def do_task(called, today, task, calls):
    """One function after another on a piece.

    called  (where each function begins, tables, own, rules)
    """
    entries, tables, own, rules = called
    piece = Bounds(
        task[PIECE], task[PIECE + 1], task[PIECE + 2], task[PIECE + 3],
        task[PIECE + 4], task[PIECE + 5], task[PIECE + 6], task[PIECE + 7],
    )  # fmt: skip
    for call in range(task[FIRST_CALL], task[END_CALL]):
        call_at(entries[calls[call]], tables, own, rules, today, piece)


@compiled_part
def run_steps(team, called, today, plan):
    """All steps of a day, or some; none of a section's tasks has been taken before.

    called  as in `do_task`; plan: Steps
    """
    taken = 0
    for step in range(len(plan.steps)):
        first, free, end = plan.steps[step]
        for place in range(first, free):
            if plan.tasks[place, WORKER] == team.rank:
                do_task(called, today, plan.tasks[place], plan.calls)
        if free < end:
            place = free + next_task(team) - taken
            while place < end:
                do_task(called, today, plan.tasks[place], plan.calls)
                place = free + next_task(team) - taken
            taken += end - free + team.size  # each thread has asked once in vain
        barrier(team)
