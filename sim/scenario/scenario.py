"""A scenario in full: every parameter with its value, ready for the model."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sim.scenario import groups
from sim.scenario.assignments import as_assignments, read_assignments
from sim.scenario.catalogue import GROUPS, PARAMETERS
from sim.scenario.consistency import inconsistencies
from sim.scenario.declaration import Parameter
from sim.scenario.extension import Extension
from sim.scenario.groups.roles import Roles, roles_of
from sim.scenario.levels import by_level, levels_of
from sim.scenario.problems import Problem, ScenarioErrors
from sim.scenario.provinces import those_there
from sim.scenario.settings import Setting, overridden
from sim.scenario.values import LeverTerms, ShockTerms
from sim.scenario.written import written


@dataclass(frozen=True)
class Scenario(groups.Groups):
    """What is asked: one attribute a group of parameters, complete and checked.

    `files` is the chain from the asked file to base.yaml, as messages show it.
    """

    name: str
    title: str
    question: str
    files: tuple[str, ...] = field(compare=False)
    scale: float  # real units that one agent stands for
    settings: Mapping[str, Setting] = field(compare=False)  # as the files give them
    rules: tuple[Extension, ...] = ()  # of the user's own, which no file can name

    def __repr__(self) -> str:
        """Which it is: all of its values would be pages."""
        return f"<Scenario {self.name}>"

    @property
    def n_levels(self) -> int:
        """Number of stocking levels, the shop included."""
        return levels_of(self.population.kind, self.population.levels)

    @property
    def roles(self) -> Roles:
        """Who stands on which level."""
        return roles_of(self.n_levels)

    @property
    def resolved(self) -> dict[str, Any]:
        """Everything in plain JSON types, as `scenario_from_resolved` reads it back.

        Rules of the user's own are told, too, and are not read back.
        """
        head = {"name": self.name, "title": self.title, "question": self.question}
        body = {
            group: {name: written(value) for name, value in getattr(self, group)._asdict().items()}
            for group in GROUPS
        }
        rules = {"rules": [rule.resolved for rule in self.rules]} if self.rules else {}
        return {**head, "scale": self.scale, **body, **rules}

    def with_values(self, values: Mapping[str, Any]) -> "Scenario":
        """The same scenario with other values by dotted key, checked again.

        Raises:
            ScenarioErrors: when a key is unknown, or a value does not fit.
        """
        problems: list[Problem] = []
        newer = read_assignments(as_assignments(values), self.name, problems)
        settings = overridden(self.settings, newer)
        other = assemble(self.name, self.title, self.question, self.files, settings, problems)
        return replace(other, rules=self.rules)

    def under(self, rules: tuple[Extension, ...]) -> "Scenario":
        """The same scenario under rules of the user's own; its name tells it from the other."""
        functions = [rule.function for rule in rules]
        return replace(
            self,
            name="+".join([self.name, *functions]),
            title=f"{self.title}, under {' and '.join(functions)}",
            rules=rules,
        )


def assemble(
    name: str,
    title: str,
    question: str,
    files: tuple[str, ...],
    settings: Mapping[str, Setting],
    problems: Collection[Problem] = (),
) -> Scenario:
    """The scenario of a complete set of settings, in the order in which they were set.

    Raises:
        ScenarioErrors: `problems`, those found before, and those between settings.
    """
    failed = {problem.key for problem in problems}
    found = [*problems, *inconsistencies(settings, failed)]
    if found:
        raise ScenarioErrors(found)
    values = _complete(settings)
    built = {
        group: kind(*(values[f"{group}.{name}"] for name in kind._fields))
        for group, kind in GROUPS.items()
    }
    return Scenario(
        name=name,
        title=title,
        question=question,
        files=files,
        scale=values["scale"],
        settings=settings,
        **built,
    )


def _complete(settings: Mapping[str, Setting]) -> dict[str, Any]:
    """The values as the model gets them: levers and shocks with day and place, a step if asked."""
    values = {key: setting.value for key, setting in settings.items()}
    if settings["demand.step_mean"].of_base:
        values["demand.step_mean"] = values["demand.mean"]
    levels = levels_of(values["population.kind"], values["population.levels"])

    def complete(parameter: Parameter, value: Any) -> Any:
        if parameter.by_level:
            return by_level(value, levels)
        if isinstance(value, LeverTerms):
            return groups.Lever(
                level=value.level,
                start=value.start or values["calendar.start"],
                where=those_there(value.where, values["population.provinces"]),
                historical=value.historical,
            )
        if isinstance(value, ShockTerms):
            return groups.Shock(
                size=value.size,
                start=value.start or values["calendar.start"],
                end=value.end or values["calendar.end"],
                where=those_there(value.where, values["population.provinces"]),
            )
        return value

    return {key: complete(parameter, values[key]) for key, parameter in PARAMETERS.items()}
