"""The sheet of keys: what can be done by them, group by group, to be searched, with what the guide has on the same."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT
from tracker.formats.joining import with_colon
from tracker.language import _, ngettext, pgettext
from ui.commands.command import Command, Group
from ui.commands.shortcuts import key_caps
from ui.commands.table import COMMANDS
from ui.palette.key_caps import KeyCaps, caps_words
from ui.palette.overlay import Overlay
from ui.palette.search import Offer, fits
from ui.widgets.accessible_roles import hear_as
from ui.widgets.announcement import announce
from ui.widgets.buttons import link_button, ordinary_button
from ui.widgets.labels import HairLine, plain_label

WIDTH, NARROW = 864, 640  # px; below NARROW one column
ROW, HEADING, COLUMN_GAP, MARGIN, SPACE = 36, 28, 48, 32, 16
FIELD_WIDTH, EDGE = 280, 24
PAUSE_MS = 150
# What stands in the left column; the rest in the right one.
LEFT = (Group.PAIN, Group.SESSION, Group.DETAILS, Group.EXERCISE)
Reading = Callable[[str], Sequence[Offer]]


class KeysSheet(Overlay):
    """Takes the window, and what finds subjects of the guide by what is typed."""

    def __init__(self, window: QWidget, reading: Reading) -> None:
        super().__init__(window, _("Keys"), WIDTH)
        self._reading = reading
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell_count)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Search"))
        self.field.setPlaceholderText(_("Search"))
        self.field.setMaxLength(NAME_LIMIT)
        self.field.textChanged.connect(self._on_typed)
        self.groups = {group: _KeyGroup(group, commands) for group in Group if (commands := commands_with_keys(group))}
        self.guide = _GuideLinks(self.close_panel)
        self.close_button = ordinary_button(pgettext("button", "Close"))
        self.close_button.clicked.connect(self._on_close)
        self._area, self._content = QScrollArea(), QWidget()
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._content)
        self._lay_out()

    def open(self) -> None:
        """Come into view with all keys."""
        self.field.clear()
        super().open()

    def first_control(self) -> QWidget:
        """The search."""
        return self.field

    def wanted_height(self, width: int) -> int:
        """All of it without scrolling."""
        is_narrow = width < NARROW
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(SPACE if is_narrow else COLUMN_GAP)
        # Measured now, not when the rows that came and went have been laid out.
        self._columns.activate()
        around = self._head.sizeHint().height() + self._foot.sizeHint().height() + 2 * EDGE + 2 * SPACE
        return around + self._content.sizeHint().height() + 2

    def shown_rows(self) -> list[str]:
        """The names in view, with their keys: "Undo: Ctrl+Z"."""
        return [row.accessibleName() for group in self.groups.values() for row in group.rows if not row.isHidden()]

    def _on_close(self) -> None:
        self.close_panel()

    def _on_typed(self, text: str) -> None:
        for group in self.groups.values():
            group.narrow(text)
        self.guide.show_found(self._reading(text) if text.strip() else ())
        count = len(self.shown_rows()) + len(self.guide.links)
        self.nothing.setVisible(not count)
        self.place_panel()
        self._pause.start()

    def _tell_count(self) -> None:
        """Once the typing pauses: at each letter a screen reader would say another number."""
        count = len(self.shown_rows()) + len(self.guide.links)
        if self.is_open and self.field.text():
            announce(self.field, ngettext("{count} found", "{count} found", count).format(count=count) if count else _("Nothing found"))

    def _lay_out(self) -> None:
        head, foot = self._head, self._foot
        head.addWidget(plain_label(_("Keys"), "title", wrap=False))
        head.addStretch(1)
        head.addWidget(self.field)
        self.field.setFixedWidth(FIELD_WIDTH)
        self.nothing = plain_label(_("Nothing found"), "muted")
        self.nothing.hide()
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(SPACE)
            self._columns.addLayout(column, 1)
        for group, part in self.groups.items():
            (left if group in LEFT else right).addWidget(part)
        for column, last in ((left, self.nothing), (right, self.guide)):
            column.addWidget(last)
            column.addStretch(1)
        self._columns.setContentsMargins(0, 0, 8, 0)  # the scroll bar stands there
        self._area.setWidget(self._content)
        self._area.setWidgetResizable(True)
        for ground in (self._area.viewport(), self._content):
            ground.setAutoFillBackground(False)  # it lies on the panel
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot.addWidget(plain_label(_("Ctrl+K has every command."), "small"), 1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(MARGIN, EDGE, MARGIN - 8, EDGE)
        layout.setSpacing(SPACE)
        for line in (head, foot):
            line.setContentsMargins(0, 0, 8, 0)
        layout.addLayout(head)
        layout.addWidget(self._area, 1)
        layout.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows and pages scroll; Escape empties the search, then closes."""
        bar = self._area.verticalScrollBar()
        steps = {Qt.Key.Key_Down: ROW, Qt.Key.Key_Up: -ROW, Qt.Key.Key_PageDown: bar.pageStep(), Qt.Key.Key_PageUp: -bar.pageStep()}
        if event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


