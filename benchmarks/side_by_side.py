"""The table of a task: programs side by side, ratios to ours, and who plays something else.

A row counts only if its fill rate is that of the task: exact where theory knows it, else as the
engine's, as far as chance lets them differ.
"""

from math import sqrt
from statistics import fmean

from rows import MEMORY, OURS_FROM_YAML, SMALL_TASK, Task
from tables import Lines, short

from sim.evidence.answers.lost_sales import base_stock

EXACT = base_stock(level=12, mean=5.0, lead_time=2).fill_rate
TOLERANCE = 0.001
ERRORS = 4.0  # standard errors of a difference that chance does not bring


def target(task: Task, rows: list[dict], rounds: int) -> tuple[float, float]:
    """The fill rate that each row must have, and by how much it may be off.

    All play the same law on as many shelves and days, so that rates vary alike between rounds.
    """
    if task is SMALL_TASK:
        return EXACT, TOLERANCE
    ours = next(row for row in rows if row["row"] == OURS_FROM_YAML)
    of_a_round = fmean(row["fill_variance"] for row in rows)
    return ours["fill_rate"], ERRORS * sqrt(2.0 * of_a_round / rounds)


def of_size(task: Task, measured: list[dict], rounds: int) -> Lines:
    """The programs at one number of shops; dashes for one that is absent or would take too long."""
    found = {row["row"]: row for row in measured}
    ours = found[OURS_FROM_YAML]
    rate, most_off = target(task, measured, rounds)
    lines = [heads(task)]
    for name in (row.name for row in task.rows):
        if name not in found:
            lines.append([name, *"-" * (len(lines[0]) - 1)])
            continue
        row = found[name]
        if name != MEMORY.name and abs(row["fill_rate"] - rate) > most_off:
            dashes = "-" * (len(lines[0]) - 2)
            lines.append([name, *dashes, f"refused: {row['fill_rate']:.4f}"])
            continue
        fill_rate = "-" if name == MEMORY.name else f"{row['fill_rate']:.4f}"
        lines.append(
            [
                name,
                short(row["ns"]),
                short(row["ns_median"]),
                f"{row['bytes']:,.0f}",
                f"{row['setup_s']:.3f}",
                short(row["ns"] / ours["ns"]),
                short(row["ns_median"] / ours["ns_median"]),
                fill_rate,
            ]
        )
    return lines


def heads(task: Task) -> list[str]:
    """What the columns are."""
    return [
        "program",
        f"ns a {task.unit}-day, least",
        "median",
        f"bytes a {task.unit}",
        "set-up, s",
        "against ours",
        "of the medians",
        "fill rate",
    ]


def rule(task: Task, measured: list[dict], rounds: int) -> str:
    """By how much a fill rate may be off, size by size where it is not the same."""
    sizes = {row["shops"]: [r for r in measured if r["shops"] == row["shops"]] for row in measured}
    off = {shops: f"{target(task, rows, rounds)[1]:.4f}" for shops, rows in sizes.items()}
    if len({*off.values()}) == 1:
        return f"A fill rate may be off by {next(iter(off.values()))}."
    told = (f"{most} at {shops:,} shops" for shops, most in off.items())
    return f"A fill rate may be off by {', by '.join(told)}."
