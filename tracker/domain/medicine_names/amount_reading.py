"""One pass over the pieces of an amount: every number has to find its meaning, or none of them has one."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tracker.domain.medicine_names.amount_parts import LEAST_MG_WRITTEN_BARE, AmountParts, WrittenAmount
from tracker.domain.medicine_names.amount_pieces import Pieces
from tracker.domain.medicine_names.amount_tokens import MG_OF, ML_OF, Token, number
from tracker.domain.medicine_names.number_words import APPROXIMATE, EVERY, HARMLESS, IF_NEEDED, MEASURES, MOST, RATES, UNSURE_IN_NAMES, is_time_of_day

# Numbers without a unit, as in "8/500", are strengths where the largest lies here: other pairs are fractions or dates.
STRENGTHS_OF_PAIRS = (100, 1000)
# "1,0000 mg": so many decimals behind a whole number are a slip, or thousands parted in some way.
_TOO_MANY_DECIMALS = re.compile(r"[1-9]\d*[.,]\d{4,}", re.ASCII)
_THREE_DIGITS = re.compile(r"\d{3}(?:[.,]\d+)?", re.ASCII)
_ONE = frozenset({"a", "an"})
# "2 à 500 mg"; what is so much more than the number before it is no end of a range.
_EACH, _TIMES_A_COUNT = frozenset({"à", "a"}), 25
# Words between two numbers that make them two ways of one: "1 or 2", "500 to 1000".
_TO = frozenset({"to", "bis", "à", "a", "or", "oder", "ou", "o", "hasta", "tot", "of", "and", "und", "et", "y", "e", "en", "até"})


@dataclass(slots=True)
class AmountReading:
    """One pass over the pieces of a text: every number has to find its meaning, or none of them has one."""

    pieces: Pieces
    found: AmountParts
    is_ingredient: Callable[[str], bool]

    def amount(self) -> WrittenAmount | None:
        """What was read; None where a number of it is not understood."""
        while (piece := self.pieces.here()) is not None:
            if not self._piece(piece):
                return None
        return self.found.amount(self.pieces.rest()) if self.found.is_one_amount() else None

    def _piece(self, piece: Token) -> bool:
        if piece.kind == "number":
            return self._number(piece)
        if piece.kind == "times" and self.pieces.kind(1) == "number":
            return self._count_behind(piece)
        word = piece.text.casefold()
        if word in _ONE and self.pieces.kind(1) == "form" and not self.found.has_number:
            return self.found.count(1, is_joined=False, is_form=True) and self.pieces.take(piece, 2)
        if self._is_unsure(piece, word):
            return False
        self.found.is_if_needed |= word in IF_NEEDED
        is_more = piece.kind == "+" and not piece.has_blank_before and self.found.has_number and self.pieces.kind(1) not in {"word", "unsure"}
        self.found.words.add(word)
        self.pieces.move(piece)
        return not is_more and (piece.kind != "other" or not any(letter.isnumeric() or letter in "<>≤≥±=?→⇒" for letter in piece.text))

    def _is_unsure(self, piece: Token, word: str) -> bool:
        """Whether a word or a mark says that the numbers beside it are not, or may not be, what was taken."""
        # "400mg every 6h", "400mg/6h".
        if self.found.has_number and (word in EVERY or (piece.kind == "/" and not self.pieces.kind(1))):
            return True
        if not self.found.is_name:
            # What stands before a number says what it is: where the word is not known, nor is that.
            return piece.kind == "unsure" or (piece.kind in {"word", "hours"} and not self.found.has_number and not self._is_harmless(word))
        # In a name, "extra" and "plus" are words like others, but for those behind a number: "500 mg twice".
        is_unsure = piece.kind == "unsure" and self.found.has_number and word not in IF_NEEDED
        return is_unsure or word in UNSURE_IN_NAMES or (word in MOST and self._is_most())

    def _is_harmless(self, word: str) -> bool:
        return word in HARMLESS or word in APPROXIMATE or is_time_of_day({word}) or self.is_ingredient(word)

    def _is_most(self) -> bool:
        """Whether the number behind "max" is the most that may be taken, and "max" no part of a brand."""
        place = 2 if self.pieces.kind(1) in {"other", ":"} else 1
        if self.pieces.kind(place) != "number":
            return False
        behind = {piece.text.casefold() for piece in self.pieces.left()}
        is_limit = self.pieces.kind(place + 1) == "times" or not RATES.isdisjoint(behind)
        return is_limit or (self.pieces.before is not None and self.is_ingredient(self.pieces.before.text))

    def _number(self, piece: Token) -> bool:
        """Take a number with what belongs to it; False where it is not understood."""
        if self._is_negative(piece) or self._is_range() or self._is_odd_pair(piece) or _TOO_MANY_DECIMALS.fullmatch(piece.text):
            return False
        unit = self.pieces.kind(1)
        if unit in MG_OF:
            return self._weight(piece)
        if unit in ML_OF or unit == "%":
            self.found.volumes += [piece.value * ML_OF[unit]] if unit in ML_OF else []
            self.found.is_per_other |= unit == "%"
            return self.pieces.take(piece, 2)
        # "500 x 2" is no count of 500.
        if unit == "form" or (unit == "times" and piece.value < LEAST_MG_WRITTEN_BARE):
            is_joined = self.pieces.before is not None and self.pieces.before.kind == "times"
            return self.found.count(piece.value, is_joined=is_joined, is_form=unit == "form") and self.pieces.take(piece, 2)
        if unit in {"/", "+"} and self.pieces.kind(2) == "number":
            return self._strengths(piece)
        return self._bare(piece)

    def _is_negative(self, piece: Token) -> bool:
        # "Ibu-400" joins; "-400", with a blank or nothing before its line, takes away.
        before = self.pieces.before
        return before is not None and before.kind == "-" and not piece.has_blank_before and before.has_blank_before

    def _is_range(self) -> bool:
        """Whether another number stands behind a line or "to": from one to the other."""
        place = 2 if self.pieces.kind(1) in {*MG_OF, *ML_OF, "form"} else 1
        if self.pieces.kind(place + 1) != "number":
            return False
        between = self.pieces.ahead(place)
        # "500 mg - 2 tablets": a strength and a count are no ends of one range.
        if place == 2 and self.pieces.kind(1) in MG_OF and self.pieces.kind(place + 2) == "form":  # noqa: PLR2004 - behind number and unit
            return False
        return between.kind == "-" or (between.text.casefold() in _TO and not self._is_count_of(between.text.casefold(), place))

    def _is_count_of(self, between: str, place: int) -> bool:
        """Whether a word between two numbers stands between a count and a strength: "2 of 500 mg", "2 Stück à 500 mg"."""
        unit = self.pieces.kind(1)
        # "400 mg of 600 mg" is Dutch for one of both, "2 à 3 mg" is from one to the other.
        if unit in MG_OF or self.pieces.kind(place + 2) not in MG_OF:
            return False
        least, most = self.pieces.ahead(0).value, self.pieces.ahead(place + 1).value
        return between == "of" or (between in _EACH and (unit == "form" or most >= least * _TIMES_A_COUNT))

    def _is_odd_pair(self, piece: Token) -> bool:
        """Whether a blank alone parts two numbers, of which it is not known whether they are one: "2 500"."""
        if self.pieces.kind(1) != "number" or not (behind := self.pieces.ahead(1)).has_blank_before:
            return False
        return _THREE_DIGITS.fullmatch(behind.text) is not None and len(piece.text) <= len("999")

    def _weight(self, piece: Token) -> bool:
        """A weight: a strength, alone or with those of other ingredients, or what a volume, an hour or a tablet holds."""
        mg = _mg_of(piece, self.pieces.kind(1))
        if self.pieces.kind(2) in {"/", "per"} and (taken := self._per(piece, mg)) is not None:
            return taken
        if self.pieces.kind(2) in {"/", "+"} and self.pieces.kind(3) == "number":
            return self._strengths(piece)
        self.found.is_in_brackets = self.pieces.before is not None and self.pieces.before.kind == "(" and bool(self.found.counts or self.found.bare)
        self.found.strengths.append((mg,))
        return self.pieces.take(piece, 2)

    def _per(self, piece: Token, mg: float) -> bool | None:
        """Take "120 mg / 5 ml", "25 mcg/h", "11.6 mg/g", "500 mg per tablet"; None where it is none of these."""
        has_number = self.pieces.kind(3) == "number"
        place = 4 if has_number else 3
        amount, unit = (self.pieces.ahead(3).value if has_number else 1.0), self.pieces.kind(place)
        if unit in ML_OF and amount:
            self.found.per_ml.append(mg / (amount * ML_OF[unit]))
        elif unit == "form" and not has_number:
            self.found.strengths.append((mg,))
        elif unit == "hours" or (unit == "g" and (not has_number or amount == 1)):
            # What goes through the skin by the hour, or is in a gram of a gel, tells no mg of a unit.
            self.found.is_per_other = True
        else:
            return None
        return self.pieces.take(piece, place + 1)

    def _strengths(self, piece: Token) -> bool:
        """The mg of "8/500 mg" or "8/500"."""
        parts, place = self._parts_of_strength()
        least, most = STRENGTHS_OF_PAIRS
        units = [unit for _piece, unit in parts if unit]
        # "1/2 tablets" is a fraction, "8/500 mg tablets" is none.
        others = {"/", *ML_OF, "%", "hours"} if units else {"/", *ML_OF, "%", "form", "hours"}
        is_other = self.pieces.kind(place) in others or (units and not parts[-1][1])
        is_other = is_other or (self.pieces.kind(place) == "times" and self.pieces.kind(place + 1) != "number")
        if is_other or (not units and not least <= max(part.value for part, _unit in parts) <= most):
            return False
        # Of "8/500 mg" both are mg: a number without a unit has that of the last one.
        self.found.strengths.append(tuple(_mg_of(part, unit or (units[-1] if units else "mg")) for part, unit in parts))
        return self.pieces.take(piece, place)

    def _parts_of_strength(self) -> tuple[list[tuple[Token, str]], int]:
        """The numbers from here on that a stroke or a plus joins, each with its unit, and of how many pieces they are."""
        parts: list[tuple[Token, str]] = []
        place = 0
        while self.pieces.kind(place) == "number":
            unit = self.pieces.kind(place + 1) if self.pieces.kind(place + 1) in MG_OF else ""
            parts.append((self.pieces.ahead(place), unit))
            place += 2 if unit else 1
            if self.pieces.kind(place) not in {"/", "+"} or self.pieces.kind(place + 1) != "number":
                break
            place += 1
        return parts, place

    def _bare(self, piece: Token) -> bool:
        """Take a number without a unit, which stays in the text, as it may be a part of the name; False where it counts nobody knows what."""
        kind = self.pieces.kind(1)
        # "400 mg (pain 7)": behind an amount, a word that is not known says of what the number is.
        before = self.pieces.before
        if self.found.has_number and before is not None and before.kind == "word" and not self._is_harmless(before.text.casefold()):
            return False
        if kind == "hours" or (kind == "times" and self.pieces.kind(2) != "number") or (kind and not self._may_follow(self.pieces.ahead(1))):
            return False
        self.found.bare.append(piece.value)
        self.found.is_counted_behind |= bool(self.found.strengths)
        self.pieces.move(piece)
        return True

    def _may_follow(self, behind: Token) -> bool:
        """Whether what stands behind a number without a unit leaves it as it is."""
        said = behind.text.casefold()
        if behind.kind == "word" and said in MEASURES:
            return False
        if not self.found.is_name and behind.kind in {"word", "unsure", "rate", "per"}:
            # "20 drops", "5 puffs": counted in something of which nobody knows how much it is; "8am" is a time of day, "8 am Abend" a count.
            is_half = not behind.has_blank_before and said in {"am", "pm", "a", "p"}
            return not is_half and (said in HARMLESS or said in APPROXIMATE)
        # In a name a word may follow any number, but not behind the strength: "400 mg co 6 godz".
        return not (behind.kind == "word" and self.found.strengths) or self._is_harmless(said)

    def _count_behind(self, times: Token) -> bool:
        """Take "x 2", of what stands before it; what is no count is read for itself."""
        behind = self.pieces.ahead(1)
        has_before = bool(self.found.strengths or self.found.bare or self.found.is_name)
        is_count = has_before and behind.value < LEAST_MG_WRITTEN_BARE and self.pieces.kind(2) not in {*MG_OF, *ML_OF, "/", "%", "-"}
        if not is_count:
            self.pieces.move(times)
            # "x -2", and 400 x 500.
            return behind.value >= 0 and not (has_before and not self.found.is_name)
        self.pieces.take(times, 2)
        return self.found.count(behind.value, is_joined=False)


def _mg_of(piece: Token, unit: str) -> float:
    is_decimal = not any(letter in "½¼¾⅓⅔/" for letter in piece.text)
    return (number(piece.text, unit) if is_decimal else piece.value) * MG_OF[unit]
