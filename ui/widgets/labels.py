"""Labels that show text as it was typed, never as markup; it may break anywhere in a very long word."""

import re

import shiboken6
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.assets import set_role, set_style_property, show_focus
from ui.widgets.accessible_roles import hear_as
from ui.widgets.announcement import announce
from ui.widgets.buttons import ordinary_button
from ui.widgets.tab_order import focus_into, part_in_hand

# Letters; a longer word is given places to break at.
LONGEST = 24
ROUNDING = 2  # px
# Not html.escape: with html come its 2,231 named characters, which are a fiftieth of the start of the app.
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LONG_WORD = re.compile(rf"\S{{{LONGEST}}}(?=\S)")


def escaped(text: str) -> str:
    """The text as markup that shows as typed."""
    return text.translate(_MARKUP)


def plain_label(text: str = "", role: str = "body", *, wrap: bool = True) -> QLabel:
    """A label for plain text; roles: body, small, muted, strong, heading, title, figure, danger."""
    return as_plain(QLabel(), text, role, wrap=wrap)


def as_plain(label: QLabel, text: str, role: str, *, wrap: bool = True) -> QLabel:
    """A label made to show plain text in a role."""
    # Before the text: QLabel guesses markup by default, and a note with a tag in it would be drawn as one.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    set_role(label, role)  # before the text too: with it, a screen reader is told whether it is a heading
    label.setText(text)
    return label


def show_strong(label: QLabel, text: str, strong: str) -> None:
    """Show plain text in a label, a part of it bold; a screen reader is told the text alone."""
    label.setTextFormat(Qt.TextFormat.RichText if strong else Qt.TextFormat.PlainText)
    label.setText(with_strong(text, strong) if strong else text)
    label.setAccessibleName(text if strong else "")


def with_strong(text: str, strong: str) -> str:
    """Plain text as markup, a part of it bold."""
    return escaped(text).replace(escaped(strong), f"<b>{escaped(strong)}</b>", 1) if strong else escaped(text)


class OneLine(QLabel):
    """Wraps only where there is no room for one line: QLabel asks for half of that, and would take two beside a column that grows."""

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + ROUNDING
        return QSize(width, self.heightForWidth(width))


class ElidedLabel(QLabel):
    """One line of text, cut with an ellipsis where there is no room; the whole of it is the tooltip."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self, role)
        hear_as(self, "text")  # its tooltip, the text once more, is for the eye
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.setText(" ".join(text.split()))
        self.setAccessibleName(self.text())
        self._show_tooltip_where_cut()

    def minimumSizeHint(self) -> QSize:
        """Room for the ellipsis."""
        # QLabel would ask for the whole line, and the row could not be made narrower than its text.
        return QSize(self.fontMetrics().horizontalAdvance("…") + 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text where it no longer fits."""
        super().resizeEvent(event)
        self._show_tooltip_where_cut()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), self.shown_text())

    def shown_text(self) -> str:
        """What fits of the text."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def _show_tooltip_where_cut(self) -> None:
        is_cut = self.shown_text() != self.text()
        # Tooltips guess markup and cannot be told not to; as markup, escaped, the text shows as typed, and wraps.
        self.setToolTip(f"<span>{escaped(self.text())}</span>" if is_cut else "")


class HairLine(QFrame):
    """A thin line between two things."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "hairline")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


Ruler = HairLine


class EmptyState(QWidget):
    """What will be here, and the one thing to do about it."""

    action_chosen = Signal()

    def __init__(self, sentence: str, button_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = plain_label("", "muted")
        self.button = ordinary_button("")
        self.button.clicked.connect(self.action_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(16)
        layout.addWidget(self._sentence)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.set_texts(sentence, button_text)

    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    def set_texts(self, sentence: str, button_text: str = "") -> None:
        """Say something else; no button where there is nothing to do."""
        self._sentence.setText(sentence)
        self.button.setText(button_text)
        self.button.setVisible(bool(button_text))


class FieldIssue(QLabel):
    """What is wrong with a field, in a sentence beside it; takes the field it belongs to."""

    def __init__(self, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        # Their own descriptions come back when the issue is gone.
        self._described: dict[QWidget, str] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        set_role(self, "issue")
        self.hide()

    def show_issue(self, text: str) -> None:
        """Show the sentence, mark the field and have the sentence said; an empty one clears it."""
        if text and text != self.text():
            # In a moment: the focus that goes to the field meanwhile would cut off words begun before it.
            QTimer.singleShot(0, self, self._say)
        self._take_back_descriptions()
        self.setText(text)
        self.setVisible(bool(text))
        if text:  # looked for only then: each look at a form clears all its fields
            self._describe(self._field, part_in_hand(self._field))
        set_style_property(self._field, "issue", bool(text))

    def show_first(self, text: str) -> None:
        """Show the sentence where none is shown yet: of several that belong to one field, the first stays."""
        if not self.text():
            self.show_issue(text)

    def focus_field(self) -> None:
        """Put the focus on the field, to be put right; a screen reader then says what is wrong with it."""
        self._describe(part_in_hand(self._field))  # it may have come into view since
        focus_into(self._field)
        show_focus()  # its edge is that of a field with an issue, with the focus or without

    def clear(self) -> None:
        """The field is right again."""
        self.show_issue("")

    def _describe(self, *fields: QWidget | None) -> None:
        """A screen reader says the description with the field, and of a field of parts with the part; a label beside it would be heard by nobody."""
        for field in fields:
            if field is not None and self.text() and field not in self._described:
                self._described[field] = field.accessibleDescription()
                field.setAccessibleDescription(self.text())

    def _take_back_descriptions(self) -> None:
        for field, before in self._described.items():
            # A scale describes itself by what was chosen meanwhile.
            if shiboken6.isValid(field) and field.accessibleDescription() == self.text():
                field.setAccessibleDescription(before)
        self._described.clear()

    def _say(self) -> None:
        # Politely: the name of the field, which has the focus now, is heard before what is wrong with it.
        announce(self, self.text())


def breakable(text: str) -> str:
    """The text to show on a label; invisible places to break it stand in words no line could hold."""
    # QLabel breaks lines between words alone and would ask for a width the window does not have.
    return _LONG_WORD.sub(lambda found: found.group() + "\N{ZERO WIDTH SPACE}", text)
