"""Where compiled code is kept: a folder of the user's own, named by a hash of the sources.

What is found there is run, so nobody else may be able to put anything there: the folder is the
user's, no link, and closed to others, and so is each file. Where there is no such folder, nothing
is kept, and one line says so.
"""

import multiprocessing
import os
import shutil
import stat
import sys
import uuid
from contextlib import suppress
from pathlib import Path

import numba
import platformdirs

from sim.engine.sources import COMPILED, source_hash

NAME = "inland-sim"
VERSIONS_KEPT = 4


class CodeFolder:
    """The folder of this version's compiled code, looked for when it is first needed."""

    def __init__(self) -> None:
        self._asked = False
        self._path: Path | None = None

    @property
    def path(self) -> Path | None:
        """The folder; None where nothing can be kept."""
        if not self._asked:
            self._asked = True
            try:
                self._path = _this_version(own_folder(_root()))
            except OSError as error:
                self.give_up(error)
        return self._path

    def read(self, name: str) -> bytes | None:
        """What is kept under a name; None where there is nothing, or it is someone else's."""
        if self.path is None:
            return None
        try:
            with (self.path / name).open("rb") as file:
                return file.read() if os.fstat(file.fileno()).st_uid == os.geteuid() else None
        except FileNotFoundError:
            return None
        except OSError as error:
            self.give_up(error)
            return None

    def write(self, name: str, content: bytes = b"") -> None:
        """Keep content under a name, whole or not at all."""
        if self.path is None:
            return
        unfinished = self.path / f"{uuid.uuid4().hex}.unfinished"
        try:
            unfinished.write_bytes(content)
            unfinished.replace(self.path / name)
        except OSError as error:
            self.give_up(error)
            with suppress(OSError):  # it may be what can't be done here
                unfinished.unlink(missing_ok=True)

    def give_up(self, error: OSError) -> None:
        """Keep nothing from now on, and say so: once, by the process that started the others."""
        self._path = None
        if multiprocessing.parent_process() is None:
            where = f"{error.filename}: " if error.filename else ""
            sys.stderr.write(
                f"compiled code is not kept ({where}{error.strerror}): "
                "each start compiles anew; XDG_CACHE_HOME names another place for it\n"
            )


def own_folder(path: Path) -> Path:
    """The folder, made if need be, once it is certain that only this user can write there.

    Raises:
        OSError: it is a link or another's, others could write to it, or it can't be made.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_symlink():
        raise OSError(0, "this is a link", str(path))
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        found = os.fstat(handle)
        if found.st_uid != os.geteuid():
            raise PermissionError(0, "this is another user's", str(path))
        if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise PermissionError(0, "others can write here", str(path))
        os.fchmod(handle, 0o700)
    finally:
        os.close(handle)
    if not os.access(path, os.W_OK | os.X_OK):
        raise PermissionError(0, "no right to write here", str(path))
    return path


def _root() -> Path:
    """The folder of all versions: below the one that the user gave numba, or the user's cache."""
    if numba.config.CACHE_DIR:
        return Path(numba.config.CACHE_DIR).absolute() / NAME
    homeless = FileNotFoundError(0, "the user has no home folder")
    try:
        root = Path(platformdirs.user_cache_dir(NAME, appauthor=False))
    except RuntimeError:
        raise homeless from None
    if not root.is_absolute():  # older releases of platformdirs leave `~` as it is
        raise homeless
    return root


def _this_version(root: Path) -> Path:
    """This version's folder; older ones beyond the last few are removed."""
    python = f"py{sys.version_info.major}{sys.version_info.minor}"
    folder = own_folder(root / f"{source_hash(COMPILED)[:16]}-{python}-numba{numba.__version__}")
    os.utime(folder)
    for old in sorted(root.iterdir(), key=_used, reverse=True)[VERSIONS_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


def _used(version: Path) -> float:
    """When a version's folder was last used; long ago if another process has just removed it."""
    try:
        return version.stat().st_mtime
    except FileNotFoundError:
        return 0.0


CODE = CodeFolder()
