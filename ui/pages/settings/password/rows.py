"""The rows of the password: turned on and changed, its recovery code, and turned off."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal

from tracker.errors import Refused, TrackerError
from tracker.language import _, pgettext
from tracker.services.password import Password
from ui.desk import Desk
from ui.messages import MessageKind
from ui.pages.settings.password.conversion import Conversion
from ui.pages.settings.password.present import PresentPassword
from ui.pages.settings.password.shown_code import ShownCode
from ui.pages.settings.rows import SettingRow, buttons_in_a_row
from ui.password.new_password import NewPassword
from ui.widgets.buttons import danger_button, ordinary_button
from ui.widgets.labels import plain_label


class TurnOnRow(SettingRow):
    """A new password, then its recovery code, which is asked back; `turned` tells that it is on."""

    turned = Signal()

    def __init__(self, desk: Desk, password: Password) -> None:
        super().__init__(_("Password"))
        self._desk = desk
        self._password = password
        self._chosen = ""
        self.missing = plain_label("")
        self.new = NewPassword()
        self.new.entered.connect(self._on_next)
        self.next_button = ordinary_button(_("Next: the recovery code"))
        self.next_button.clicked.connect(self._on_next)
        self.code = ShownCode()
        self.code.entered.connect(self._on_turn_on)
        self.on_button = ordinary_button(_("Turn the password on"))
        self.on_button.clicked.connect(self._on_turn_on)
        self.progress = Conversion()
        about = _(
            "The diary, its backups and what is half-typed are encrypted then, and opened by the password or by a recovery code. "
            "Where both are lost nobody can read the diary any more: you cannot, and we cannot."
        )
        self._about = plain_label(about, "muted")
        self.add(self.missing, self._about, self.new, self.code, buttons_in_a_row(self.next_button, self.on_button), self.progress)
        self.show_state("", is_on=False)
        self.opened.connect(self._begin)
        self.closed.connect(self._forget)
        self._show_step(is_code=False)

    def _begin(self) -> None:
        if not self.progress.is_running:
            self._show_step(is_code=False)

    def _forget(self) -> None:
        if not self.progress.is_running:
            self._chosen = ""
            self.new.clear()
            self.code.show_code("")

    def _show_step(self, *, is_code: bool) -> None:
        try:
            self._password.refuse_on()
            reason = ""
        except TrackerError as problem:
            reason = problem.sentence
        self.missing.setText(reason)
        self.missing.setVisible(bool(reason))
        for first in (self._about, self.new, self.next_button):
            first.setVisible(not reason and not is_code)
        for second in (self.code, self.on_button):
            second.setVisible(not reason and is_code)

    def _on_next(self) -> None:
        chosen = self.new.taken()
        if chosen is None:
            return
        self._chosen = chosen
        self.new.clear()
        self.code.show_code(self._password.new_code())
        self._show_step(is_code=True)
        self.code.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_turn_on(self) -> None:
        if self.progress.is_running:
            return
        self.code.issue.clear()
        work = self._password.turn_on(self._chosen, self.code.code.text(), self.code.typed.text())
        self.progress.run(_("Encrypting the diary"), work, self._on_done, self._on_failed, self.on_button)

    def _on_done(self) -> None:
        self._end(_("The password is on. The diary is locked whenever the app is started."))

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, Refused) and problem.field == "code":
            self.code.show_issue(problem.sentence)
            return
        self._desk.messages.report(problem)
        if self._password.is_on:
            self.turned.emit()

    def _end(self, sentence: str) -> None:
        self.close_up()
        self.turned.emit()
        self._desk.messages.say(sentence, kind=MessageKind.DONE)


class ChangeRow(SettingRow):
    """Another password in the place of the present one."""

    def __init__(self, desk: Desk, password: Password) -> None:
        super().__init__(_("Password"))
        self._desk = desk
        self._password = password
        self.present, self.new = PresentPassword(), NewPassword()
        self.new.entered.connect(self._on_change)
        self.change_button = ordinary_button(_("Change the password"))
        self.change_button.clicked.connect(self._on_change)
        words = _("Copies of the diary that lie elsewhere are still opened by the old one.")
        self.add(self.present, self.new, plain_label(words, "muted"), buttons_in_a_row(self.change_button))
        self.show_state(pgettext("setting", "on"))
        self.closed.connect(self.forget)

    def forget(self) -> None:
        """Keep nothing that was typed."""
        self.present.clear()
        self.new.clear()

    def _on_change(self) -> None:
        self.present.issue.clear()
        new = self.new.taken()
        if new is not None and _was_taken(self._desk, self.present, lambda: self._password.change(self.present.field.text(), new)):
            self.close_up()
            self._desk.messages.say(_("The password was changed."), kind=MessageKind.DONE)


class CodeRow(SettingRow):
    """Another recovery code, as where somebody has seen the present one."""

    def __init__(self, desk: Desk, password: Password) -> None:
        super().__init__(_("Recovery code"))
        self._desk = desk
        self._password = password
        self.code, self.present = ShownCode(), PresentPassword()
        self.code.entered.connect(self.present.field.setFocus)
        self.present.field.returnPressed.connect(self._on_renew)
        self.renew_button = ordinary_button(_("Use this code from now on"))
        self.renew_button.clicked.connect(self._on_renew)
        self.add(self.code, self.present, buttons_in_a_row(self.renew_button))
        self.show_state(_("make a new one"))
        self.opened.connect(lambda: self.code.show_code(self._password.new_code()))
        self.closed.connect(self.forget)

    def forget(self) -> None:
        """Keep nothing that was typed or shown."""
        self.present.clear()
        self.code.show_code("")

    def _on_renew(self) -> None:
        self.present.issue.clear()
        self.code.issue.clear()
        shown, typed = self.code.code.text(), self.code.typed.text()
        if _was_taken(self._desk, self.present, lambda: self._password.change_code(self.present.field.text(), shown, typed), self.code):
            self.close_up()
            self._desk.messages.say(_("The new recovery code is in force, and the old one opens nothing here any more."), kind=MessageKind.DONE)


class TurnOffRow(SettingRow):
    """The diary without a password again; `turned` tells that it is off."""

    turned = Signal()

    def __init__(self, desk: Desk, password: Password) -> None:
        super().__init__(_("Turn the password off"))
        self._desk = desk
        self._password = password
        self.present = PresentPassword()
        self.present.field.returnPressed.connect(self._on_turn_off)
        self.off_button = danger_button(_("Turn the password off"))
        self.off_button.clicked.connect(self._on_turn_off)
        self.progress = Conversion()
        words = _("Whoever can read the files of this computer can read the diary and its backups then.")
        self.add(plain_label(words, "muted"), self.present, buttons_in_a_row(self.off_button), self.progress)
        self.closed.connect(self._forget)

    def _forget(self) -> None:
        if not self.progress.is_running:
            self.present.clear()

    def _on_turn_off(self) -> None:
        if self.progress.is_running:
            return
        self.present.issue.clear()
        work = self._password.turn_off(self.present.field.text())
        self.progress.run(_("Decrypting the diary"), work, self._on_done, self._on_failed, self.off_button)

    def _on_done(self) -> None:
        self.close_up()
        self.turned.emit()
        self._desk.messages.say(_("The password is off."), kind=MessageKind.DONE)

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.present.show_issue(problem.sentence)
            return
        self._desk.messages.report(problem)
        if not self._password.is_on:
            self.turned.emit()


def _was_taken(desk: Desk, present: PresentPassword, change: Callable[[], None], code: ShownCode | None = None) -> bool:
    """Whether a change was made; why it was not is shown at the field it is about."""
    try:
        change()
    except Refused as problem:
        field: PresentPassword | ShownCode = code if code is not None and problem.field == "code" else present
        field.show_issue(problem.sentence)
        return False
    except TrackerError as problem:
        desk.messages.report(problem)
        return False
    return True
