"""From the asked file along `extends` to base.yaml."""

from pathlib import Path, PurePosixPath

from sim.scenario.documents import Document, read_document
from sim.scenario.folders import (
    base_file,
    display,
    find_asked,
    find_extended,
    scenario_names,
)
from sim.scenario.problems import Position, Problem, nearest, shown


def read_chain(asked: str) -> list[Document]:
    """The asked file first, base.yaml last; it ends early where a file is missing or unreadable."""
    path = find_asked(asked)
    if path is None:
        return [Document(asked, problems=[_missing(asked, Position(asked), "")])]
    documents = [read_document(path, asked if str(path) == asked else display(path))]
    while not documents[-1].is_base:
        parent = _parent(documents)
        if parent is None:
            break
        documents.append(read_document(parent, display(parent)))
    return documents


def _parent(documents: list[Document]) -> Path | None:
    """The file that the last one extends; None, with the problem told, where there is none."""
    child = documents[-1]
    assert child.path is not None, "a file that was read has a path"
    if "extends" not in child.header:
        return base_file()
    name, where, _ = child.header["extends"]
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        wrong = f"{shown(name)} leads out of the folder"
        allowed = "the name of a file beside this one or in scenarios/"
        child.problems.append(Problem(where, "extends", wrong, allowed))
        return None
    path = find_extended(name, child.path)
    if path is None:
        child.problems.append(_missing(name, where, "extends"))
    elif path.resolve() in {document.path.resolve() for document in documents if document.path}:
        circle = " > ".join([*(document.file for document in documents), display(path)])
        wrong = f"the file extends itself: {circle}"
        child.problems.append(Problem(where, "extends", wrong, "a chain that ends in base"))
        return None
    return path


def _missing(name: str, where: Position, key: str) -> Problem:
    names = scenario_names()
    plain_name = name.removesuffix(".yaml").removeprefix("scenarios/")
    by_stem = {PurePosixPath(full).name: full for full in names}
    stem = nearest(PurePosixPath(plain_name).name, by_stem)
    meant = nearest(plain_name, names) or by_stem.get(stem, "")
    return Problem(
        where, key, f"there is no file {shown(name)}", "a file or a name of `sim list`", meant
    )
