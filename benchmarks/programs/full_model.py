"""The full model, as shipped in scenarios/base.yaml: the default run, and where its day goes.

python full_model.py run THREADS | phases
"""

import json
import sys
import time
from collections import defaultdict

from sim.model import TradeModel, conservation
from sim.model.calendar import today_of
from sim.model.day import DAY, turns
from sim.model.shops_together import AT_CLOSING, BY_DAY

TURNS = (BY_DAY, AT_CLOSING)


def run(threads):
    """Seconds of the default run."""
    began = time.perf_counter()
    model = TradeModel("base", threads=threads).run()
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

    def nanoseconds(self, name):
        """Mean over the days."""
        return sum(self.times[name]) / len(self.times[name])


def play(turn, model, today, clock):
    """Phases that take their turn together: on one day so, on the next one by one."""
    for phase in turn:
        if phase.before:
            clock.measure(f"{phase.name}, before", phase.before, model.state, model.rules, today)
    work, arguments = model.crew.work, (model.state, model.rules, today)
    if turn[0].chunk and model.day % 2:
        clock.measure(f"together from {turn[0].name}", work, *arguments, turn)
    elif turn[0].chunk:
        for phase in turn:
            clock.measure(f"{phase.name}, shops", work, *arguments, (phase,))
    for phase in turn:
        if phase.others:
            clock.measure(phase.name, phase.others, model.state, model.rules, today)


def phases():
    """Nanoseconds a shelf-day by phase, over the years that count."""
    model, clock = TradeModel("base"), Clock()
    state = model.state
    while model.day < model.days_total:
        today = today_of(model.asked, model.run_seed, model.day)
        if today.counting_day == 0:
            model.recorder.begin(state)
            clock.times.clear()  # the warm-up loads the compiled code
        for turn in turns():
            play(turn, model, today, clock)
        clock.measure("check", conservation.check, state, model.opening, "")
        clock.measure("record", model.recorder.watch, state, today)
        model.day += 1
    ns = {name: clock.nanoseconds(name) / state.shop_shelves for name in clock.times}
    return {
        "together": sum(ns[f"together from {turn[0]}"] for turn in TURNS),
        "shops": {name: ns[f"{name}, shops"] for turn in TURNS for name in turn},
        "others": {
            phase.name: ns.get(f"{phase.name}, before", 0.0) + ns.get(phase.name, 0.0)
            for phase in DAY
            if phase.before or phase.others
        },
        "watching": {name: ns[name] for name in ("check", "record")},
    }


if __name__ == "__main__":
    print(json.dumps(phases() if sys.argv[1] == "phases" else run(int(sys.argv[2]))))
