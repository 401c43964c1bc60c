"""What is compiled of the model is noted, and nothing else."""

from types import SimpleNamespace

import pytest

from sim.engine.waiting import WAIT
from sim.model import first_use
from sim.scenario import read_scenario


def compiling(module):
    function = SimpleNamespace(__module__=module)
    return SimpleNamespace(data={"dispatcher": SimpleNamespace(py_func=function)})


@pytest.mark.parametrize(
    ("module", "ours"),
    [("sim.rules.freight", True), ("simpy.core", False), ("numba.np.math", False), (None, False)],
)
def test_functions_of_this_package_are_ours(module, ours):
    assert first_use.is_ours(compiling(module)) == ours


def test_a_function_counts_once_it_is_compiled(monkeypatch):
    noted = []
    monkeypatch.setattr(WAIT, "starts", lambda: noted.append("starts"))
    monkeypatch.setattr(WAIT, "ends", lambda: noted.append("ends"))
    listener = first_use.Compiling()
    for module in ("sim.rules.freight", "scipy.stats"):
        listener.on_start(compiling(module))
        listener.on_end(compiling(module))
    assert noted == ["starts", "ends"]


def test_a_textbook_case_is_expected_to_take_less_than_the_country(monkeypatch):
    monkeypatch.setattr(WAIT, "effort", WAIT.effort)
    first_use.expect(read_scenario("textbook/beer_game"))
    textbook = WAIT.effort
    first_use.expect(read_scenario("base"))
    assert 0 < textbook.functions < WAIT.effort.functions
    assert textbook.time != WAIT.effort.time
