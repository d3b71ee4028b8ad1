"""A number of the plan with where it comes from."""

from datetime import timedelta
from typing import NamedTuple

BY_YOU = "you"


class Figure(NamedTuple):
    """One number of the plan and where it comes from; of one changed by the person, the source is BY_YOU and `default` what it was."""

    value: float
    source: str
    default: "Figure | None" = None

    @property
    def is_changed(self) -> bool:
        """Whether the person changed it."""
        return self.source == BY_YOU

    @property
    def minutes(self) -> timedelta:
        """The figure, read as minutes."""
        return timedelta(minutes=self.value)

    @property
    def seconds(self) -> timedelta:
        """The figure, read as seconds."""
        return timedelta(seconds=self.value)
