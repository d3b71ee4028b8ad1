"""An amount that may be left out: mg, hours, or how many."""

import re

from ui.widgets.fields.number_box import DECIMALS_SHOWN, NumberBox

# "1,000" and "1.000" are a thousand mg in any language: with the decimal mark of another one, it came to 1.
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,'\u2019 \u00a0\u202f]\d{3})+")
WIDTH = 130
MG_STEP = 50  # of the arrows where mg of an ingredient are written


class AmountBox(NumberBox):
    """Takes its name, the most it holds and the step of its arrows; a dash, at 0, stands for nothing."""

    def __init__(self, name: str, most: float, step: float = 1.0) -> None:
        super().__init__(name, most, least=0, decimals=DECIMALS_SHOWN)
        self.setSingleStep(step)
        self.keep_width(WIDTH)

    def amount(self) -> float | None:
        """The amount, or None."""
        return self.number() or None

    def show_amount(self, amount: float | None) -> None:
        """Show an amount, or none, without a signal."""
        self.show_number(amount)

    def _plain(self, text: str) -> str:
        """What parts thousands is left out, whichever mark it is."""
        return re.sub(r"\D", "", text) if THOUSANDS.fullmatch(text) else super()._plain(text)
