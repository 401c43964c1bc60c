"""What a lever does to those who use it: the same shops with it and without, seed by seed."""

from collections.abc import Mapping

import pandas as pd

from sim.engine.speeds import SPEEDS
from sim.world.shops.levers import OF_SHOPS

ALL, CHINA = "all", "China"
SHOP = ["seed", "shop"]
COUNTS = [f"{what}_{speed}" for speed in SPEEDS for what in ("customers", "served")]
INCOME = "income_rmb_per_year"


def shop_users(shops: pd.DataFrame, against: Mapping[str, str]) -> pd.DataFrame:
    """Stockouts and income of the shops that a switch sets apart, in both runs of a pair.

    shops    the tables `shops` of all runs, with scenario and seed
    against  the baseline's name by that of the scenario that is compared with it

    Returns scenario, baseline, seed, switch (the lever that is on for them in one of the two runs),
    province (CHINA: all), class of selling speed (ALL: every product), shops (agents),
    base_stockout_rate, stockout_rate, base_income and income (RMB a year, mean; of ALL only).
    """
    by_scenario = {name: rows.set_index(SHOP) for name, rows in shops.groupby("scenario")}
    parts = [
        _of_switch(by_scenario[name], by_scenario[baseline], switch).assign(
            scenario=name, baseline=baseline, switch=switch
        )
        for name, baseline in against.items()
        for switch in OF_SHOPS
    ]
    table = pd.concat(parts, ignore_index=True)
    first = ["scenario", "baseline", "seed", "switch", "province", "class", "shops"]
    return table[first + [name for name in table if name not in first]]


def _of_switch(shops: pd.DataFrame, base: pd.DataFrame, switch: str) -> pd.DataFrame:
    """The shops whose switch differs, with their sums in both runs."""
    both = shops.index.intersection(base.index)
    chosen = both[(shops.loc[both, switch] != base.loc[both, switch]).to_numpy()]
    now, then = _sums(shops.loc[chosen]), _sums(base.loc[chosen])
    parts = []
    for speed in (*SPEEDS, ALL):
        rates = {
            "shops": now["shops"],
            "base_stockout_rate": _unserved(then, speed),
            "stockout_rate": _unserved(now, speed),
        }
        incomes = {
            "base_income": then[INCOME] / then["shops"],
            "income": now[INCOME] / now["shops"],
        }
        told = rates | incomes if speed == ALL else rates
        parts.append(pd.DataFrame(told).assign(**{"class": speed}).reset_index())
    return pd.concat(parts, ignore_index=True)


def _sums(shops: pd.DataFrame) -> pd.DataFrame:
    """By seed and province, and of all provinces."""
    counted = shops[["province", *COUNTS, INCOME]].assign(shops=1).reset_index("seed")
    everywhere = counted.assign(province=CHINA)
    return pd.concat([counted, everywhere]).groupby(["seed", "province"]).sum()


def _unserved(sums: pd.DataFrame, speed: str) -> "pd.Series[float]":
    """Share of the customers of a class of products whom the shops did not serve at once."""
    speeds = SPEEDS if speed == ALL else (speed,)
    customers = sums[[f"customers_{each}" for each in speeds]].sum(axis=1)
    served = sums[[f"served_{each}" for each in speeds]].sum(axis=1)
    return 1.0 - served / customers.where(customers > 0.0)
