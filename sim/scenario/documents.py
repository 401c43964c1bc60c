"""One scenario file: its title, question, parent and settings."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import yaml

from sim.scenario.folders import base_file
from sim.scenario.problems import Problem, ScenarioErrors, shown
from sim.scenario.records import Record, missing_records, read_records
from sim.scenario.settings import Pair, Setting, read_settings
from sim.scenario.text_files import read_text
from sim.scenario.visible import one_line
from sim.scenario.yaml_nodes import pairs, parse, plain, position

HEADER = ("title", "question", "extends")


@dataclass
class Document:
    """What one file says, checked key by key."""

    file: str  # as messages show it
    path: Path | None = None
    header: dict[str, Setting] = field(default_factory=dict)  # title, question, extends: text
    aside: dict[str, Pair] = field(default_factory=dict)  # keys that the caller reads itself
    settings: dict[str, Setting] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)  # of base.yaml
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name under which results of this file are known."""
        return one_line(self.path.stem if self.path else self.file)

    def text(self, key: str) -> str:
        """Title or question, or "" where there is none."""
        return self.header[key].value if key in self.header else ""

    @property
    def is_base(self) -> bool:
        """Whether this is the file that holds every parameter once, and has no parent."""
        return self.path is not None and self.path.resolve() == base_file()


def read_document(path: Path, file: str, aside: Collection[str] = ()) -> Document:
    """The file, with its problems told inside; one that can't be read at all has only those.

    Keys at the top that are named in `aside` are kept for the caller, unread.
    """
    try:
        kept = _understood(read_text(path, file), path, file, tuple(aside))
    except ScenarioErrors as error:
        return Document(file, path, problems=list(error.problems))
    return replace(kept, problems=list(kept.problems))  # the caller may find more


@lru_cache(maxsize=128)
def _understood(text: str, path: Path, file: str, aside: tuple[str, ...]) -> Document:
    """What a text says, worked out once: hundreds of scenarios extend the same base.yaml.

    Raises:
        ScenarioErrors: it is not to be understood at all.
    """
    document = Document(file, path)
    root, document.problems = parse(text, file)
    read_mapping(document, root, aside)
    return document


def read_mapping(document: Document, root: yaml.Node, aside: Collection[str] = ()) -> None:
    """Fill the document from the file's root node."""
    file, problems = document.file, document.problems
    if not isinstance(root, yaml.MappingNode):
        wrong = f"{shown(plain(root))} stands where keys and values are expected"
        problems.append(Problem(position(root, file), "", wrong, "keys and values"))
        return
    entries: list[Pair] = []
    for pair in pairs(root):
        if pair[0] in HEADER:
            _read_header(document, pair)
        elif pair[0] in aside:
            document.aside[pair[0]] = pair
        else:
            entries.append(pair)
    if document.is_base:
        document.records = read_records(entries, file, problems)
        problems += missing_records(document.records, file, problems)
        document.settings = {key: record.setting for key, record in document.records.items()}
    else:
        document.settings = read_settings(entries, file, problems, (*HEADER, *aside))


def _read_header(document: Document, pair: Pair) -> None:
    key, _, value_node = pair
    value = plain(value_node)
    where = position(value_node, document.file)
    if not isinstance(value, str) or not value.strip():
        wrong = f"{shown(value)} is not text"
        document.problems.append(Problem(where, key, wrong, "text; in quotes where it is a number"))
    else:
        document.header[key] = Setting(value, where)
