"""The engine of this project, from a scenario in YAML."""

from pathlib import Path

from task import time_it

from sim.model import TradeModel
from sim.scenario import read_scenario

SCENARIO = Path(__file__).parents[1] / "small_task.yaml"


class Engine(TradeModel):
    def __init__(self, shops, seed):
        super().__init__(read_scenario(SCENARIO, sets=[f"population.shops={shops}"]), seed)

    def demanded(self):
        return self._in_shops(self.state.totals.demanded)

    def served(self):
        return self._in_shops(self.state.totals.served)

    def money(self):
        return int(self.state.accounts.cash.sum()) // self.asked.grain.money

    def _in_shops(self, column):
        return int(column[: self.state.shop_shelves].sum())


if __name__ == "__main__":
    time_it(Engine)
