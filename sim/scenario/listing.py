"""The scenarios and sweeps that come with the program."""

from typing import NamedTuple

from sim.scenario.documents import read_document
from sim.scenario.folders import display, scenario_folder, scenario_names


class Listed(NamedTuple):
    """A line of `sim list`."""

    name: str  # as `sim run` or `sim sweep` takes it
    title: str
    question: str
    path: str


def list_scenarios() -> list[Listed]:
    """All of them, the subfolders `textbook` and `sweeps` included, by name."""
    listed = []
    for name in scenario_names():
        path = scenario_folder() / f"{name}.yaml"
        document = read_document(path, display(path))
        listed.append(
            Listed(name, document.text("title"), document.text("question"), document.file)
        )
    return listed
