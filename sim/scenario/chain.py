"""From the asked file along `extends` to base.yaml."""

from collections.abc import Collection
from pathlib import Path, PurePosixPath

from sim.scenario.documents import Document, read_document
from sim.scenario.folders import (
    base_file,
    display,
    files_in,
    find_asked,
    find_extended,
    is_file,
    scenario_names,
)
from sim.scenario.problems import Position, Problem, nearest, shown


def read_chain(asked: str, aside: Collection[str] = ()) -> list[Document]:
    """The asked file first, base.yaml last; it ends early where a file is missing or unreadable.

    `aside` names the keys of the asked file that the caller reads itself.
    """
    path = find_asked(asked)
    if path is None:
        missing = _missing(asked, Position(asked), "", Path(asked).parent)
        return [Document(asked, problems=[missing])]
    file = asked if is_file(Path(asked)) else display(path)
    documents = [read_document(path, file, aside)]
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
        child.problems.append(_missing(name, where, "extends", child.path.parent))
    elif path.resolve() in {document.path.resolve() for document in documents if document.path}:
        circle = " > ".join([*(document.file for document in documents), display(path)])
        wrong = f"the file extends itself: {circle}"
        child.problems.append(Problem(where, "extends", wrong, "a chain that ends in base"))
        return None
    return path


def _missing(name: str, where: Position, key: str, beside: Path) -> Problem:
    """The problem of a file that is not there, with the nearest name among those that are."""
    by_stem = {PurePosixPath(known).name: known for known in scenario_names()}
    by_stem |= {path.stem: path.name for path in files_in(beside)}
    meant = nearest(PurePosixPath(name).stem, by_stem)
    wrong = f"there is no file {shown(name)}"
    return Problem(where, key, wrong, "a file, or a name of `sim list`", by_stem.get(meant, ""))
