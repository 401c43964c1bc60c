"""What farmers, shop owners, middlemen and manufacturers earn, and what that is of firms' sales."""

from sim.engine.tables.state import State
from sim.model.report.areas import Areas, ByArea, ByProvince
from sim.model.report.earnings import earnings, profit_shares
from sim.model.report.ratios import ratio
from sim.model.report.recorder import Recorder


def earned_by(recorder: Recorder, state: State) -> dict[str, ByProvince]:
    """What each kind earned by province, RMB over the counted days."""
    money = recorder.scenario.grain.money
    earned = earnings(state, recorder.opening_worth)
    return {kind: of_kind / money for kind, of_kind in earned.items()}


def earners(recorder: Recorder, state: State) -> dict[str, ByProvince]:
    """Real units of each kind by province, over scale: firms that were there, mean over time."""
    return {"farmer": state.represented["farmer"], **recorder.mean_firms(state)}


def incomes(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """Income of each kind, a real unit and year."""
    people = earners(recorder, state)
    return {
        f"income.{kind}": ratio(areas.add(earned) / recorder.years, areas.add(people[kind]))
        for kind, earned in earned_by(recorder, state).items()
    }


def profits(recorder: Recorder, state: State, areas: Areas) -> dict[str, ByArea]:
    """What firms of each kind earn, of what they sell."""
    shares = profit_shares(state, recorder.opening_worth)
    return {
        f"profit_share.{kind}": ratio(areas.add(earned), areas.add(sales))
        for kind, (earned, sales) in shares.items()
    }
