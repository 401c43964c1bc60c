"""Farm households with incomes that are known, and offices that are to find the poor of them."""

from dataclasses import dataclass

import numpy as np

from sim.engine.tables.columns import allocate, as_this_process_runs
from sim.engine.tables.relief import Registry
from sim.phases.policy.relief_choice import register
from sim.phases.policy.relief_evidence import Office
from sim.phases.policy.relief_records import count_the_poor, households_of, write_records
from sim.scenario.groups import ReliefChoice

LINE = 1000.0


def office(choice=ReliefChoice.BY_DATA, **changes):
    return Office(int(choice), LINE, 0.1)._replace(**changes)


def known(records, data, **columns):
    """Households of a person each with equal land, by what a village and offices know of them."""
    registry = as_this_process_runs(allocate(Registry, len(records)))
    registry.record[:], registry.data[:] = records, data
    registry.known[:] = registry.matched[:] = 1
    registry.persons[:] = registry.land[:] = 1.0
    for name, values in columns.items():
        getattr(registry, name)[:] = values
    return registry


@dataclass
class County:
    """Households of two provinces with known incomes, and nothing else."""

    registry: Registry
    income: np.ndarray
    province: np.ndarray

    def households(self):
        return households_of(self.province, (3, 17))

    def errors(self, choice, recording, seed):
        """Part of those on the register who are not poor."""
        households, every = self.households(), np.ones(len(self.income), bool)
        write_records(self.registry, recording, households, seed, 2017, self.income)
        people = count_the_poor(self.registry, LINE, self.income, every)
        who = register(self.registry, office(choice), households, seed, 2017, every, people)
        return (self.income[who] >= LINE * self.registry.persons[who]).mean()


def county(count=1200, seed=5):
    luck = np.random.default_rng(seed)
    registry = as_this_process_runs(allocate(Registry, count))
    registry.land[:] = np.exp(luck.normal(size=count))
    registry.persons[:] = luck.uniform(1.0, 5.0, count)
    province = np.repeat([0, 1], [count // 3, count - count // 3])
    other = np.exp(luck.normal(6.5, 0.9, size=count)) * np.where(province, 4.0, 1.0)
    income = (np.asarray(registry.persons) * (other + 400.0 * registry.land)).astype(np.int64)
    return County(registry, income, province)
