"""The full model, as shipped in scenarios/base.yaml: the default run, and where its day goes.

python full_model.py run THREADS | phases
"""

import json
import sys
import time
from collections import defaultdict

import numpy as np

from sim.engine.phase import Act, Over, Part
from sim.engine.schedule import Today
from sim.model import TradeModel
from sim.model.checks import conservation
from sim.model.day import DAY, run_phases, take_stock


def those_of(phase, choose):
    """A phase with some of its steps."""
    return phase._replace(steps=tuple(filter(choose, phase.steps)))


def by_shop(step):
    """Whether a step goes over shops."""
    return isinstance(step, Part) and step.over == Over.SHOPS


def rare(step):
    """Whether it is Python's, on few days."""
    return isinstance(step, Act)


def else_(step):
    """Whether it is compiled, and on other firms or on all."""
    return not (by_shop(step) or rare(step))


SHOPS = tuple(those_of(phase, by_shop) for phase in DAY)
OTHERS = tuple(those_of(phase, else_) for phase in DAY)
RARE = tuple(those_of(phase, rare) for phase in DAY)
MARKET = [phase.name for phase in DAY].index("market")
TURNS = (slice(0, MARKET), slice(MARKET, None))  # shops are at work twice a day


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
    """Some phases: what goes over shops together on one day, on the next one by one."""
    days = np.array([today], np.int64)

    def measure(name, *phases):
        clock.measure(name, run_phases, phases, model.state, model.rules, days, model.workers)

    for phase in RARE[turn]:
        measure(f"{phase.name}, rare", phase)
    if model.day % 2:
        measure(f"together {turn.start}", *SHOPS[turn])
    else:
        for phase in SHOPS[turn]:
            measure(f"{phase.name}, shops", phase)
    for phase in OTHERS[turn]:
        measure(f"{phase.name}, others", phase)


def check(model):
    """Everything is counted, and compared with the ledger."""
    days = model.days[model.day :]
    room = take_stock(model.state, model.rules, days, model.workers)
    conservation.check(model.state, room, "")


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
        for turn in TURNS:
            play(turn, model, today, clock)
        clock.measure("check", check, model)
        clock.measure("record", model.recorder.watch, state, today)
        model.day += 1
    days = model.day - first
    each = {
        name: clock.nanoseconds(name, days if name.endswith(", rare") else None)
        / state.shop_shelves
        for name in clock.times
    }

    def ns(phase, *parts):
        return sum(each.get(f"{phase.name}{part}", 0.0) for part in parts)

    outside = {phase.name: ns(phase, ", others", ", rare") for phase in DAY}
    return {
        "together": sum(each[f"together {turn.start}"] for turn in TURNS),
        "shops": {p.name: ns(p, ", shops") for p in SHOPS if p.steps},
        "others": {name: spent for name, spent in outside.items() if spent > 0.0},
        "watching": {name: each[name] for name in ("check", "record")},
    }


if __name__ == "__main__":
    print(json.dumps(phases() if sys.argv[1] == "phases" else run(int(sys.argv[2]))))
