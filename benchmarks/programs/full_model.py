"""The full model, as shipped in scenarios/base.yaml: the default run, and where its day goes.

python full_model.py run THREADS | phases
"""

import json
import sys
import time
from collections import defaultdict

from sim.model import TradeModel, conservation
from sim.model.calendar import today_of
from sim.model.day import DAY
from sim.model.rules import on_day
from sim.model.shops_together import TOGETHER

NOTHING = len(TOGETHER)  # no phase has this place: what a call costs


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


def phases():
    """Nanoseconds a shelf-day by phase, over the years that count.

    The shop phases run together on one day, and one by one on the next.
    """
    model, clock = TradeModel("base"), Clock()
    state, crew = model.state, model.crew
    while model.day < model.days_total:
        today = today_of(model.asked, model.run_seed, model.day)
        if today.counting_day == 0:
            model.recorder.begin(state)
            clock.times.clear()  # the warm-up loads the compiled code
        model.rules = rules = on_day(model.rules, model.asked, today)
        if model.day % 2:
            clock.measure("together", crew.work, state, rules, today)
        else:
            clock.measure("a call", crew.work, state, rules, today, NOTHING)
            for place, name in enumerate(TOGETHER):
                clock.measure(f"{name}, shops", crew.work, state, rules, today, place)
        for phase in DAY:
            if phase.others:
                clock.measure(phase.name, phase.others, state, rules, today)
        clock.measure("check", conservation.check, state, model.opening, "")
        clock.measure("record", model.recorder.watch, state, today)
        model.day += 1
    ns = {name: clock.nanoseconds(name) / state.shop_shelves for name in clock.times}
    call = ns.pop("a call")
    return {
        "together": ns["together"],
        "shops": {name: ns[f"{name}, shops"] - call for name in TOGETHER},
        "others": {phase.name: ns[phase.name] for phase in DAY if phase.others},
        "watching": {name: ns[name] for name in ("check", "record")},
    }


if __name__ == "__main__":
    print(json.dumps(phases() if sys.argv[1] == "phases" else run(int(sys.argv[2]))))
