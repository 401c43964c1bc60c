"""mesa-frames: the agents of a kind are a polars data frame, and a day is a few expressions."""

import polars as pl
from clock import COST, PRICE, SHOPS_A_SUPPLIER, time_it
from mesa_frames import AgentSetPolars, ModelDF
from small_task import LEVEL, MEAN, TASK


class Suppliers(AgentSetPolars):
    def __init__(self, model, ids):
        super().__init__(model)
        self += pl.DataFrame({"unique_id": ids}).with_columns(cash=pl.lit(0, pl.Int64))

    def step(self):
        shops = self.model.shops.agents
        orders = shops.group_by("supplier", maintain_order=True).agg(pl.col("order").sum())
        self["cash"] = self["cash"] + COST * orders["order"]


class Shops(AgentSetPolars):
    def __init__(self, model, ids, suppliers):
        super().__init__(model)
        zero = pl.lit(0, pl.Int64)
        self += pl.DataFrame({"unique_id": ids, "supplier": suppliers}).with_columns(
            stock=pl.lit(LEVEL, pl.Int64),
            tomorrow=zero,  # arrives tomorrow
            order=zero,  # of this evening: arrives the day after
            cash=zero,
            demanded=zero,
            served=zero,
        )

    def step(self):
        wanted = pl.Series(self.random.poisson(MEAN, len(self)))
        on_shelf = pl.col("stock") + pl.col("tomorrow")
        sold = pl.min_horizontal(on_shelf, wanted)
        order = LEVEL - (on_shelf - sold) - pl.col("order")
        self.agents = self.agents.with_columns(
            stock=on_shelf - sold,
            tomorrow=pl.col("order"),
            order=order,
            cash=pl.col("cash") + PRICE * sold - COST * order,
            demanded=pl.col("demanded") + wanted,
            served=pl.col("served") + sold,
        )


class Market(ModelDF):
    def __init__(self, shops, seed):
        super().__init__(seed)
        firms = -(-shops // SHOPS_A_SUPPLIER)
        ids = pl.arange(shops, eager=True)
        self.suppliers = Suppliers(self, pl.arange(shops, shops + firms, eager=True))
        self.shops = Shops(self, ids, shops + ids // SHOPS_A_SUPPLIER)
        self.agents += [self.shops, self.suppliers]

    def step(self):
        self.shops.step()
        self.suppliers.step()

    def demanded(self):
        return self.shops["demanded"].sum()

    def served(self):
        return self.shops["served"].sum()

    def money(self):
        return self.shops["cash"].sum() + self.suppliers["cash"].sum()


if __name__ == "__main__":
    time_it(Market, TASK)
