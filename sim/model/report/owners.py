"""What shop owners live on: income a worker, what is left after family wages; who came and went."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables.state import State
from sim.scenario import Scenario

if TYPE_CHECKING:
    from sim.model.report.outcomes import Recorder

ByProvince = NDArray[np.float64]
KIND = "shop_owner"
UNITS = {
    f"income_per_worker.{KIND}": "RMB/year",
    f"profit_after_wages.{KIND}": "RMB/year",
    f"profit_after_wages_share.{KIND}": "share",
    "shops_change": "share",
    "shops_opened": "share",
    "shops_closed": "share",
}


def _over(part: Any, whole: Any) -> ByProvince:
    """Part over whole; nan where there is nothing to divide by."""
    unknown = np.full(np.shape(whole), np.nan)
    result: ByProvince = np.divide(part, whole, unknown, where=np.asarray(whole) > 0.0)
    return result


def counts(recorder: "Recorder", state: State) -> tuple[ByProvince, ByProvince, ByProvince]:
    """Shops by province: when counting began; of these, who has closed; who has opened since."""
    then = np.asarray(recorder.opening_open[: state.shops]) == 1
    now = np.asarray(state.keepers.open[: state.shops]) == 1
    of_province, places = state.keepers.province[: state.shops], len(state.province_names)
    there, closed, opened = (
        np.bincount(of_province, which, places) for which in (then, then & ~now, now & ~then)
    )
    return there, closed, opened


def owners(recorder: "Recorder", state: State) -> ByProvince:
    """Real owners by province, over scale: the mean of when counting began and of the end."""
    there, closed, opened = counts(recorder, state)
    change: ByProvince = np.nan_to_num(_over(opened - closed, there))
    result: ByProvince = state.represented[KIND] * (1.0 + 0.5 * change)
    return result


def outcomes(
    scenario: Scenario,
    years: float,
    earned: Any,
    sales: Any,
    people: Any,
    shops: tuple[Any, ...],
) -> dict[str, ByProvince]:
    """The outcomes named in UNITS, of the country or of each of its provinces.

    earned, sales  RMB since counting began; people: owners; shops: of `counts`
    """
    jobs, (there, closed, opened) = scenario.jobs, shops
    income = _over(np.asarray(earned) / years, people)
    left = income - jobs.family_workers * jobs.wage_elsewhere
    values = (
        income / jobs.family_workers,
        left,
        _over(left * people * years, sales),
        _over(opened - closed, there),
        _over(opened, there),
        _over(closed, there),
    )
    return dict(zip(UNITS, values, strict=True))
