"""What is compiled of the model is noted, and nothing else."""

from types import SimpleNamespace

import pytest

from sim.engine.machine import compile_events
from sim.engine.machine.waiting import WAIT


def compiling(module):
    function = SimpleNamespace(__module__=module)
    return SimpleNamespace(data={"dispatcher": SimpleNamespace(py_func=function)})


@pytest.mark.parametrize(
    ("module", "ours"),
    [("sim.rules.freight", True), ("simpy.core", False), ("numba.np.math", False), (None, False)],
)
def test_functions_of_this_package_are_ours(module, ours):
    assert compile_events.is_ours(compiling(module)) == ours


def test_a_function_counts_once_it_is_compiled(monkeypatch):
    noted = []
    monkeypatch.setattr(WAIT, "starts", lambda: noted.append("starts"))
    monkeypatch.setattr(WAIT, "ends", lambda: noted.append("ends"))
    listener = compile_events.Compiling()
    for module in ("sim.rules.freight", "scipy.stats"):
        listener.on_start(compiling(module))
        listener.on_end(compiling(module))
    assert noted == ["starts", "ends"]
