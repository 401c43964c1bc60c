"""The engine of this project, from a scenario in YAML.

python engine.py small_task|grocery SHOPS DAYS SEED
"""

import sys
from functools import partial
from pathlib import Path

import grocery
import small_task
from clock import time_it

from sim.model import TradeModel
from sim.scenario import read_scenario

HERE = Path(__file__).parents[1]
TASKS = {"small_task": small_task.TASK, "grocery": grocery.TASK}


class Engine(TradeModel):
    def __init__(self, name, shops, seed):
        path = HERE / f"{name}.yaml"
        super().__init__(read_scenario(path, sets=[f"population.shops={shops}"]), seed)

    def demanded(self):
        return self._in_shops(self.state.totals.demanded)

    def served(self):
        return self._in_shops(self.state.totals.served)

    def money(self):
        return int(self.state.accounts.cash.sum()) // self.asked.grain.money

    def _in_shops(self, column):
        return int(column[: self.state.shop_shelves].sum())


if __name__ == "__main__":
    asked = sys.argv[1]
    time_it(partial(Engine, asked), TASKS[asked])
