"""How the window was asked for."""

from typing import NamedTuple


class StartOptions(NamedTuple):
    """The flags of a start without a command."""

    demo: bool = False
    minimised: bool = False
    quick_entry: bool = False
