"""Where scenario files lie, and the names under which they are found."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
IN_THE_WHEEL = PACKAGE / "shipped"  # where pyproject.toml puts what lies outside the package

# The folder of scenarios/ and results/reference/: of the checkout, or their copy in the wheel.
REPOSITORY = IN_THE_WHEEL if IN_THE_WHEEL.is_dir() else PACKAGE.parent


def scenario_folder() -> Path:
    """The folder of the shipped scenarios, whatever the current directory."""
    return REPOSITORY / "scenarios"


def base_file() -> Path:
    """The file that holds every parameter once."""
    return scenario_folder() / "base.yaml"


def scenario_names() -> list[str]:
    """Names of the shipped scenarios and sweeps, such as `base` or `textbook/beer_game`."""
    folder = scenario_folder()
    return sorted(
        path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.yaml")
    )


def files_in(folder: Path) -> list[Path]:
    """The scenario files of a folder that the user named; none where there is no such folder."""
    try:
        return sorted(path for path in folder.glob("*.yaml") if path.is_file())
    except (OSError, ValueError):
        return []


def is_file(path: Path) -> bool:
    """Whether a regular file is there; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def find(name: str, *folders: Path) -> Path | None:
    """The first file called `name` or `name`.yaml in the folders, in their order."""
    for folder in folders:
        for path in (folder / name, folder / f"{name}.yaml"):
            if is_file(path):
                return path
    return None


def find_asked(name_or_path: str) -> Path | None:
    """The file that the user asked for: a path from here, else a name in the shipped folder."""
    return find(name_or_path, Path(), scenario_folder(), REPOSITORY)


def find_extended(name: str, beside: Path) -> Path | None:
    """The file that another one extends: beside it, in scenarios/, or in the repository."""
    return find(name, beside.parent, scenario_folder(), REPOSITORY)


def display(path: Path) -> str:
    """A found file as messages show it: from the current directory where it lies below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(path)
