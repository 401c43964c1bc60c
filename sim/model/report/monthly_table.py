"""The country month by month and by province: customers, online sales, and what each kind earns."""

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.firms import History
from sim.engine.tables.state import State
from sim.model.report.earnings import KINDS
from sim.model.report.flow_tables import Table
from sim.model.report.recorder import Recorder

COUNTS = {  # by column, what the shops count
    "customers": "demanded",
    "served_at_once": "served",
    "sold_units": "sold",
    "lost_units": "lost",
    "shelf_days": "days",
    "empty_shelf_days": "empty",
}
IN_DAYS = ("shelf_days", "empty_shelf_days")
EARNERS = dict(zip(KINDS, ("farmers", "shop_owners", "middlemen", "manufacturers"), strict=True))


def monthly(recorder: Recorder, state: State) -> Table:
    """A row a month and province.

    Counts are the miniature's; what is online, incomes and who earns them the real country's.
    """
    places = state.province_names
    months = [month for month, _ in recorder.months]
    table: Table = {
        "month": [month for month in months for _ in places],
        "province": list(places) * len(months),
    }
    for name, values in _columns(recorder, state).items():
        table[name] = np.asarray(values, float).reshape(-1).tolist()
    return table


def _columns(recorder: Recorder, state: State) -> dict[str, NDArray[np.float64]]:
    """(months, provinces) each."""
    scale, grain = recorder.scenario.scale, recorder.scenario.grain
    produce = state.products.produce == 1
    columns = _counted(recorder, np.ones_like(produce), tuple(COUNTS))
    for kind, products in (("goods", ~produce), ("produce", produce)):
        of_kind = _counted(recorder, products, tuple(COUNTS))
        columns |= {f"{kind}_{name}": values for name, values in of_kind.items()}
    columns |= _online(recorder)
    for kind, earners in EARNERS.items():
        earned = _changes(np.array([month[kind] for month in recorder.earned]))
        columns[f"{kind}_income_rmb"] = earned * scale / grain.money
        there = [month.get(kind, state.represented[kind]) for month in recorder.firms]
        columns[earners] = np.array(there) * scale
    return columns


def _online(recorder: Recorder) -> dict[str, NDArray[np.float64]]:
    """The two ledgers of sales and parcels with their days, where the seller is; and spending."""
    scenario, months = recorder.scenario, recorder.online.monthly().values()

    def each(*names: str) -> NDArray[np.float64]:
        totals = [sum(getattr(noted, name) for name in names) for noted in months]
        return np.array(totals) * scenario.scale

    return {
        "online_sales_rmb": each("sold") / scenario.grain.money,
        "online_goods_rmb": each("goods") / scenario.grain.money,
        "platform_sales_rmb": each("platform")
        * (scenario.online.platform_share / scenario.grain.money),
        "farmers_online_rmb": each("produce").sum(axis=2) / scenario.grain.money,
        "online_spending_rmb": each("spent") / scenario.grain.money,
        "parcels_sent": each("parcels"),
        "parcel_days": each("road_days", "nights"),
    }


def _counted(
    recorder: Recorder, products: NDArray[np.bool_], names: tuple[str, ...]
) -> dict[str, NDArray[np.float64]]:
    """What was counted of these products in each month, by column; (months, provinces) each."""
    grain = recorder.scenario.grain.goods

    def total(history: History, name: str) -> NDArray[np.float64]:
        totals: NDArray[np.float64] = getattr(history, COUNTS[name])[:, products].sum(axis=1)
        return totals / (1 if name in IN_DAYS else grain)

    return {
        name: _changes(np.array([total(history, name) for _, history in recorder.months]))
        for name in names
    }


def _changes(totals: NDArray[np.float64]) -> NDArray[np.float64]:
    """What came in each month, of totals at the ends of months since counting began."""
    return np.diff(totals, axis=0, prepend=np.zeros_like(totals[:1]))
