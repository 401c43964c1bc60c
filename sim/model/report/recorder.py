"""What is noted on the way to a run's outcomes and tables, from the day on which counting begins.

The recorder watches the state from outside; no phase knows what is recorded, and the recorder does
not know what is made of it.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.schedule import Days, Today
from sim.engine.tables.firms import History
from sim.engine.tables.state import State
from sim.engine.year import MEAN_YEAR
from sim.model.calendar import counted_days, month_ends
from sim.model.report.basket import Basket
from sim.model.report.diary import Diary
from sim.model.report.earnings import KINDS, earnings, net_worth
from sim.model.report.firms_there import KINDS as OF_FIRMS
from sim.model.report.firms_there import firms_there
from sim.model.report.income_record import IncomeRecorder
from sim.model.report.online_record import OnlineRecorder
from sim.model.report.opening_volumes import OpeningVolumes
from sim.model.report.shops_so_far import totals_by_product
from sim.model.report.variability import OrderVariability
from sim.scenario import Scenario
from sim.scenario.groups.population import PopulationKind

OPENING = (
    "opening_worth",
    "opening_money",
    "opening_credit",
    "opening_goods",
    "opening_net_money",
    "opening_open",
)


class Recorder:
    """Watches a run."""

    def __init__(self, scenario: Scenario, state: State) -> None:
        self.scenario = scenario
        self.explicit = scenario.population.kind == PopulationKind.EXPLICIT
        self.years = counted_days(scenario) / MEAN_YEAR
        self.days = counted_days(scenario)
        self.month_ends = month_ends(scenario)
        self.months: list[tuple[str, History]] = []
        self.price_ratios: list[NDArray[np.float64]] = []
        self.earned: list[dict[str, NDArray[np.float64]]] = []  # since counting began, by kind
        self.firms: list[dict[str, NDArray[np.float64]]] = []  # real ones at its end, over scale
        self.diary = Diary(scenario, state) if self.explicit else None
        self.orders = OrderVariability(state) if self.explicit else None
        self.online = OnlineRecorder()
        self.incomes = IncomeRecorder()
        self.opening_volumes: OpeningVolumes | None = None
        self.begin(state)

    def begin(self, state: State) -> None:
        """Remember where things stand when counting begins."""
        self._sums: History | None = None
        self.opening_worth = net_worth(state)
        self.opening_money = state.ledger.money.copy()
        self.opening_credit = state.ledger.credit - state.ledger.repaid
        self.opening_goods = state.ledger.goods.copy()
        accounts = state.accounts
        self.opening_net_money = accounts.cash + accounts.receivable - accounts.payable
        self.opening_open = state.keepers.open.copy()
        self.online.begin(state)
        self.incomes.begin(state.farm, self.scenario.calendar.start)
        self.basket = Basket(state)
        if not self.explicit:
            self.opening_volumes = OpeningVolumes(self.basket.index(state), state)
        if self.diary:
            self.diary.begin(state)

    def memory(self) -> dict[str, NDArray[Any]]:
        """All that it has noted, by name; `recall` takes it back."""
        noted = {name: getattr(self, name) for name in OPENING} | self.online.memory()
        noted |= self.incomes.memory() | self.basket.memory()
        if self.opening_volumes:
            noted |= self.opening_volumes.memory()
        noted["months"] = np.array([month for month, _ in self.months], np.str_)
        noted["price_ratios"] = np.array(self.price_ratios)
        for kind in KINDS:
            noted[f"earned.{kind}"] = np.array([month[kind] for month in self.earned])
        for kind in OF_FIRMS:
            noted[f"firms.{kind}"] = np.array([month[kind] for month in self.firms])
        if self.orders:
            noted["orders"] = np.array(self.orders.days)
        for name in History._fields:
            noted[f"months.{name}"] = np.array([getattr(sums, name) for _, sums in self.months])
        if self.diary:
            noted |= {f"diary.{name}": array for name, array in self.diary.notes.items()}
        return noted

    def recall(self, noted: Mapping[str, NDArray[Any]]) -> None:
        """Go on with what another recorder of the same run had noted."""
        self._sums = None
        for name in OPENING:
            setattr(self, name, noted[name])
        sums = zip(*(noted[f"months.{name}"] for name in History._fields), strict=True)
        months = noted["months"].tolist()
        self.months = [(month, History(*each)) for month, each in zip(months, sums, strict=True)]
        self.price_ratios = list(noted["price_ratios"])
        earned = zip(*(noted[f"earned.{kind}"] for kind in KINDS), strict=True)
        self.earned = [dict(zip(KINDS, month, strict=True)) for month in earned]
        firms = zip(*(noted[f"firms.{kind}"] for kind in OF_FIRMS), strict=True)
        self.firms = [dict(zip(OF_FIRMS, month, strict=True)) for month in firms]
        self.online.recall(noted, months)
        self.incomes.recall(noted)
        self.basket.recall(noted)
        if self.opening_volumes:
            self.opening_volumes.recall(noted)
        if self.diary:
            self.diary.notes = {name: noted[f"diary.{name}"] for name in self.diary.notes}
        if self.orders:
            self.orders.days = list(noted["orders"])

    def days_alone(self, days: Days) -> int:
        """How many of some days may pass before something is noted, at the end of the last."""
        for place, numbers in enumerate(days.tolist(), 1):
            if self._looks(Today(*numbers)):
                return place
        return len(days)

    def _looks(self, today: Today) -> bool:
        """Whether something is noted at the end of a day, or counting begins with the next."""
        if not today.counting:
            return today.counting_day == -1
        return self.explicit or today.counting_day in self.month_ends

    def watch(self, state: State, today: Today) -> None:
        """At a month's end, note the totals of the shops so far, and their prices."""
        self._sums = None
        if not today.counting:
            return
        if self.diary:
            self.diary.watch(state, today)
        if self.orders:
            self.orders.watch(state)
        date = self.month_ends.get(today.counting_day)
        if date is not None:
            last = today.counting_day == self.days - 1
            self.months.append((f"{date:%Y-%m}", self.by_product(state)))
            self.basket.note(state)
            self.price_ratios.append(self.basket.costs(state))
            if not self.explicit:
                self.earned.append(earnings(state, self.opening_worth))
                self.firms.append(firms_there(state, self.opening_open))
            self.online.month_ends(f"{date:%Y-%m}", state)
            self.incomes.day_ends(state.farm, date + timedelta(days=1), last)

    def mean_firms(self, state: State) -> dict[str, NDArray[np.float64]]:
        """Real firms over scale by province, of each kind: mean over the days that counted.

        They come and go on the first of a month.
        """
        if not self.firms:
            return firms_there(state, self.opening_open)
        days = np.diff(list(self.month_ends)[: len(self.firms)], prepend=-1)
        return {
            kind: np.average([month[kind] for month in self.firms], 0, days) for kind in OF_FIRMS
        }

    def by_product(self, state: State) -> History:
        """Totals of the shops by (province, product), looked at once between two days."""
        if self._sums is None:
            self._sums = totals_by_product(state)
        return self._sums

    def series(self) -> dict[str, list[float]]:
        """The outcomes that are series, by name."""
        return self.diary.series() if self.diary else {}
