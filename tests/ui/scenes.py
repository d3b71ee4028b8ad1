"""Every state of the window worth looking at: what brings each into view."""

from collections.abc import Callable, Generator
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from tests.builders import LEFT, RIGHT, a_day_note, a_dose, a_function, a_moment, a_session, an_activity, an_entry
from tests.ui.conflict_scenes import CONFLICT_SCENES
from tests.ui.guide_scenes import GUIDE_SCENES
from tests.ui.hands import OpenWindow, open_dialog, settle
from tests.ui.import_scenes import IMPORT_SCENES
from tests.ui.plan_scenes import PLAN_SCENES
from tests.ui.report_scenes import REPORT_SCENES
from tests.ui.session_scenes import SESSION_SCENES
from tests.ui.settings_scenes import SETTINGS_SCENES, settings_page
from tests.ui.trends_scenes import TRENDS_SCENES
from tracker.domain.entries import Amount, Entry, Kind
from tracker.domain.medicines import Medicine
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.facts import Raised
from tracker.domain.sync.records import Record
from tracker.domain.sync.sections import Section
from tracker.errors import DiaryDamaged, Refused
from tracker.paths import Paths
from tracker.services.recovery import KeptThings, LostThing
from tracker.storage.values import instant_text
from ui.dialogs.lock_screen import LockScreen
from ui.dialogs.lost_dialog import LostDialog
from ui.dialogs.recovery_screen import RecoveryScreen
from ui.dialogs.refusal_dialog import RefusalDialog
from ui.forms.all_forms import AddForms
from ui.forms.function import FunctionForm
from ui.forms.pain_details import PainDetails
from ui.forms.quick_entry import QuickEntry
from ui.notifications.actions import buttons
from ui.notifications.desktop import Notice
from ui.notifications.popup import ReminderWindow
from ui.pages.plan.override_field import OverrideField
from ui.pages.settings.medicines import MedicinesCard

LATER_THAN_TYPED = 400  # milliseconds
Scene = Callable[[OpenWindow], QWidget]


def _page(name: str) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        window.window.show_page(name)
        settle()
        return window.window

    return scene


def _first_step(window: OpenWindow) -> QWidget:
    window.window.show_page("first run")
    settle()
    return window.window


def _second_step(window: OpenWindow) -> QWidget:
    window.window.show_page("first run")
    window.window.pages["first run"].continue_button.click()
    settle()
    return window.window


def _session(window: OpenWindow) -> QWidget:
    window.desk.run_quietly(lambda: window.tracker.timekeeper.start_session("ice"))
    settle()
    return window.window


def _missing_value(window: OpenWindow) -> QWidget:
    window.window.today.pain_card.save()
    settle()
    return window.window


def _message(window: OpenWindow) -> QWidget:
    window.window.today.pain_card.scale.set_value(4)
    window.window.today.pain_card.save()
    settle()
    return window.window


def _form(kind: str) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        window.window.show_page("diary")
        if kind == "new":
            window.window.pages["diary"].new_entry()
        else:
            window.window.pages["diary"].edit(kind)
        settle()
        return window.window

    return scene


def _heat(window: OpenWindow) -> QWidget:
    window.desk.run_quietly(lambda: window.tracker.planner.set_phase(Phase.HEAT, reason="physio"))
    return _page("plan")(window)


def _override(window: OpenWindow) -> QWidget:
    _page("plan")(window)
    for field in window.window.findChildren(OverrideField):
        if field.link.isVisible():
            field.link.click()
            field.begin.click()
    settle()
    return window.window


def _well(window: OpenWindow) -> QWidget:
    window.desk.run_quietly(window.tracker.planner.end_episode)
    return _page("plan")(window)


def _help(window: OpenWindow) -> QWidget:
    window.window.questions.show_help()
    return open_dialog()


def _episode(window: OpenWindow) -> QWidget:
    window.window.questions.start_episode()
    return open_dialog()


def _onset(window: OpenWindow) -> QWidget:
    window.window.questions.edit_onset()
    return open_dialog()


def _closing(window: OpenWindow) -> QWidget:
    window.window.close()
    return open_dialog()


def _refusal(window: OpenWindow) -> QWidget:
    return _in_its_place(RefusalDialog("⟦The window could not be opened⟧", "⟦Something went wrong.⟧", "⟦details⟧"), window)


