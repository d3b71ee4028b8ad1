"""Finds the files of resources/, in a checkout and where the wheel is installed alike."""

import datetime as dt
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import tracker

FOLDER = Path(tracker.__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a file or folder in resources/."""
    return FOLDER.joinpath(*parts)


def toml_resource(*parts: str) -> dict[str, Any]:
    """The content of a TOML file in resources/."""
    file = str(resource(*parts))
    code: Any = _TomlLoader(file, file).get_code(file)
    # Literals, and the times that TOML knows.
    content: dict[str, Any] = eval(code, {"datetime": dt})  # noqa: S307 - what the loader beneath has made of our own file
    return content


class _TomlLoader(SourceFileLoader):
    """Keeps what was read of a file as Python keeps a module, in `__pycache__` beside it until it changes: a start reads three."""

    def source_to_code(self, data: bytes, path: str, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        """The content as a code whose value it is."""
        import tomllib  # what was read once needs no reader

        return compile(repr(tomllib.loads(data.decode())), path, "eval", dont_inherit=True, optimize=_optimize)
