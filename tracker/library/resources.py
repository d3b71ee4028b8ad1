"""Finds the files of resources/, in a checkout and where the wheel is installed alike."""

from pathlib import Path
from typing import Any

import tracker

FOLDER = Path(tracker.__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a file or folder in resources/."""
    return FOLDER.joinpath(*parts)


def toml_resource(*parts: str) -> dict[str, Any]:
    """The content of a TOML file in resources/."""
    import tomllib  # whoever asks for the version waits for no reader

    return tomllib.loads(resource(*parts).read_text(encoding="utf-8"))
