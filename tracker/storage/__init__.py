"""The SQLite file: the only place that speaks SQL."""

import importlib
import sys

UNWANTED = ("numpy", "pandas")


def _import_sqlite_utils_alone() -> None:
    """Import sqlite-utils without the libraries whose numbers it could store: we store none, and they take longer than all the rest of the start."""
    # What is loaded already is left as it is: somebody else uses it.
    hidden = [name for name in UNWANTED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None says: not there
    try:
        importlib.import_module("sqlite_utils")
    finally:
        for name in hidden:
            del sys.modules[name]


_import_sqlite_utils_alone()
