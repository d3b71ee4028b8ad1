"""What a password needs beside what the app needs: the extra `encryption`, which need not be installed."""

import importlib.util
import sys

from tracker.errors import DiaryUnavailable
from tracker.language import _

NEEDED = ("sqlcipher3", "cryptography")


def is_installed() -> bool:
    """Whether all of it is there; nothing of it is imported."""
    return all(importlib.util.find_spec(name) is not None for name in NEEDED)


def refuse_missing() -> None:
    """Raise DiaryUnavailable, with the command that installs it, where it is not."""
    if not is_installed():
        words = _("What a password needs is not installed. Nothing was changed; install it with: {command}")
        raise DiaryUnavailable(words.format(command=f"{sys.executable or 'python3'} -m pip install {' '.join(NEEDED)}"))