class _KeyGroup(QWidget):
    """A heading, and a row for each command."""

    def __init__(self, group: Group, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands
        self.rows = [_KeyRow(command) for command in commands]
        rows, layout = QWidget(), QVBoxLayout(self)
        rows.setAccessibleName(_(group.value))
        hear_as(rows, "list")
        within = QVBoxLayout(rows)
        for outer in (layout, within):
            outer.setContentsMargins(0, 0, 0, 0)
            outer.setSpacing(0)
        heading = plain_label(_(group.value), "strong")
        heading.setMinimumHeight(HEADING)
        hear_as(heading, "heading")
        layout.addWidget(heading)
        layout.addWidget(rows)
        for row in self.rows:
            within.addWidget(row)

    def narrow(self, query: str) -> None:
        """Show the rows that fit a query, and the group where there are any."""
        for row, command in zip(self.rows, self._commands, strict=True):
            row.setVisible(fits(query, *_words_of(command), row.accessibleName()))
        self.setVisible(any(not row.isHidden() for row in self.rows))


class _KeyRow(QWidget):
    """A name, and its keys at the end of the line."""

    def __init__(self, command: Command) -> None:
        super().__init__()
        caps, name = key_caps(command.key), _(command.name)
        # Translators: {name} is something to do, {keys} what to press for it: "Undo: Ctrl+Z".
        self.setAccessibleName(with_colon(name, caps_words(caps)))
        hear_as(self, "item")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        line.addWidget(plain_label(name), 1)
        line.addWidget(KeyCaps(caps))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(HairLine())
        layout.addLayout(line, 1)
        self.setMinimumHeight(ROW)


class _GuideLinks(QWidget):
    """What the guide has on what is searched for, each one press away."""

    def __init__(self, before_going: Callable[[], object]) -> None:
        super().__init__()
        self._before_going = before_going
        self.links: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        heading = plain_label(_("In the guide"), "strong")
        heading.setMinimumHeight(HEADING)
        hear_as(heading, "heading")
        self._layout.addWidget(heading)
        self.hide()

    def show_found(self, found: Sequence[Offer]) -> None:
        """Show a link for each."""
        for link in self.links:
            link.hide()
            link.deleteLater()
        self.links = [self._link(offer) for offer in found]
        self.setVisible(bool(self.links))

    def _link(self, offer: Offer) -> QWidget:
        link = link_button(offer.name)
        link.clicked.connect(lambda: self._go(offer))
        self._layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        link.show()  # at once, to be measured
        return link

    def _go(self, offer: Offer) -> None:
        self._before_going()
        offer.run()


def commands_with_keys(group: Group) -> list[Command]:
    """The commands of a group that are on the sheet: those with keys, but for those that stand in the row of another."""
    return [command for command in COMMANDS if command.group is group and (command.keys or command.caps) and not command.row]


def _words_of(command: Command) -> list[str]:
    """What a row is found by: its name, its other words, and the names of what stands in it."""
    within = [command, *(other for other in COMMANDS if other.row == command.key)]
    return [_(text) for part in within for text in (part.name, part.words) if text]
