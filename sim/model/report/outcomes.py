"""What a run reports: its outcomes and its tables, of the country or of a textbook case."""

from typing import NamedTuple

from sim.engine.tables.state import State
from sim.model.report import national, national_tables, textbook
from sim.model.report.flow_tables import Table, goods_flows, transaction_flows
from sim.model.report.recorder import Recorder
from sim.outcomes.declaration import Declared
from sim.outcomes.declared import declared_unit
from sim.outcomes.of_country import COUNTRY
from sim.outcomes.of_textbook import TEXTBOOK


class Outcome(NamedTuple):
    """A number that a run reports."""

    value: float
    unit: str


def outcomes(recorder: Recorder, state: State) -> dict[str, Outcome]:
    """The outcomes of the whole run, by name, each with the unit that is declared."""
    told = textbook.outcomes if recorder.explicit else national.outcomes
    among: tuple[Declared, ...] = TEXTBOOK if recorder.explicit else COUNTRY
    return {
        name: Outcome(float(value), declared_unit(name, among))
        for name, value in told(recorder, state).items()
    }


def tables(recorder: Recorder, state: State) -> dict[str, Table]:
    """All tables of the run but those of farm households and of what the run itself writes."""
    flows = {
        "transaction_flows": transaction_flows(recorder, state),
        "goods_flows": goods_flows(recorder, state),
    }
    of_kind = textbook.tables if recorder.explicit else national_tables.tables
    return flows | of_kind(recorder, state)
