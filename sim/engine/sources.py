"""A fingerprint of the program's own text, so that results and caches know what made them."""

import hashlib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
COMPILED = (
    "engine",
    "rules",
    "phases",
    "model",
    "scenario/groups",
)  # what compiled code is made of


@cache
def source_hash(folders: tuple[str, ...] = ("",)) -> str:
    """SHA-256 (hex) over the path and content of every Python file in folders of the package."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in (PACKAGE / folder).rglob("*.py")):
        digest.update(path.relative_to(PACKAGE).as_posix().encode())
        digest.update(b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()
