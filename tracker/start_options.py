"""How the window was asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StartOptions:
    """The flags of a start without a command."""

    demo: bool = False
    minimised: bool = False
    quick_entry: bool = False
