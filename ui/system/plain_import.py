"""Takes PySide's own import out again: it reads the source of every module that is imported after Qt.

It does so for the imports from `__feature__`, of which the app has none, and a start takes a twentieth longer, and matplotlib a tenth.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - puts its import in the place of Python's, and leaves that beside it


def import_plainly() -> None:
    """Have Python import from now on; nothing is done where PySide did not change it."""
    builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
