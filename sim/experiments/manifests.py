"""The manifest of a result: what made it, which files it has, and a seal over all of that.

A manifest without seal and files is one of an older version; it is still read.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.engine.files import written_aside
from sim.experiments.errors import NoResultError
from sim.experiments.own_files import Files, is_name, stamps
from sim.experiments.writing import writing

MANIFEST = "manifest.json"
READY = ".writing-ready"  # a new result whose files are on their way into the folder
KINDS = ("run", "compare", "sweep", "attribution", "tornado", "calibration", "prediction")
GROWING = KINDS[1:]  # kinds that keep their finished runs as points
IN_CSV = (
    "sweep",
    "attribution",
    "tornado",
    "calibration",
    "prediction",
)  # kinds whose tables are CSV as well
SEAL, FILES = "seal", "files"
SHAPE = {"kind": str, "scenarios": list, "seeds": list, "tables": list, FILES: dict}

# What two results share that have the same pictures.
CONTENT = (
    "kind",
    "scenarios",
    "seeds",
    "set",
    "source_hash",
    "data_hash",
    "pairs",
    "levers",
    "sweep",
    "ensemble",
)


def manifest_of(folder: Path) -> dict[str, Any] | None:
    """The manifest of the result in a folder; None where this program wrote none.

    Raises NoResultError where it is one that was changed since.
    """
    ready = folder / READY / MANIFEST
    path = ready if ready.is_file() else folder / MANIFEST
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    if SEAL in content or FILES in content:
        if content.get(SEAL) != _seal(content):
            raise NoResultError(f"{path}: this manifest was changed since sim wrote it")
    elif not {"kind", "source_hash"} <= content.keys():
        return None
    _check_shape(path, content)
    return content


def files_of(folder: Path, manifest: Mapping[str, Any]) -> Files:
    """The files of a result; of an older version's, the tables that its manifest names."""
    if FILES in manifest:
        files: Files = manifest[FILES]
        return files
    endings = ("parquet", "csv") if manifest["kind"] in IN_CSV else ("parquet",)
    named = (f"{table}.{ending}" for table in manifest.get("tables", ()) for ending in endings)
    return stamps(folder, (name for name in named if is_name(name) and (folder / name).is_file()))


def listed_in(folder: Path) -> Files:
    """The files of the result in a folder; none where there is no result."""
    manifest = manifest_of(folder)
    return {} if manifest is None else files_of(folder, manifest)


def write_manifest(path: Path, content: Mapping[str, Any], files: Files) -> None:
    """Write a manifest that lists these files, and seal it."""
    as_read = json.loads(json.dumps({**content, FILES: dict(files)}))
    write_json(path, {**as_read, SEAL: _seal(as_read)})


def same_content(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two manifests are of the same runs."""
    return bool(_content(one) == _content(other))


def write_json(path: Path, content: Any, indent: int | None = 2) -> None:
    """Write a JSON file that is either whole or not there."""
    text = json.dumps(content, indent=indent, ensure_ascii=False) + "\n"
    with writing(path), written_aside(path) as aside:
        # A lone surrogate, as in a file name that is not UTF-8, becomes its escape in JSON.
        aside.write_bytes(text.encode("utf-8", "backslashreplace"))


def _content(manifest: Mapping[str, Any]) -> Any:
    return json.loads(json.dumps({key: manifest.get(key) for key in CONTENT}))


def _seal(content: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of all but the seal, whatever the order of keys."""
    rest = {key: value for key, value in content.items() if key != SEAL}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def _check_shape(path: Path, content: Mapping[str, Any]) -> None:
    """Refuse what an older version's manifest, which has no seal, could not have said."""
    wrong = [key for key, kind in SHAPE.items() if not isinstance(content.get(key, kind()), kind)]
    if not all(isinstance(one, dict) and "name" in one for one in content.get("scenarios", ())):
        wrong.append("scenarios")
    if not all(map(is_name, content.get(FILES, ()))):
        wrong.append(FILES)
    if content["kind"] not in KINDS:
        wrong.append("kind")
    if wrong:
        raise NoResultError(f"{path}: the manifest is damaged at {wrong[0]}")
