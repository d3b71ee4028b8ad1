"""Libraries of the extra `encryption`, which need not be installed: looked for without being imported."""

import importlib.util
import sys
from collections.abc import Sequence

from tracker.errors import DiaryUnavailable
from tracker.language import _


def are_there(names: Sequence[str]) -> bool:
    """Whether all of these can be imported; none of them is."""
    return all(importlib.util.find_spec(name) is not None for name in names)


def refuse_missing(names: Sequence[str]) -> None:
    """Raise DiaryUnavailable, with the command that installs them, where one of these is missing."""
    if not are_there(names):
        words = _("What a password needs is not installed. Nothing was changed; install it with: {command}")
        raise DiaryUnavailable(words.format(command=f"{sys.executable or 'python3'} -m pip install {' '.join(names)}"))
