"""What a scenario does to those whom it is for: the same households in both runs of a pair.

A mean over all farm households (`income.farmer`) hides what being online does to the few who are.
So each one's income is compared with its own in the baseline at the same seed. Who differs from
the baseline in selling online, or in being helped, is a member.
"""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from sim.experiments.differences import mean_changes
from sim.experiments.run import RunResult
from sim.experiments.words import changes, sentence

HOUSEHOLDS = "farm_households"  # the table of a run
MEMBERS, EFFECTS = "members", "effects_on_members"
GROUPS = {  # name: column, and whether it is the scenario that has them, or the baseline
    "sell_online": ("sells_online", True),
    "sold_online": ("sells_online", False),
    "helped": ("helped", True),
    "were_helped": ("helped", False),
}
WHO = {
    "sell_online": "households that sell online, and not in the baseline",
    "sold_online": "households that sell online in the baseline alone",
    "helped": "households that are helped, and not in the baseline",
    "were_helped": "households that are helped in the baseline alone",
}
UNITS = {"income": "RMB/year", "poverty_rate": "share", "income_per_yuan": "1"}


def members(runs: Sequence[RunResult], against: Mapping[str, str]) -> pd.DataFrame:
    """Sums over the members of each group, by pair, seed and province.

    Columns: scenario, baseline, seed, group, province, households (usual ones), and sums over
    them: income_rmb_per_year, base_income_rmb_per_year, poor, base_poor, relief_rmb (what helping
    them cost).
    """
    tables = {(run.scenario.name, run.seed): pd.DataFrame(run.tables[HOUSEHOLDS]) for run in runs}
    parts = [
        sums.assign(scenario=name, baseline=against[name], seed=seed)
        for (name, seed), table in tables.items()
        if name in against and (against[name], seed) in tables
        for sums in _of_pair(table, tables[against[name], seed])
    ]
    if not parts:
        return pd.DataFrame()
    first = ["scenario", "baseline", "seed", "group", "province"]
    every = pd.concat(parts, ignore_index=True)
    return every[first + [name for name in every if name not in first]]


def _of_pair(table: pd.DataFrame, base: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The sums of each group; nothing where the two have not the same households."""
    same = ["province", "size"]
    if not table[same].equals(base[same]):
        return
    size = table["size"]
    summed = pd.DataFrame(
        {
            "province": table["province"],
            "households": size,
            "income_rmb_per_year": size * table["income_rmb_per_year"],
            "base_income_rmb_per_year": size * base["income_rmb_per_year"],
            "poor": size * table["poor"],
            "base_poor": size * base["poor"],
            "relief_rmb": size * (table["relief_rmb"] + base["relief_rmb"]),
        }
    )
    for group, (column, theirs) in GROUPS.items():
        mine, other = (table, base) if theirs else (base, table)
        yield _by_province(summed[(mine[column] > 0) & (other[column] == 0)], group)


def _by_province(rows: pd.DataFrame, group: str) -> pd.DataFrame:
    return rows.groupby("province", sort=False).sum().reset_index().assign(group=group)


def effects_on_members(by_seed: pd.DataFrame, every: int) -> pd.DataFrame:
    """Of each pair and group: scenario less baseline a household, with its 95 % interval.

    by_seed  from `members`
    every    number of seeds of the comparison

    Columns: scenario, baseline, group, outcome (income; poverty_rate; income_per_yuan: what of
    relief has become income, where some were helped), unit, households (mean over the seeds), and
    those of `mean_changes`. A group without a household at some seed is left out.
    """
    keys = ["scenario", "baseline", "group"]
    sums = by_seed.groupby([*keys, "seed"], sort=False).sum(numeric_only=True)
    seeds = sums.groupby(level=keys, sort=False)["households"].transform("size")
    sums = sums[seeds == every]
    if sums.empty:
        return pd.DataFrame()
    count = sums["households"]
    more = sums["income_rmb_per_year"] - sums["base_income_rmb_per_year"]
    pairs = {
        "income": (sums["base_income_rmb_per_year"] / count, more / count),
        "poverty_rate": (sums["base_poor"] / count, (sums["poor"] - sums["base_poor"]) / count),
    }
    of_group = sums.index.get_level_values("group").map({"helped": 1.0, "were_helped": -1.0})
    gain = (of_group * more / sums["relief_rmb"]).dropna()
    if len(gain):
        pairs["income_per_yuan"] = (0.0 * gain, gain)
    tables = [
        mean_changes(base, change, keys).assign(outcome=outcome, unit=UNITS[outcome])
        for outcome, (base, change) in pairs.items()
    ]
    mean = count.groupby(level=keys, sort=False).mean().rename("households").reset_index()
    table = pd.concat(tables, ignore_index=True).merge(mean, on=keys)
    first = [*keys, "outcome", "unit", "households"]
    return table[first + [name for name in table if name not in first]]


def sentences(effects: pd.DataFrame, scenario: str) -> list[str]:
    """The effects on members of one scenario in words; [] without members."""
    rows = effects[effects["scenario"] == scenario]
    named = rows["outcome"] + "." + rows["group"].map(WHO)
    return [sentence(change) for change in changes(rows.assign(outcome=named), scenario)]
