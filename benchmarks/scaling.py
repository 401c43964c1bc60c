"""The whole country: time and memory at ever smaller scale, and what two years take.

    .venv/bin/python benchmarks/scaling.py [SMALLEST]     (default 20)

Each scale runs in a process of its own, with as many threads as there are processors. It stops
before a scale that would not fit into memory. Writes results/reference/scaling.csv, .txt and .png;
`make scaling` runs it and renews docs/scaling.md.
"""

import csv
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "results" / "reference"
SCALES = (16000, 8000, 4000, 2000, 1000, 500, 200, 100, 50, 20, 10)
MONTH = ("calendar.start=2016-01-01", "calendar.end=2016-01-31", "calendar.warmup_days=0")
WHOLE_FROM = 500  # scale down to which whole runs are timed, too
ROOM = 0.8  # of the memory that is free, for a run
TWO_YEARS = 731 + 365  # days, a year of warm-up among them
AIM_H, AIM_GIB = 1.0, 20.0  # for these at scale 1
GIB = 2.0**30

Row = dict[str, Any]


def one_scale(scale: int) -> Row:
    """What this process needs for a month at one scale, and for a whole run if it is coarse."""
    from sim.experiments.pool import cpu_count
    from sim.model import TradeModel
    from sim.scenario import read_scenario

    def played(*sets: str) -> TradeModel:
        model = TradeModel(read_scenario("base", sets=[f"scale={scale}", *sets]), threads=threads)
        model.play(model.days_total)
        return model

    threads = cpu_count()
    model = played(*MONTH)
    timing = model.timing()
    shelves = model.state.shop_shelves
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    whole_s = round(played().timing()["run_s"], 1) if scale >= WHOLE_FROM else None
    return {
        "scale": scale,
        "threads": threads,
        "shops": model.state.shops,
        "shelves": shelves,
        "setup_s": round(timing["setup_s"], 2),
        "month_s": round(timing["run_s"], 3),
        "whole_s": whole_s,
        "ns_per_shelf_day": round(timing["ns_per_shelf_day"], 1),
        "peak_gib": round(peak / GIB, 3),
    }


def in_a_process_of_its_own(scale: int) -> Row:
    """The same, measured where nothing else has been."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", str(scale)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    row: Row = json.loads(done.stdout)
    return row


def fits(rows: list[Row], scale: int) -> bool:
    """Whether the next scale will find enough memory, judging by the last two."""
    if len(rows) < 2:
        return True
    before, last = rows[-2:]
    per_shelf = (last["peak_gib"] - before["peak_gib"]) / (last["shelves"] - before["shelves"])
    shelves = last["shelves"] * last["scale"] / scale
    needed = last["peak_gib"] + per_shelf * (shelves - last["shelves"])
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / GIB
    return bool(needed < ROOM * free)


def whole_country(rows: list[Row]) -> str:
    """What the last row means for two years at scale 1."""
    last, first = rows[-1], rows[0]
    shelves = last["shelves"] * last["scale"]
    hours = last["ns_per_shelf_day"] * 1e-9 * shelves * TWO_YEARS / 3600
    per_shelf = (last["peak_gib"] - first["peak_gib"]) / (last["shelves"] - first["shelves"])
    needed = per_shelf * shelves
    met = "met" if hours <= AIM_H and needed <= AIM_GIB else "missed"
    return (
        f"China itself (scale 1) has {shelves / 1e6:.0f} million shelves in shops. At the cost of "
        f"scale {last['scale']} two years and a year of warm-up take {hours:.1f} h on "
        f"{last['threads']} threads, and {needed:.0f} GiB at {per_shelf * GIB:.0f} bytes a shelf "
        f"(farm households included). The aim of {AIM_H:g} h within {AIM_GIB:g} GiB is {met}; "
        f"{AIM_GIB:g} GiB hold scale {needed / AIM_GIB:.1f}."
    )


def draw(rows: list[Row], path: Path) -> None:
    """Cost against size, both logarithmic: proportional is a straight line of slope 1."""
    from matplotlib.ticker import FuncFormatter, NullFormatter

    from sim.views.sheet import Caption, open_sheet
    from sim.views.style import BLUE, FAINT, QUIET, house_style

    last = rows[-1]
    shelves = [row["shelves"] for row in rows]
    caption = Caption(
        "From a million shelves on, time and memory grow in proportion to shelves",
        "One month of base.yaml; dashed: proportional to the largest run. What small runs need "
        "above it is the program itself.",
        f"{last['threads']} threads, one run a scale. Smallest scale: one agent stands for "
        f"{last['scale']} real ones. Made by benchmarks/scaling.py.",
    )
    with house_style():
        figure = open_sheet(caption, 3.2)
        for axes, column, what in zip(
            figure.subplots(1, 2),
            ("month_s", "peak_gib"),
            ("Seconds a month", "Peak memory, GiB"),
            strict=True,
        ):
            values = [row[column] for row in rows]
            straight = [values[-1] * each / shelves[-1] for each in shelves]
            axes.loglog(shelves, straight, "--", color=QUIET, linewidth=1)
            axes.loglog(shelves, values, "o-", color=BLUE)
            for axis in (axes.xaxis, axes.yaxis):
                axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.8g}"))
                axis.set_minor_formatter(NullFormatter())
            axes.grid(color=FAINT)
            axes.set_title(what)
            axes.set_xlabel("shelves in shops")
        figure.savefig(path)


def main() -> None:
    """Measure scale after scale, and say what it means."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one_scale(int(sys.argv[2]))))
        return
    smallest = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    in_a_process_of_its_own(1_000_000)  # compiles
    rows: list[Row] = []
    for scale in (scale for scale in SCALES if scale >= smallest):
        if not fits(rows, scale):
            print(f"scale {scale} would not fit into memory", file=sys.stderr)
            break
        rows.append(in_a_process_of_its_own(scale))
        print(json.dumps(rows[-1]), file=sys.stderr)
    REFERENCE.mkdir(parents=True, exist_ok=True)
    with (REFERENCE / "scaling.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    draw(rows, REFERENCE / "scaling.png")
    (REFERENCE / "scaling.txt").write_text(whole_country(rows) + "\n", "utf-8")
    print(whole_country(rows))


if __name__ == "__main__":
    main()
