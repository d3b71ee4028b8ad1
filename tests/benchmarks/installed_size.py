"""How much room what the app needs takes when it is installed, against PySide6-Essentials, matplotlib and sqlite-utils alone."""

from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

FLOOR = ("PySide6-Essentials", "matplotlib", "sqlite-utils")
OWN = "recovery-tracker"
ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("tracker", "ui", "resources")
AIM = 1.37


def needed_by(names: Iterable[str]) -> set[str]:
    """The packages of these names, and all they need to run, by their names in small letters."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop().lower().replace("_", "-")
        if name in found or (known := _distribution(name)) is None:
            continue
        found.add(name)
        # Only what is asked for without any extra, and on this system.
        wanted = map(Requirement, known.requires or ())
        left += [each.name for each in wanted if each.marker is None or each.marker.evaluate({"extra": ""})]
    return found


def sizes_in_words() -> str:
    """The two sizes and their ratio, in a line."""
    ours = sum(map(_size, needed_by([OWN]) - {OWN})) + sum(file.stat().st_size for folder in FOLDERS for file in _files_in(ROOT / folder))
    floor = sum(map(_size, needed_by(FLOOR)))
    return f"{ours / floor:9.2f} {AIM:6g}   run-time size / {', '.join(FLOOR)} ({ours / 1e6:.0f} MB : {floor / 1e6:.0f} MB)"


def _distribution(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _size(name: str) -> int:
    return sum(file.stat().st_size for file in map(Path, map(str, _located(name))) if file.is_file() and file.suffix != ".pyc")


def _located(name: str) -> Iterable[Path]:
    known = distribution(name)
    return (Path(str(known.locate_file(file))) for file in known.files or ())


def _files_in(folder: Path) -> Iterable[Path]:
    return (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
