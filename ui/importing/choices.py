"""What can be chosen for a table nobody described: its columns, scales, dates and units, in words."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.formats.texts import number_text
from tracker.importers.table.mapping import POINTS, Unit
from tracker.language import N_, _
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import plain_label

# Not None, which is a choice of its own: ISO 8601.
NOT_CHOSEN, TYPED = "", "typed"
# A day above 12, so that the example itself shows which of its numbers is the day.
SAMPLE = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
# The diary's own scale first, then from the widest to the narrowest.
SCALES = (POINTS, (0.0, 100.0), (1.0, 10.0), (0.0, 5.0), (1.0, 5.0), (0.0, 4.0), (1.0, 4.0), (0.0, 3.0))
FORMATS = ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%d %b %Y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y")
UNITS = {
    Unit.MINUTES: N_("Minutes"),
    Unit.HOURS: N_("Hours"),
    Unit.COUNT: N_("A number"),
    Unit.YES: N_("Yes or no"),
    Unit.NAMES: N_("A list of activities"),
}
LABEL_SPACE = 4
# Letters: a table may have a whole sentence for the name of a column, and a list is as wide as its widest row.
SHOWN_COLUMN = 60

Scale = tuple[float, float]


def column_options(columns: Sequence[str]) -> list[tuple[str | None, str]]:
    """The columns of a table to choose from, and none of them."""
    return [(None, _("Not in this file")), *((name, column_words(name)) for name in columns if name)]


def column_words(name: str) -> str:
    """The name of a column as it is shown: no longer than a list can show."""
    return name if len(name) <= SHOWN_COLUMN else f"{name[:SHOWN_COLUMN]}…"


def scale_box(name: str) -> ChoiceBox[Scale]:
    """The scales to choose from."""
    box: ChoiceBox[Scale] = ChoiceBox(name)
    box.set_options([(scale, scale_words(scale)) for scale in SCALES])
    return box


def scale_words(scale: Scale) -> str:
    """A scale as it is chosen: "0 to 10"."""
    return _("{first} to {last}").format(first=number_text(scale[0]), last=number_text(scale[1]))


def date_words(written: str | None) -> str:
    """A way to write dates, by an example; None is ISO 8601."""
    example = SAMPLE.strftime(written or "%Y-%m-%d")
    if written is None:
        return _("{day} (year first)").format(day=example)
    places = [written.find(mark) for mark in ("%d", "%m")]
    if -1 in places or written.startswith("%Y"):
        return _("like {example}").format(example=example)
    words = _("{day} (day first)") if places[0] < places[1] else _("{day} (month first)")
    return words.format(day=example)


def date_options(likely: Sequence[str], *, is_open: bool) -> list[tuple[str | None, str]]:
    """Ways to write dates, the likely ones first; where it is open which of these it is, those alone, after nothing chosen; any other is typed."""
    first = [(date_format, date_words(date_format)) for date_format in likely]
    typed = (TYPED, _("Another way, to be typed"))
    if is_open:
        return [(NOT_CHOSEN, _("Please choose")), *first, typed]
    others = ((date_format, date_words(date_format)) for date_format in FORMATS if date_format not in likely)
    return [*first, (None, date_words(None)), *others, typed]


def under_label(box: QWidget) -> QWidget:
    """A field under its label."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(LABEL_SPACE)
    label = plain_label(box.accessibleName())
    label.setBuddy(box)  # on Linux a list is called by its value, and says what it is about by its label
    layout.addWidget(label)
    layout.addWidget(box)
    return holder
