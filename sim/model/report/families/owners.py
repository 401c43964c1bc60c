"""What shop owners live on: income a worker, what is left after family wages; who came and went."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea
from sim.model.report.earnings import earnings, firms_by_province
from sim.model.report.ratios import ratio
from sim.model.report.recorder import Recorder
from sim.scenario.groups import Jobs

KIND = "shop_owner"


class Shops(NamedTuple):
    """Shops of each area, or of each province."""

    there: NDArray[Any]  # when counting began
    closed: NDArray[Any]  # of these
    opened: NDArray[Any]  # since then


class Books(NamedTuple):
    """What the owners of each area have taken together; RMB over the counted years."""

    years: float
    earned: ByArea
    sales: ByArea
    people: ByArea  # owners


def counts(recorder: Recorder, state: State) -> Shops:
    """Shops by province: when counting began; of these, who has closed; who has opened since."""
    then = np.asarray(recorder.opening_open[: state.shops]) == 1
    now = np.asarray(state.keepers.open[: state.shops]) == 1
    of_province, places = state.keepers.province[: state.shops], len(state.province_names)

    def counted(which: NDArray[np.bool_]) -> NDArray[Any]:
        return np.bincount(of_province, which, places)

    return Shops(there=counted(then), closed=counted(then & ~now), opened=counted(now & ~then))


def owners_living(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Incomes after what the family's work is worth, and how many shops opened and closed."""
    money = recorder.scenario.grain.money
    books = Books(
        years=recorder.years,
        earned=areas.add(earnings(state, recorder.opening_worth)[KIND] / money),
        sales=areas.add(firms_by_province(state, state.accounts.sales, state.keepers_at(0)))
        / money,
        people=areas.add(recorder.mean_firms(state)[KIND]),
    )
    shops = Shops(*(areas.add(each) for each in counts(recorder, state)))
    return of_income(books, recorder.scenario.jobs) | of_shops(shops)


def of_income(books: Books, jobs: Jobs) -> dict[str, ByArea]:
    """Income of an owner by worker, and what it leaves when the family's wages are paid."""
    income = ratio(books.earned / books.years, books.people)
    left = income - jobs.family_workers * jobs.wage_elsewhere
    return {
        f"income_per_worker.{KIND}": income / jobs.family_workers,
        f"profit_after_wages.{KIND}": left,
        f"profit_after_wages_share.{KIND}": ratio(left * books.people * books.years, books.sales),
    }


def of_shops(shops: Shops) -> dict[str, ByArea]:
    """Shops that came and went, of those that were there."""
    return {
        "shops_change": ratio(shops.opened - shops.closed, shops.there),
        "shops_opened": ratio(shops.opened, shops.there),
        "shops_closed": ratio(shops.closed, shops.there),
    }
