"""The pieces of a text as one reads them: where one is, what stands there and further on, and what is left once amounts are taken out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.domain.medicine_names.amount_tokens import Token


@dataclass(slots=True)
class Pieces:
    """A text and its pieces, gone through from the first to the last; places are counted from the piece one is at."""

    text: str
    all: Sequence[Token]
    before: Token | None = None
    at: int = 0
    taken: list[tuple[int, int]] = field(default_factory=list)

    def here(self) -> Token | None:
        """The piece one is at; None behind the last."""
        return self.all[self.at] if self.at < len(self.all) else None

    def ahead(self, place: int) -> Token:
        """The piece at a place; raises IndexError where there is none."""
        return self.all[self.at + place]

    def kind(self, place: int) -> str:
        """The kind of the piece at a place; empty where there is none."""
        return self.all[self.at + place].kind if self.at + place < len(self.all) else ""

    def left(self) -> Sequence[Token]:
        """The piece one is at and all behind it."""
        return self.all[self.at :]

    def move(self, last: Token, pieces: int = 1) -> None:
        """Go on behind some pieces, of which this is the last; they stay in the text."""
        self.before = last
        self.at += pieces

    def take(self, first: Token, pieces: int) -> bool:
        """Go on behind some pieces, which do not stay in the text; always True, for who has read them."""
        last = self.ahead(pieces - 1)
        self.taken.append((first.start, last.end))
        self.move(last, pieces)
        return True

    def rest(self) -> str:
        """The text without what was taken."""
        left = list(self.text)
        for start, end in self.taken:
            left[start:end] = " " * (end - start)
        # A full stop that stood behind what was taken stands alone: "2 tbl. of" leaves ". of".
        return " ".join("".join(left).split()).removeprefix(". ").removesuffix(" .").strip(" ,;()")
