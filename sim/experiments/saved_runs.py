"""The file of a run on its way, in the folder where its result will be."""

from pathlib import Path

from sim.experiments.errors import OutRefusedError

SAVED = "saved.npz"


def check_saved_run(folder: Path) -> None:
    """Refuse to save a run over a file that is not a saved run."""
    path = folder / SAVED
    if (path.exists() or path.is_symlink()) and not _is_saved_run(path):
        raise OutRefusedError(
            f"{path}: this is no run that sim saved, or it is damaged; "
            "move it away, or name another folder with --out"
        )


def remove_saved_run(folder: Path) -> None:
    """Remove the saved run once its result stands; a stranger's file of that name stays."""
    path = folder / SAVED
    if path.is_file() and _is_saved_run(path):
        path.unlink()


def _is_saved_run(path: Path) -> bool:
    from sim.model.saving import read_about

    return not path.is_symlink() and read_about(path) is not None
