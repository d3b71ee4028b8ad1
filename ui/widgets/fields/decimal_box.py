"""A number with decimals, typed and shown as the person's language has it."""

import re

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox

# The full stop and comma of keyboards, and the one that Arabic digits go with.
POINTS = ".,\N{ARABIC DECIMAL SEPARATOR}"


class DecimalBox(QDoubleSpinBox):
    """Takes a full stop and a comma alike for the decimal point.

    Qt drops the one that is not the language's own as it is typed: on a German desktop half a tablet, 0.5, became 5.
    """

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """The text stays as it is typed until the field is left."""
        # Qt's own correction of the text and the cursor is left out: it would put the language's point in while one types.
        state, _plain, _position = super().validate(self._plain(text), position)
        return state, text, position

    def valueFromText(self, text: str) -> float:
        """The number that was meant."""
        return super().valueFromText(self._plain(text))

    def textFromValue(self, value: float) -> str:
        """The number without zeros that say nothing."""
        locale = self.locale()
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)  # a text with separators could not be typed on
        text, point = locale.toString(value, "f", self.decimals()), locale.decimalPoint()
        return text.rstrip(locale.zeroDigit()).rstrip(point) if point in text else text

    def _plain(self, text: str) -> str:
        """In the digits and the decimal point of the language alone; what sets thousands apart there does so before three digits only."""
        point, group = self.locale().decimalPoint(), self.locale().groupSeparator()
        # A comma before three digits on an English desktop parts thousands (1,500); before one or two it was meant as the point (1,5).
        if re.fullmatch(rf"[1-9]\d{{0,2}}({re.escape(group)}\d{{3}})+({re.escape(point)}\d*)?", text):
            return text.replace(group, "")
        return "".join(point if letter in POINTS else letter for letter in text)
