"""What a Mesa user finds on the model besides `step`: agents on demand, outcomes for batch_run.

Nothing here takes part in a day.
"""

from functools import cached_property
from typing import Any

import mesa

from sim.engine.tables.state import State
from sim.model.mesa.roster import Roster
from sim.model.report.outcomes import Outcome


class MesaSide(mesa.Model):
    """A Mesa model whose agents are made on demand."""

    state: State
    day: int
    days_total: int

    @cached_property
    def roster(self) -> Roster:
        """Makes and registers the agents, once."""
        return Roster(self)

    @property
    def agents(self) -> Any:
        """All agents: a view of each firm and each farming household."""
        _ = self.roster
        return super().agents

    @property
    def agents_by_type(self) -> Any:
        """The agents by class: ShopOwner, Middleman, Manufacturer, Farmer."""
        _ = self.roster
        return super().agents_by_type

    @property
    def agent_types(self) -> Any:
        """The classes of agents that are there."""
        _ = self.roster
        return super().agent_types

    @cached_property
    def datacollector(self) -> mesa.DataCollector:
        """The outcomes of the finished run, as `batch_run` reads them; to watch days, assign one.

        Raises:
            RuntimeError: while days remain.
        """
        if self.running:
            raise RuntimeError(
                f"outcomes are known after day {self.days_total}, and this is day {self.day}; "
                f"give batch_run max_steps={self.days_total}, or the model a DataCollector"
            )
        values = {name: [float, [outcome.value]] for name, outcome in self.outcomes().items()}
        collector = mesa.DataCollector(model_reporters=values)
        collector.collect(self)
        return collector

    def outcomes(self) -> dict[str, Outcome]:
        """What the run reports, by name."""
        raise NotImplementedError