def _recovery(window: OpenWindow) -> QWidget:
    window.tracker.backups.back_up()
    screen = RecoveryScreen(DiaryDamaged("⟦The diary is damaged.⟧"), Paths(window.folder), window.clock)
    return _in_its_place(screen, window)


def _locked(*, by_code: bool) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        def refused(_secret: str) -> Generator[object, None, bool]:
            yield from ()
            raise Refused("⟦That is not the password.⟧")

        screen = LockScreen(refused, timedelta, window.tracker.settings.now)
        _in_its_place(screen, window)
        if by_code:
            screen.panel.opened.emit("code", True)
        else:
            screen.panel.field.setText("⟦another password⟧")
            screen.panel.open_button.click()
        settle()
        return screen

    return scene


def _locked_window(window: OpenWindow) -> QWidget:
    window.desk.run_quietly(lambda: window.tracker.timekeeper.start_session("ice"))
    window.lock._keys = window.lock._keys._replace(is_on=lambda: True)
    window.lock.lock()
    settle()
    return window.window


def _lost(window: OpenWindow) -> QWidget:
    entries = window.tracker.journal.entries()
    at = instant_text(window.clock.now())
    things = [LostThing(Record(Section.ENTRIES, entry.id, at, at, "{}"), entry) for entry in entries]
    window.window.head.damage_strip.show_damage("⟦Damage keeps a part of the diary from being read.⟧")
    dialog = LostDialog(window.clock.zone(), window.window)
    dialog.show_lost("⟦Damage keeps a part of the diary from being read.⟧", KeptThings(window.clock.now(), tuple(things)), may_let_go=True)
    dialog.open()
    return open_dialog()


def _damaged(window: OpenWindow) -> QWidget:
    window.window.head.damage_strip.show_damage("⟦Damage keeps a part of the diary from being read.⟧")
    settle()
    return window.window


def _in_its_place(dialog: QDialog, window: OpenWindow) -> QWidget:
    dialog.setParent(window.window, Qt.WindowType.Dialog)
    dialog.show()
    dialog.activateWindow()
    return open_dialog()


def _reminder(window: OpenWindow) -> QWidget:
    raised = [
        Raised(rule_id=kind, kind=kind, due_at=window.clock.now(), first_due_at=window.clock.now(), raised_at=window.clock.now())
        for kind in ("heat", "pain")
    ]
    notice = ReminderWindow(Notice("reminders", "⟦2 reminders⟧", "⟦Damp heat: 13:05⟧\n⟦Pain entry: 13:05⟧", buttons(raised, neutral=False)))
    notice.setParent(window.window, Qt.WindowType.Tool)
    notice.show()
    settle()
    return notice


def _paused(window: OpenWindow) -> QWidget:
    window.desk.run_quietly(lambda: window.tracker.pause.begin(window.clock.now() + timedelta(hours=2)))
    settle()
    return window.window


def _added(kind: Kind, typed: Callable[[AddForms], None] | None = None) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        window.window.show_page("today")
        forms = window.window.today.forms
        forms.open(kind)
        if typed is not None:
            typed(forms)
        settle()  # the rows appear
        settle()  # their texts find their heights
        return window.window

    return scene


def _two_of_one(forms: AddForms) -> None:
    dose = forms.form(Kind.DOSE)
    dose.name.setText("Tylenol")
    dose.amounts.set_values([3800])
    dose.units.setValue(1)
    dose.save_button.setFocus()


def _gel(forms: AddForms) -> None:
    forms.form(Kind.DOSE).name.setText("Voltarol gel")


def _slip(forms: AddForms) -> None:
    forms.form(Kind.DOSE).name.setText("Boots Paracetomol 500mg")


def _nothing_typed(forms: AddForms) -> None:
    forms.form(Kind.DOSE).save()


def _details(section: str) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        window.window.show_page("today")
        details = window.window.today.pain_card.findChild(PainDetails)
        details.map.set_sites(((LEFT, 6.0), (RIGHT, None)))
        details.changed.emit()
        if section == "places":
            details.places.another_chip.click()
        else:
            details.open_more(is_open=True)
            details.time.choose_earlier() if section == "when" else None
        settle()  # the part appears
        settle()  # the chips find their rows
        return window.window

    return scene


