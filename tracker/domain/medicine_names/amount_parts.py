"""What the numbers of one text were taken for, and whether all of it together is one amount."""

import math
from dataclasses import dataclass, field

from tracker.domain.medicine_names.number_words import EACH, MEASURES, RATES, tells_several_times

# A number alone: from the first on it is mg, up to the second it counts what was taken, between them nobody knows.
LEAST_MG_WRITTEN_BARE, MOST_UNITS_WRITTEN_BARE = 20, 10
# More than this is the number in a pack, not the number taken.
MOST_UNITS_IN_A_NAME = 6


@dataclass(frozen=True, slots=True)
class WrittenAmount:
    """What a text says: mg of each ingredient in one unit, how many units, a number that says neither, and the text without mg and units.

    `mg_per_ml` is the strength of what is measured in `ml`, `pack` a number in a name that is more than is taken at once;
    tablets `is_counted_behind` the mg may be what these mg were, and mg that stand `is_in_brackets` behind a count may be those of
    one or of all: "3 (600 mg)". Of what is strong by the hour or in so many parts of a hundred, `is_per_other`, grams are those of the
    whole; of what `is_measured`, in drops, a number alone is one of these. Of a medicine to be taken only `is_if_needed`, its name does
    not say that it was. Where `is_unclear`, numbers stand there of which it is not known what they mean, and nothing else is told: half
    of an amount would be a smaller one.
    """

    mg: tuple[float, ...] = ()
    units: float | None = None
    bare: float | None = None
    rest: str = ""
    ml: float | None = None
    mg_per_ml: float | None = None
    pack: float | None = None
    is_unclear: bool = False
    is_counted_behind: bool = False
    is_in_brackets: bool = False
    is_if_needed: bool = False
    is_per_other: bool = False
    is_measured: bool = False

    @property
    def bare_mg(self) -> float | None:
        """A number alone that is large enough for mg."""
        return self.bare if self.bare is not None and self.bare >= LEAST_MG_WRITTEN_BARE else None

    @property
    def bare_units(self) -> float | None:
        """A number alone that is small enough to count what was taken."""
        return self.bare if self.bare is not None and 0 < self.bare <= MOST_UNITS_WRITTEN_BARE else None


@dataclass(slots=True)
class AmountParts:
    """The numbers of a text, each taken for something: strengths in mg, counts, volumes in ml, mg in a ml, and bare ones."""

    is_name: bool
    strengths: list[tuple[float, ...]] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    volumes: list[float] = field(default_factory=list)
    per_ml: list[float] = field(default_factory=list)
    pack: float | None = None
    is_per_other: bool = False
    is_counted_behind: bool = False
    is_in_brackets: bool = False
    is_if_needed: bool = False
    words: set[str] = field(default_factory=set)

    @property
    def has_number(self) -> bool:
        """Whether anything was taken for a strength, a count or a number alone yet."""
        return bool(self.strengths or self.bare or self.counts)

    def count(self, value: float, *, is_joined: bool, is_form: bool = False) -> bool:
        """Take a count, one of the count before it where a mark joins them, as in "2 x 3 tablets"; False for none."""
        if self.is_name and is_form and value > MOST_UNITS_IN_A_NAME:
            self.pack = value
        elif is_joined and self.counts:
            self.counts[-1] *= value
        else:
            self.counts.append(value)
            self.is_counted_behind = is_form and bool(self.strengths)
        return value > 0

    def is_one_amount(self) -> bool:
        """Whether all of it together has one meaning."""
        if len(self.counts) > 1 or len(self.volumes) > 1 or len(self.per_ml) > 1:
            return False
        # Three times a day is no number of what was taken at once.
        is_count = self.counts or any(value <= MOST_UNITS_WRITTEN_BARE for value in self.bare)
        if (is_count and not RATES.isdisjoint(self.words)) or tells_several_times(self.words):
            return False
        if (self.strengths or self.bare) and (self.per_ml or self.volumes or self.is_per_other) and not (self.is_name and not self.strengths):
            return False
        return self._has_one_strength() and self._has_one_bare()

    def amount(self, rest: str) -> WrittenAmount:
        """The amount it is; `rest` is the text without what was taken."""
        mg = tuple(mg for group in self.strengths for mg in group)
        units, bare = (self.counts[0] if self.counts else None), list(self.bare)
        if len(bare) > 1:
            # "400, 2": a strength and a count, in either order.
            units, most = sorted(bare)
            mg, bare = (most,), []
        elif bare and units and bare[0] >= LEAST_MG_WRITTEN_BARE and not mg:
            mg, bare = (bare[0],), []
        elif bare and mg and not units:
            units, bare = bare[0], []
        ml, per_ml = (values[0] if values else None for values in (self.volumes, self.per_ml))
        return WrittenAmount(
            mg,
            units,
            bare[0] if bare else None,
            rest,
            ml,
            per_ml,
            self.pack,
            is_counted_behind=self.is_counted_behind,
            is_in_brackets=self.is_in_brackets and EACH.isdisjoint(self.words),
            is_if_needed=self.is_if_needed,
            is_per_other=self.is_per_other,
            is_measured=not MEASURES.isdisjoint(self.words),
        )

    def _has_one_strength(self) -> bool:
        """Whether there is one strength; or a total and what it is made of: "1 g (2 x 500 mg)"."""
        if len(self.strengths) <= 1:
            return True
        if self.is_name and not self.counts:
            # Those of several medicines: who reads the name tells them apart.
            return True
        if len(self.strengths) != 2 or any(len(mg) != 1 for mg in self.strengths) or not self.counts:  # noqa: PLR2004 - a total and a part
            return False
        least, most = sorted(mg[0] for mg in self.strengths)
        self.strengths = [(least,)]
        return math.isclose(least * self.counts[0], most)

    def _has_one_bare(self) -> bool:
        bare = self.bare
        if len(bare) == 2:  # noqa: PLR2004 - a strength and a count
            has_others = self.strengths or self.counts or self.volumes or self.per_ml
            return not has_others and 0 < min(bare) <= MOST_UNITS_WRITTEN_BARE and max(bare) >= LEAST_MG_WRITTEN_BARE
        if len(bare) == 1 and self.strengths:
            return not self.counts and 0 < bare[0] <= MOST_UNITS_WRITTEN_BARE
        if len(bare) == 1 and self.counts and not self.is_name:
            return bare[0] >= LEAST_MG_WRITTEN_BARE
        return len(bare) <= 1
