"""What stands beside a dose: taken last, the total of 24 hours and the limit, the plain notices, and what is said of its class."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.dose_notices import Notice, NoticeKind, ingredient_name
from tracker.language import _
from tracker.library.medicines import ClassAdvice
from tracker.services.dose_wording import last_words, limit_words, total_words
from tracker.services.medicines import Line, Overview
from ui.assets import set_role, set_style_property
from ui.widgets.breakable import breakable
from ui.widgets.labels import plain_label

SPACE = 8


class DoseOverview(QWidget):
    """Hidden until it is asked to show an overview."""

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[Notice, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self._ground: QWidget | None = None
        self.hide()

    def show_overview(self, overview: Overview | None, notices: tuple[Notice, ...] = (), advice: tuple[ClassAdvice, ...] = ()) -> None:
        """Show an overview with what is to be said; None hides it."""
        if self._ground is not None:
            self._ground.hide()
            self._ground.deleteLater()
            self._ground = None
        self.setVisible(overview is not None)
        if overview is None:
            return
        self._ground = QWidget()
        self._layout.addWidget(self._ground)
        inside = QVBoxLayout(self._ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE)
        for line in overview.lines:
            inside.addWidget(plain_label(breakable(ingredient_name(line.ingredient)), "strong"))
            inside.addWidget(_side_by_side(line))
        if overview.medicine.on_skin:
            inside.addWidget(plain_label(_("On the skin: it counts for its class of medicine, not in mg."), "small"))
        for notice in notices:
            inside.addWidget(NoticeLine(notice))
        for part in advice:
            items = "; ".join(_(item) for item in part.items)
            inside.addWidget(plain_label(_("{title}: {items}.").format(title=_(part.title), items=items), "small"))
        self._tell(notices)

    def _tell(self, notices: tuple[Notice, ...]) -> None:
        """A screen reader hears what was not said before."""
        if notices and notices != self._said:
            self.setAccessibleName(" ".join(notice.sentence for notice in notices))
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._said = notices


class NoticeLine(QFrame):
    """One plain sentence in a frame."""

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        is_urgent = notice.kind is NoticeKind.ADVICE
        set_role(self, "notice")
        word = plain_label(_("Important") if is_urgent else _("Notice"), "strong", wrap=False)
        for part in (self, word):
            set_style_property(part, "kind", "danger" if is_urgent else "warning")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, SPACE, 12, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(word)
        layout.addWidget(plain_label(breakable(notice.sentence)), 1)


def _side_by_side(line: Line) -> QWidget:
    """Taken last, total and limit of one ingredient."""
    row = QWidget()
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * SPACE)
    grid.setVerticalSpacing(2)
    parts = ((_("Last taken"), last_words(line)), (_("Last 24 hours"), total_words(line.total)), (_("Limit in 24 hours"), limit_words(line.limit)))
    for column, (head, text) in enumerate(parts):
        grid.addWidget(plain_label(head, "small"), 0, column)
        grid.addWidget(plain_label(breakable(text)), 1, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column, 1)
    return row