def _search(text: str, *, selecting: bool = False) -> Scene:
    def scene(window: OpenWindow) -> QWidget:
        _page("diary")(window)
        diary = window.window.pages["diary"]
        diary.bar.search.setText(text)
        QTest.qWait(LATER_THAN_TYPED)
        if selecting:
            diary.side.results.select_button.click()
        settle()
        return window.window

    return scene


def _selecting(window: OpenWindow) -> QWidget:
    _page("diary")(window)
    window.window.pages["diary"].side.day.select_button.click()
    settle()
    return window.window


def _bin(window: OpenWindow) -> QWidget:
    window.desk.run(lambda: window.tracker.journal.delete(["00000000-0000-4000-8000-000000000003"]))
    _page("diary")(window)
    window.window.pages["diary"].show_bin()
    settle()
    return window.window


def _visits(window: OpenWindow) -> QWidget:
    for text in ("windowed note", "stiff"):
        window.desk.run_quietly(lambda text=text: window.tracker.visits.ask(text))
    window.desk.run_quietly(lambda: window.tracker.visits.set_activities(["lifting", "stiff", "windowed note"]))
    window.desk.run_quietly(lambda: window.tracker.visits.arrange(a_moment("2026-11-30T10:00"), "physio"))
    _page("report")(window)
    report = window.window.pages["report"]
    report.appointments.add_button.click()
    settle()
    return window.window


def _scores(window: OpenWindow) -> QWidget:
    window.desk.run_quietly(lambda: window.tracker.visits.set_activities(["lifting", "stiff", "windowed note"]))
    _page("today")(window)
    window.window.today.prompt.findChild(FunctionForm).open()
    settle()
    return window.window


def _own_medicine(window: OpenWindow) -> QWidget:
    window.desk.run_quietly(lambda: window.tracker.medicines.add_own(Medicine(name="stiff", amounts=(Amount("lifting", 500),))))
    settings_page(window, "medicines")
    card = window.window.findChild(MedicinesCard)
    card.add_button.click()
    card.medicine_form.save()
    settle()
    return window.window


def _lower_limit(window: OpenWindow) -> QWidget:
    settings_page(window, "medicines")
    card = window.window.findChild(MedicinesCard)
    card.limit_rows["paracetamol"].button.click()
    settle()
    return window.window


def _quick_entry(window: OpenWindow) -> QWidget:
    quick = QuickEntry(window.tracker.journal.record, window.tracker.journal.now, window.tracker.form_drafts)
    quick.setParent(window.window, Qt.WindowType.Window)
    quick.open((LEFT,))
    quick.save()
    settle()
    return quick


