"""What each command of the table does in the window, and what keeps it from being done now."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, Signal

from tracker.domain.entries import Kind
from tracker.domain.plan.protocol import Phase
from tracker.language import _
from tracker.services.planner import Planner
from tracker.services.reminder_pause import ReminderPause
from tracker.services.settings import ChosenSettings
from ui.commands.shortcuts import add_shortcuts
from ui.commands.table import CHARTS, PAGES, SECTIONS
from ui.desk import Desk

if TYPE_CHECKING:
    from tracker.services.journal import Journal
    from ui.pages.diary.page import DiaryPage
    from ui.pages.page import Page
    from ui.pages.plan.page import PlanPage
    from ui.pages.report.page import ReportPage
    from ui.pages.settings.page import SettingsPage
    from ui.pages.settings.parts import SettingsParts
    from ui.pages.today.page import TodayPage
    from ui.pages.trends.page import TrendsPage
    from ui.window.main_window import MainWindow

HOUR = timedelta(hours=1)
# Of these the window hears the keys; those of the others are heard where they are done.
HEARD_BY_WINDOW = ("undo", "redo", "new entry", "quit", "help", "lock", "palette", "keys", "search", "large view", "session")
WHILE_LOCKED = {"quit", "help"}
DETAILS = ("more", "place", "worst", "feels", "worse", "earlier", "woke", "same")
ADDED = {"add activity": Kind.ACTIVITY, "add dose": Kind.DOSE, "add day note": Kind.DAY_NOTE, "add session": Kind.SESSION}
OF_EPISODE = {"onset", "again", "over", "edit plan", "days"}
ON_PASSWORD = ("password change", "password code", "password off")
Action = Callable[[], object]


class CommandServices(NamedTuple):
    """What commands ask and change besides the pages."""

    planner: Planner
    pause: ReminderPause
    settings: ChosenSettings
    journal: "Callable[[], Journal]"
    has_password: Callable[[], bool]


class WindowCommands(QObject):
    """Takes the window, and the services it changes; `palette_wanted` and `keys_wanted` ask for what lies over the window."""

    palette_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, window: "MainWindow", desk: Desk, services: CommandServices) -> None:
        super().__init__(window)
        self._window, self.desk, self.services = window, desk, services
        pages = {f"page {key}": partial(window.open_page, key) for key, _name in PAGES}
        self.actions: dict[str, Action] = {**pages, **self._everywhere(), **self._of_reminders(), **_on_today(window), **_on_pages(window)}
        self.actions |= {**_in_settings(window), **self._of_look()}
        self._limits = self._limits_now()
        add_shortcuts(window, {key: partial(self.do, key) for key in (*pages, *HEARD_BY_WINDOW)})

    def do(self, key: str) -> None:
        """Do a command; raises KeyError where the window knows none of that key."""
        if self._window.is_locked and key not in WHILE_LOCKED:
            return
        self._window.fill()  # a key may come between the frame and the first page
        self.actions[key]()

    def why_not(self, key: str) -> str:
        """What keeps a command from being done now; empty where nothing does."""
        asked = self._limits.get(key)
        return asked() if asked is not None else ""

    def note(self, key: str) -> str:
        """How what a command is about stands now; empty where there is nothing to say."""
        if key == "session":
            return self._window.today.session_card.toggle_note()
        if key == "undo" and self.desk.history.last is not None:
            return self.desk.history.last.name
        now = self.services.settings.now
        return _("chosen") if key in {f"theme {now.theme}", f"contrast {now.contrast}", f"motion {now.motion}"} else ""

    def _limits_now(self) -> dict[str, Callable[[], str]]:
        """What tells of a command why it cannot be done, where there may be a reason."""
        window, desk, planner = self._window, self.desk, self.services.planner

        def in_episode(*, wanted: bool, why: str) -> str:
            return "" if (planner.open_episode() is not None) is wanted else why

        def paused(*, wanted: bool, why: str) -> str:
            return "" if (self.services.pause.until() is not None) is wanted else why

        def reopened() -> str:
            is_well = planner.open_episode() is None and planner.state(desk.clock.now()).phase is Phase.WELL
            return "" if is_well else _("no episode is over")

        may_begin = partial(in_episode, wanted=False, why=_("an episode goes on"))
        return {
            "save": lambda: "" if window.today.pain_card.scale.value() is not None else _("choose a number first"),
            "same": lambda: "" if window.today.pain_card.details.offers_same() else _("there is no entry before"),
            "session": lambda: "" if window.today.session_card.toggle_words() else _("Nothing is planned now"),
            "undo": lambda: "" if desk.history.last is not None else _("There is nothing to undo."),
            "begin": may_begin,
            "reopen": reopened,
            **dict.fromkeys(OF_EPISODE, partial(in_episode, wanted=True, why=_("no episode goes on"))),
            **dict.fromkeys(("pause hour", "pause day"), partial(paused, wanted=False, why=_("they are paused"))),
            "resume": partial(paused, wanted=True, why=_("they are not paused")),
            "password on": lambda: _("The diary has a password already. Nothing was changed.") if self.services.has_password() else "",
            **dict.fromkeys(ON_PASSWORD, lambda: "" if self.services.has_password() else _("The diary has no password. Nothing was changed.")),
        }

    def _everywhere(self) -> dict[str, Action]:
        window, desk = self._window, self.desk

        def new_entry() -> None:
            if not window.pages[window.stack.current_key].new_entry():
                window.show_page("today")

        return {
            "palette": self.palette_wanted.emit,
            "keys": self.keys_wanted.emit,
            "undo": partial(desk.undo, None),
            "redo": desk.redo,
            "new entry": new_entry,
            "quick entry": window.quick_entry_wanted.emit,
            "quit": window.quit,
            "help": window.questions.show_help,
            "lock": window.lock_wanted.emit,
            "guide": window.guide.open,
            "begin": window.questions.start_episode,
            "onset": window.questions.edit_onset,
        }

    def _of_reminders(self) -> dict[str, Action]:
        desk, pause, settings = self.desk, self.services.pause, self.services.settings
        return {
            "pause hour": lambda: desk.run_quietly(lambda: pause.begin(desk.clock.now() + HOUR)),
            "pause day": lambda: desk.run_quietly(lambda: pause.begin(pause.tomorrow_morning(settings.now.quiet_hours))),
            "resume": lambda: desk.run_quietly(pause.end),
        }

    def _of_look(self) -> dict[str, Action]:
        def choose(**chosen: str) -> None:
            from ui.pages.settings.choosing import choose

            choose(self.desk, self.services.settings, **chosen)

        themes: dict[str, Action] = {f"theme {theme}": partial(choose, theme=theme) for theme in ("light", "dark", "system")}
        contrasts: dict[str, Action] = {f"contrast {contrast}": partial(choose, contrast=contrast) for contrast in ("high", "usual")}
        return themes | contrasts | {f"motion {motion}": partial(choose, motion=motion) for motion in ("reduced", "usual")}


def _on_today(window: "MainWindow") -> dict[str, Action]:
    doors: dict[str, Callable[[TodayPage], object]] = {
        "log pain": lambda page: page.pain_card.scale.setFocus(),
        "save": lambda page: page.pain_card.save(),
        "session": lambda page: page.session_card.toggle(),
        "another session": lambda page: page.ask_for_session(),
        "pain before": lambda page: page.ask_before(),
    }
    doors |= {key: partial(_detail, key) for key in DETAILS}
    doors |= {key: partial(_add, kind) for key, kind in ADDED.items()}

    def through(door: "Callable[[TodayPage], object]") -> None:
        door(cast("TodayPage", _shown(window, "today")))

    def large_view() -> None:
        window.today.session_card.open_large_view()  # over whatever page is in view

    return {key: partial(through, door) for key, door in doors.items()} | {"large view": large_view}


def _detail(key: str, page: "TodayPage") -> None:
    page.pain_card.details.ways[key]()


def _add(kind: Kind, page: "TodayPage") -> None:
    page.add(kind)


def _on_pages(window: "MainWindow") -> dict[str, Action]:
    of_diary: dict[str, Callable[[DiaryPage], object]] = {"search": lambda page: page.open_search(), "bin": lambda page: page.open_bin()}
    of_plan: dict[str, Callable[[PlanPage], object]] = {
        "again": lambda page: page.episode.again_wanted.emit(),
        "over": lambda page: page.episode.over_wanted.emit(),
        "reopen": lambda page: page.episode.reopen_wanted.emit(),
        "edit plan": lambda page: page.episode.edit_wanted.emit(),
        "days": lambda page: page.episode.days_wanted.emit(),
        "plan file": lambda page: page.episode.file_wanted.emit(),
    }

    def in_diary(door: "Callable[[DiaryPage], object]") -> None:
        door(cast("DiaryPage", _shown(window, "diary")))

    def in_plan(door: "Callable[[PlanPage], object]") -> None:
        door(cast("PlanPage", _shown(window, "plan")))

    def on_report(door: "Callable[[ReportPage], object]") -> None:
        door(cast("ReportPage", _shown(window, "report")))

    def save_chart() -> None:
        cast("TrendsPage", _shown(window, "trends")).save_button.click()

    def chart(key: str) -> None:
        cast("TrendsPage", _shown(window, "trends")).show_kind(key)

    diary = {key: partial(in_diary, door) for key, door in of_diary.items()}
    plan = {key: partial(in_plan, door) for key, door in of_plan.items()}
    of_report: dict[str, Callable[[ReportPage], object]] = {
        "save report": lambda page: page.save_when_set(),
        "print report": lambda page: page.print_when_set(),
        "appointment": lambda page: page.arrange(),
    }
    report = {key: partial(on_report, door) for key, door in of_report.items()}
    charts = {f"chart {key}": partial(chart, key) for key in CHARTS}
    return {**diary, **plan, **report, **charts, "save chart": save_chart}


def _in_settings(window: "MainWindow") -> dict[str, Action]:
    doors: dict[str, tuple[str, Callable[[SettingsParts], object]]] = {
        "import": ("exchange", lambda parts: parts.imports.begin()),
        "export table": ("exchange", lambda parts: parts.exports.save_table()),
        "export archive": ("exchange", lambda parts: parts.exports.save_archive()),
        "export clinic": ("exchange", lambda parts: parts.exports.save_for_clinic()),
        "back up": ("diary", lambda parts: parts.diary.back_up()),
        "restore": ("diary", lambda parts: parts.diary.choose_backup()),
        "export calendar": ("exchange", lambda parts: parts.calendar.save()),
        "add reminder": ("reminders", lambda parts: parts.reminders.open_for(None)),
        **{key: ("password", partial(_open_password, key)) for key in ("password on", *ON_PASSWORD)},
    }

    def section(key: str) -> "SettingsPage":
        page = cast("SettingsPage", _shown(window, "settings"))
        page.open_section(key)
        return page

    def through(key: str, door: "Callable[[SettingsParts], object]") -> None:
        door(section(key).parts)

    opened = {f"section {key}": partial(section, key) for key in SECTIONS}
    return {**opened, **{name: partial(through, key, door) for name, (key, door) in doors.items()}}


def _open_password(key: str, parts: "SettingsParts") -> None:
    group = parts.password
    rows = {"password on": group.off, "password change": group.on, "password code": group.code, "password off": group.turn_off}
    group.open_row(rows[key])


def _shown(window: "MainWindow", key: str) -> "Page":
    """A page, in view; one that is so already keeps its place."""
    if window.stack.current_key != key:
        window.show_page(key)
    return window.pages[key]
