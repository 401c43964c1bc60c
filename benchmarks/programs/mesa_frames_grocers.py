"""mesa-frames: shelves, shops and suppliers are a polars data frame each."""

import polars as pl
from clock import COST, PRICE, SHOPS_A_SUPPLIER, time_it
from grocery import (
    CHANCE,
    COVER,
    LOT,
    MEAN,
    OPENING_STOCK,
    SAFETY,
    SHELVES,
    SIZE,
    SMOOTHING,
    TASK,
    VARIANCE,
    arrives,
    orders,
)
from mesa_frames import AgentSetPolars, ModelDF

ZERO = pl.lit(0, pl.Int64)


class Suppliers(AgentSetPolars):
    def __init__(self, model, ids):
        super().__init__(model)
        self += pl.DataFrame({"unique_id": ids}).with_columns(cash=ZERO)

    def step(self):
        if orders(self.model.day):
            shops = self.model.shops.agents
            units = shops.group_by("supplier", maintain_order=True).agg(pl.col("order").sum())
            self["cash"] = self["cash"] + COST * units["order"]


class Shops(AgentSetPolars):
    def __init__(self, model, ids, suppliers):
        super().__init__(model)
        self += pl.DataFrame({"unique_id": ids, "supplier": suppliers}).with_columns(
            order=ZERO, cash=ZERO, demanded=ZERO, served=ZERO
        )

    def step(self):
        shelves = self.model.shelves.agents.group_by("shop", maintain_order=True)
        today = shelves.agg(pl.col("wanted", "sold", "order").sum())
        self.agents = self.agents.with_columns(
            order=today["order"],
            cash=pl.col("cash") + PRICE * today["sold"] - COST * today["order"],
            demanded=pl.col("demanded") + today["wanted"],
            served=pl.col("served") + today["sold"],
        )


class Shelves(AgentSetPolars):
    def __init__(self, model, ids, shops):
        super().__init__(model)
        self += pl.DataFrame({"unique_id": ids, "shop": shops}).with_columns(
            stock=pl.lit(OPENING_STOCK, pl.Int64),
            on_order=ZERO,
            forecast=pl.lit(MEAN),
            variance=pl.lit(VARIANCE),
            wanted=ZERO,  # of today, as all that follow
            sold=ZERO,
            order=ZERO,
        )

    def step(self):
        if arrives(self.model.day):
            self.agents = self.agents.with_columns(
                stock=pl.col("stock") + pl.col("on_order"), on_order=ZERO
            )
        wanted = pl.Series(self.random.negative_binomial(SIZE, CHANCE, len(self)))
        sold = pl.min_horizontal(pl.col("stock"), wanted)
        error = sold - pl.col("forecast")
        self.agents = self.agents.with_columns(
            stock=pl.col("stock") - sold,
            forecast=pl.col("forecast") + SMOOTHING * error,
            variance=pl.col("variance") + SMOOTHING * (error**2 - pl.col("variance")),
            wanted=wanted,
            sold=sold,
            order=ZERO,
        )
        if orders(self.model.day):
            level = COVER * pl.col("forecast") + SAFETY * (COVER * pl.col("variance")).sqrt()
            lots = ((level - pl.col("stock") - pl.col("on_order")) / LOT).ceil().cast(pl.Int64)
            order = LOT * pl.max_horizontal(lots, ZERO)
            self.agents = self.agents.with_columns(order=order, on_order=pl.col("on_order") + order)


class Market(ModelDF):
    def __init__(self, shops, seed):
        super().__init__(seed)
        firms = -(-shops // SHOPS_A_SUPPLIER)
        first_shop, first_shelf = firms, firms + shops  # ids of one kind follow those of another
        shop = pl.arange(shops, eager=True)
        shelf = pl.arange(shops * SHELVES, eager=True)
        self.suppliers = Suppliers(self, pl.arange(firms, eager=True))
        self.shops = Shops(self, first_shop + shop, shop // SHOPS_A_SUPPLIER)
        self.shelves = Shelves(self, first_shelf + shelf, first_shop + shelf // SHELVES)
        self.agents += [self.suppliers, self.shops, self.shelves]
        self.day = -1

    def step(self):
        self.day += 1
        self.shelves.step()
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