SCENES: dict[str, Scene] = {
    "first run, what it is": _first_step,
    "first run, when it began": _second_step,
    "today": _page("today"),
    "today, session": _session,
    "today, value missing": _missing_value,
    "today, reminders paused": _paused,
    "today, places": _details("places"),
    "today, worst and least": _details("range"),
    "today, earlier": _details("when"),
    "today, activity": _added(Kind.ACTIVITY),
    "today, medicine": _added(Kind.DOSE),
    "today, medicine with notices": _added(Kind.DOSE, _two_of_one),
    "today, gel": _added(Kind.DOSE, _gel),
    "today, medicine with a slip": _added(Kind.DOSE, _slip),
    "today, medicine missing": _added(Kind.DOSE, _nothing_typed),
    "today, day note": _added(Kind.DAY_NOTE),
    "today, session by hand": _added(Kind.SESSION),
    "today, scores": _scores,
    "today, message": _message,
    "diary": _page("diary"),
    "diary, new entry": _form("new"),
    "diary, session": _form("00000000-0000-4000-8000-000000000001"),
    "diary, activity": _form("00000000-0000-4000-8000-000000000002"),
    "diary, day note": _form("00000000-0000-4000-8000-000000000003"),
    "diary, medicine": _form("00000000-0000-4000-8000-000000000004"),
    "diary, function": _form("00000000-0000-4000-8000-000000000005"),
    "diary, found": _search("windowed"),
    "diary, found and selected": _search("windowed", selecting=True),
    "diary, nothing found": _search("lifting stiff"),
    "diary, selecting": _selecting,
    "diary, bin": _bin,
    "plan": _page("plan"),
    "plan, reason missing": _override,
    "plan, heat": _heat,
    "plan, over": _well,
    **PLAN_SCENES,
    **SESSION_SCENES,
    "trends": _page("trends"),
    **TRENDS_SCENES,
    "report": _page("report"),
    "report, visits": _visits,
    **REPORT_SCENES,
    "settings": _page("settings"),
    **SETTINGS_SCENES,
    **IMPORT_SCENES,
    **CONFLICT_SCENES,
    "settings, own medicine": _own_medicine,
    "settings, lower limit": _lower_limit,
    "dialog: help": _help,
    **GUIDE_SCENES,
    "dialog: episode": _episode,
    "dialog: onset": _onset,
    "dialog: closing": _closing,
    "dialog: refusal": _refusal,
    "locked": _locked_window,
    "dialog: recovery": _recovery,
    "dialog: lock": _locked(by_code=False),
    "dialog: lock, new password": _locked(by_code=True),
    "dialog: what cannot be read": _lost,
    "damage": _damaged,
    "dialog: reminder": _reminder,
    "dialog: quick entry": _quick_entry,
}
IN_ONE_WINDOW = (
    ("first run, what it is", "first run, when it began"),
    ("today", "today, value missing", "today, places", "today, worst and least", "today, earlier", "today, another session", "today, pain before"),
    ("today, activity", "today, day note", "today, session by hand", "today, scores"),
    ("today, medicine", "today, medicine missing", "today, gel", "today, medicine with a slip", "today, medicine with notices"),
    ("today, heat is offered", "today, stretches are offered"),
    ("diary", "diary, new entry", *(f"diary, {kind}" for kind in ("session", "activity", "day note", "medicine", "function"))),
    ("diary, nothing found", "diary, found"),
    ("diary, selecting", "diary, bin"),
    ("plan", "plan, planned and done", "plan, exercises opened", "plan, dosage", "plan, own exercise", "plan, reason missing"),
    ("plan, heat", "plan, stretches"),
    ("plan, file looked at", "plan, file with a mistake", "plan, figures"),
    ("plan, changed figures", "plan, when each phase began", "plan, over"),
    ("trends", "trends, all options", "trends, table"),
    ("report", "report, pages ready", "report, for the visit", "report, all choices"),
    ("settings", *(f"settings, {key}" for key in ("reminders", "notifications", "appearance", "computer", "medicines", "activities", "about"))),
    ("settings, reminder changed", "settings, own reminder", "settings, pausing", "settings, own medicine", "settings, lower limit"),
    tuple(f"settings, {key}, its rows open" for key in ("diary", "password", "exchange", "notifications", "appearance", "computer")),
    ("dialog: guide", "dialog: guide, found", "dialog: guide, nothing found", "dialog: guide, list alone", "dialog: guide, card alone"),
    tuple(f"dialog: import, {step}" for step in ("unreadable", "known app", "health", "unclear dates", "tried out", "kept")),
    (
        "dialog: help",
        "dialog: episode",
        "dialog: onset",
        "dialog: refusal",
        "dialog: lock",
        "dialog: lock, new password",
        "dialog: reminder",
        "dialog: quick entry",
    ),
)
ALONE = tuple((name,) for name in SCENES if not any(name in names for names in IN_ONE_WINDOW))
WINDOW_SCENES = [name for name in SCENES if not name.startswith("dialog")]


def entries_in_view() -> list[Entry]:
    """What the diary of the scenes holds: one entry of each kind."""
    return [
        an_entry(6, "2026-11-25T08:00", sites={LEFT: 6, RIGHT: 4}, note="windowed note"),
        a_session("ice", "2026-11-25T09:00", id="00000000-0000-4000-8000-000000000001"),
        an_activity("lifting", "2026-11-25T10:00", id="00000000-0000-4000-8000-000000000002"),
        a_day_note("2026-11-25T11:00", note="windowed note", id="00000000-0000-4000-8000-000000000003"),
        a_dose("Panadol", "2026-11-25T06:00", id="00000000-0000-4000-8000-000000000004"),
        a_function({"lifting": 4, "stiff": 2}, "2026-11-18T11:30", id="00000000-0000-4000-8000-000000000005"),
    ]
