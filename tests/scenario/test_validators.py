"""Every validator rejects something: each check between parameters, and each parameter's own."""

from datetime import timedelta
from pathlib import Path

import pytest

from sim.scenario import ScenarioErrors, consistency, read_scenario
from sim.scenario.catalogue import PARAMETERS
from sim.scenario.declaration import Parameter
from sim.scenario.groups import Lever, Shock
from sim.scenario.values import checked
from tests.scenario.test_errors import WRONG


def test_every_check_between_parameters_rejects_something(monkeypatch, tmp_path: Path) -> None:
    idle = {check.__name__ for check in consistency.CHECKS}

    def watched(check):
        def watch(values):
            for clash in check(values):
                idle.discard(check.__name__)
                yield clash

        return watch

    monkeypatch.setattr(consistency, "CHECKS", [watched(check) for check in consistency.CHECKS])
    file = tmp_path / "wrong.yaml"
    for text, _ in WRONG.values():
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ScenarioErrors):
            read_scenario(file)
    assert not idle, "no text in WRONG is wrong for these: add one for each"


def wrong_values(parameter: Parameter) -> list[object]:
    """Values just outside what is allowed."""
    if parameter.provinces:
        return ["Atlantis"]
    if parameter.choices:
        return ["nothing_of_the_kind"]
    if parameter.entry is Lever:
        return [-0.1, 1.1, "on"]
    assert parameter.bounds is not None
    if parameter.entry is Shock:
        low, high = parameter.bounds
        return [0.5, "on", {}, {"size": low - 0.1}, {"size": high + 0.1}, {"size": "1"}]
    low, high = parameter.bounds
    if parameter.entry in (int, float):
        return [low - 1, high + 1, "3"]
    return [f"{low - timedelta(1)}", f"{high + timedelta(1)}", 3]


@pytest.mark.parametrize("key", PARAMETERS)
def test_every_parameter_rejects_what_is_not_allowed(key: str) -> None:
    parameter = PARAMETERS[key]
    for value in wrong_values(parameter):
        written = [value] if parameter.max_length or parameter.provinces else value
        _, faults = checked(parameter, written)
        assert faults, f"{key}: {value!r} is taken"
