"""The full model, as shipped in scenarios/base.yaml: the default run, and where its day goes.

python full_model.py run THREADS | phases
"""

import json
import sys
import time
from collections import defaultdict

import numpy as np

from sim.engine.phase import EVERY
from sim.engine.schedule import Today
from sim.model import TradeModel, by_day, closing, evening
from sim.model.checks import conservation
from sim.model.day import DAY, beginning
from sim.model.turns import TURNS

SHOPS = tuple(TURNS.index(turn.PHASES) for turn in (by_day, closing))
EVENING = TURNS.index(evening.PHASES)
RARE = (", before", ", beside", ", after")  # what Python does, on few days


def run(threads):
    """Seconds of the default run."""
    began = time.perf_counter()
    model = TradeModel("base", threads=threads)
    model.play(model.days_total)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "days": model.day, "shelves": model.state.shop_shelves}


class Clock:
    """The processor's time, by what it was spent on."""

    def __init__(self):
        self.times = defaultdict(list)

    def measure(self, name, do, *arguments):
        began = time.process_time_ns()
        do(*arguments)
        self.times[name].append(time.process_time_ns() - began)

    def nanoseconds(self, name, days=None):
        """Mean over some days, or over those on which it was measured."""
        return sum(self.times[name]) / (days or len(self.times[name]))


def play(turn, model, today, clock):
    """A turn of all its phases: together on one day, on the next one by one."""
    arguments = (model.state, model.rules, today)
    days = np.array([today], np.int64)
    for phase in beginning(turn, EVERY, *arguments):
        for when in ("before", "beside"):
            do = getattr(phase, when)
            if do:
                clock.measure(f"{phase.name}, {when}", do, *arguments)
    if model.day % 2:
        clock.measure(f"together {turn}", model.workers.work, *arguments[:2], days, turn)
    else:
        for only, name in enumerate(TURNS[turn]):
            clock.measure(f"{name} {turn}", model.workers.work, *arguments[:2], days, turn, only)
    for phase in beginning(turn, EVERY, *arguments):
        if phase.others:
            clock.measure(f"{phase.name}, after", phase.others, *arguments)


def phases():
    """Nanoseconds a shelf-day by phase, over the years that count."""
    model, clock = TradeModel("base"), Clock()
    state = model.state
    while model.day < model.days_total:
        today = Today(*model.days[model.day].tolist())
        state.make_room_in_book()
        if today.counting_day == 0:
            model.recorder.begin(state)
            clock.times.clear()  # the warm-up loads the compiled code
            first = model.day
        for turn in range(len(TURNS)):
            play(turn, model, today, clock)
        clock.measure("check", conservation.check, state, model.opening, "")
        clock.measure("record", model.recorder.watch, state, today)
        model.day += 1
    days = model.day - first
    each = {
        name: clock.nanoseconds(name, days if name.endswith(RARE) else None) / state.shop_shelves
        for name in clock.times
    }

    def ns(phase, *parts):
        return sum(each.get(f"{phase.name}{part}", 0.0) for part in parts)

    outside = {phase.name: ns(phase, f" {EVENING}", *RARE) for phase in DAY}
    return {
        "together": sum(each[f"together {turn}"] for turn in SHOPS),
        "shops": {p.name: ns(p, *(f" {turn}" for turn in SHOPS)) for p in DAY if p.chunk},
        "others": {name: spent for name, spent in outside.items() if spent > 0.0},
        "watching": {name: each[name] for name in ("check", "record")},
    }


if __name__ == "__main__":
    print(json.dumps(phases() if sys.argv[1] == "phases" else run(int(sys.argv[2]))))
