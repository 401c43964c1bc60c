"""What a scenario reports, seed by seed: of the country, of a province, of a group of provinces."""

from collections.abc import Mapping

import pandas as pd

from sim.scenario.provinces import province_names
from sim.world.country.provinces import read_country

type Seeds = pd.Series[float]
"""A number by seed."""

NATION, INLAND, COAST = "the country", "inland", "the coast"


class MissingError(Exception):
    """What keeps the model from answering, in a few words."""


class Numbers:
    """The outcomes of one scenario at every seed.

    tables    outcomes of a comparison; outcomes_by_province and shop_users where it has them
    scenario  the name of one of those compared
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], scenario: str) -> None:
        self._scenario, self._members = scenario, tables.get("members")
        national = tables["outcomes"]
        by_province = tables.get("outcomes_by_province", national.iloc[:0].assign(province=""))
        self._national = national[national["scenario"] == scenario]
        self._by_province = by_province[by_province["scenario"] == scenario]
        users = tables.get("shop_users", pd.DataFrame({"scenario": []}))
        self._users = users[users["scenario"] == scenario]

    def of(self, outcome: str, place: str = NATION) -> Seeds:
        """By seed: the outcome of the country or a province, or its mean over a group of them."""
        if place == NATION:
            rows = _rows(self._national, outcome)
            return _defined(rows.set_index("seed")["value"], outcome)
        if place in (INLAND, COAST):
            return self.by_province(outcome)[list(provinces_in(place))].mean(axis=1)
        rows = _rows(self._by_province, outcome, "by province")
        here = rows[rows["province"] == place]
        if here.empty:
            raise MissingError(f"{place} is not in this run")
        return _defined(here.set_index("seed")["value"], f"{outcome} of {place}")

    def by_province(self, outcome: str) -> pd.DataFrame:
        """[seed, province] of all 31 provinces."""
        rows = _rows(self._by_province, outcome, "by province")
        wide = rows.pivot(index="seed", columns="province", values="value")
        if len(wide.columns) < len(province_names()):
            raise MissingError(f"only {len(wide.columns)} of {len(province_names())} provinces")
        lacking = wide.columns[wide.isna().any()]
        if len(lacking):
            raise MissingError(f"{outcome} is undefined in {', '.join(lacking)}")
        return wide

    def of_members(self, group: str, place: str) -> tuple[Seeds, Seeds]:
        """By seed: income of the same households here and in the baseline, a household.

        group  who of them are meant, as `experiments.members` has it
        """
        rows = pd.DataFrame({"scenario": []}) if self._members is None else self._members
        rows = rows[rows["scenario"] == self._scenario]
        if rows.empty:
            raise MissingError("no households were compared one by one")
        if place != NATION:
            here = provinces_in(place) if place in (INLAND, COAST) else (place,)
            rows = rows[rows["province"].isin(here)]
        seeds = sorted({*self._national["seed"], *self._by_province["seed"]})
        rows = rows[rows["group"] == group]
        sums = rows.groupby("seed").sum(numeric_only=True).reindex(seeds)
        lacking = int(sums["households"].isna().sum())
        if lacking:
            who = group.replace("_", " ")
            raise MissingError(f"{place}: none {who} in {lacking} of {len(seeds)} seeds")
        return (
            sums["income_rmb_per_year"] / sums["households"],
            sums["base_income_rmb_per_year"] / sums["households"],
        )

    def ranks(self, outcome: str) -> pd.DataFrame:
        """[seed, province] rank, 1 for the largest; those that are equal all have the last rank."""
        return self.by_province(outcome).rank(axis=1, ascending=False, method="max").astype(int)

    def users(self, switch: str, place: str) -> pd.DataFrame:
        """[(seed, class of speed)] of the shops that a switch sets apart from the baseline's.

        With the columns of `experiments.shop_users`; the baseline's begin with base_.
        """
        rows = self._users
        if rows.empty:
            raise MissingError("no shops are told apart")
        rows = rows[(rows["switch"] == switch) & (rows["province"] == place)]
        if rows.empty:
            raise MissingError(f"no shop of {place} has {switch}")
        return rows.set_index(["seed", "class"])

    def unit(self, outcome: str, place: str = NATION) -> str:
        """The unit of an outcome that is reported."""
        table = self._national if place == NATION else self._by_province
        return str(_rows(table, outcome)["unit"].iloc[0])


def provinces_in(group: str) -> tuple[str, ...]:
    """The names of the inland or the coastal provinces."""
    country = read_country()
    wanted = group == COAST
    return tuple(
        name for name, coastal in zip(country.names, country.coastal.tolist()) if coastal == wanted
    )


def _rows(table: pd.DataFrame, outcome: str, how: str = "") -> pd.DataFrame:
    rows = table[table["outcome"] == outcome]
    if rows.empty:
        raise MissingError(f"no outcome {outcome} {how}".strip())
    return rows


def _defined(values: Seeds, what: str) -> Seeds:
    """The values, if every seed has one: leaving some out would choose among them."""
    undefined = int(values.isna().sum())
    if undefined:
        raise MissingError(f"{what} is undefined in {undefined} of {len(values)} seeds")
    return values
