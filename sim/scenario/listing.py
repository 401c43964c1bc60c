"""The scenarios and sweeps that come with the program."""

from typing import NamedTuple

from sim.scenario.documents import read_document
from sim.scenario.folders import display, scenario_folder, scenario_names
from sim.scenario.reading import SWEEP_KEYS


class Listed(NamedTuple):
    """A line of `sim list`."""

    name: str  # as `sim run` or `sim sweep` takes it
    title: str
    question: str
    path: str
    sweep: bool  # whether it is a sweep


def list_scenarios() -> list[Listed]:
    """All of them, the subfolders `textbook` and `sweeps` included, by name."""
    listed = []
    for name in scenario_names():
        path = scenario_folder() / f"{name}.yaml"
        document = read_document(path, display(path), SWEEP_KEYS)
        title, question = document.text("title"), document.text("question")
        listed.append(Listed(name, title, question, document.file, bool(document.aside)))
    return listed
