"""An exercise as it is shown and done, and how often and how long it is to be done."""

from enum import StrEnum
from typing import NamedTuple

from tracker.domain.sourced_number import Figure  # not from the protocol: that imports this module
from tracker.language import _


class Way(StrEnum):
    """How an exercise goes: by repetitions; in turns of a fixed length (the contrast shower); or until it lets go (finger pressure)."""

    REPETITIONS = "repetitions"
    TURNS = "turns"
    OPEN = "open"


class Dosage(NamedTuple):
    """How long, how often: seconds a repetition is held, repetitions a side, sets, times a day; None: as the person likes."""

    hold_seconds: Figure | None = None
    repetitions: Figure | None = None
    sets: Figure | None = None
    times_a_day: Figure | None = None


# The turns of the contrast shower, by their names.
WARM, COOL = "Warm", "Cool"


class Turn(NamedTuple):
    """One of the things done in turn, and for how many seconds; `name` in English, translated where it is shown."""

    name: str
    seconds: Figure


class Exercise(NamedTuple):
    """What to do, in English, translated where it is shown; an own one in the person's words, as they are.

    Each of `pictures` is the name of a drawing of the app, or SVG text, or a `data:image/png;base64,` address; `captions` stand under them in order.
    `dosage` is what the source gives for a start, `leaflet` what another leaflet gives, with its name.
    """

    key: str
    name: str
    position: str
    steps: tuple[str, ...]
    is_sided: bool
    pictures: tuple[str, ...]
    source: str
    captions: tuple[str, ...] = ()
    stop: str = ""
    easier: str = ""
    leaflet: str = ""
    way: Way = Way.REPETITIONS
    turns: tuple[Turn, ...] = ()
    dosage: Dosage = Dosage()
    is_own: bool = False

    def words(self, text: str) -> str:
        """A text of the exercise as it is shown: in the chosen language, but an own one as it was written."""
        return text if self.is_own else _(text)
