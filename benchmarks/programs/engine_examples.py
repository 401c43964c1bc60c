"""The examples of peers by the engine of this project, from scenarios in YAML.

python engine_examples.py PLAN, a JSON list of [key, scenario file, [settings]]
"""

import json
import sys
import time

from sim.model import TradeModel
from sim.scenario import read_scenario

SEEDS = 20


def played(path, sets, seeds):
    """Outcomes of each seed, and nanoseconds a node-day, the least over the seeds."""
    scenario = read_scenario(path, sets=sets)
    outcomes, ns = [], []
    for seed in seeds:
        model = TradeModel(scenario, seed)
        began = time.process_time()
        model.run()
        nodes = int(model.state.levels.first_keeper[model.state.n_levels])
        ns.append((time.process_time() - began) * 1e9 / (nodes * model.days_total))
        outcomes.append({name: outcome.value for name, outcome in model.outcomes().items()})
    return {"outcomes": outcomes, "ns": min(ns)}


if __name__ == "__main__":
    plan = json.loads(sys.argv[1])
    answers = {}
    for number, (key, path, sets) in enumerate(plan, 1):
        # Seeds of its own: with the same ones all examples would be lucky together.
        seeds = range(number * SEEDS, (number + 1) * SEEDS)
        answers[key] = played(path, sets, seeds)
    print(json.dumps(answers))
