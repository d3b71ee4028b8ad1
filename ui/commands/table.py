"""The table of all commands: the one place that gives something a name and keys. What each does is in `ui/window/commands.py`."""

from tracker.language import N_, _
from ui.commands.command import OR, THEN, TO, Command, Group

PAGES = (
    ("today", N_("Today")),
    ("diary", N_("Diary")),
    # Translators: the page with the plan of ice, heat and stretches.
    ("plan", N_("Plan")),
    ("trends", N_("Trends")),
    # Translators: the page with the report for the physiotherapist.
    ("report", N_("Report")),
    ("settings", N_("Settings")),
)
# The sections of Settings, in their order.
SECTIONS = {
    "diary": N_("Diary and backups"),
    "password": N_("Password"),
    "exchange": N_("Import and export"),
    "reminders": N_("Reminders"),
    "notifications": N_("Notifications"),
    "appearance": N_("Appearance"),
    "computer": N_("This computer"),
    "medicines": N_("Medicines"),
    "activities": N_("What you can do"),
    "about": N_("About this app"),
}
# The charts that are called as nothing else is.
CHARTS = {
    "pain": N_("Pain over time"),
    "hours": N_("Pain through the day"),
    "body": N_("Pain by place"),
    "sessions": N_("Pain before and after sessions"),
    "next_day": N_("Activity and the next day"),
    "episodes": N_("Episodes"),
    "doses": N_("Medicines by day"),
}


def _pages() -> tuple[Command, ...]:
    return tuple(
        Command(f"page {key}", name, Group.GO, (f"Ctrl+{number}",), icon=key, row="pages") for number, (key, name) in enumerate(PAGES, start=1)
    )


def _heard(key: str, name: str, group: Group, *caps: str) -> Command:
    """What a control hears by itself: it is on the sheet alone."""
    return Command(key, name, group, caps=caps, is_offered=False)


_PAIN = (
    _heard("number", N_("Choose a number"), Group.PAIN, "0", TO, "9"),
    _heard("ten", N_("Choose 10"), Group.PAIN, "1", THEN, "0"),
    Command("log pain", N_("Log the pain"), Group.PAIN, words=N_("pain now, score, number, how bad"), icon="plus"),
    # Qt tells the Enter of the keypad from that of the letters.
    Command("save", N_("Save entry"), Group.PAIN, ("Ctrl+Return", "Ctrl+Enter"), icon="check", caps=("Ctrl", "Enter")),
)
_DETAILS = (
    Command("more", N_("More, open or close"), Group.DETAILS, ("Alt+M", "Ctrl+D"), icon="more"),
    Command("place", N_("Another place"), Group.DETAILS, ("Alt+P",), words=N_("where, body map"), icon="more"),
    Command("worst", N_("Worst and least in 24 hours"), Group.DETAILS, ("Alt+G",), words=N_("Average"), icon="more"),
    Command("feels", N_("What it feels like"), Group.DETAILS, ("Alt+F",), icon="more"),
    Command("worse", N_("What made it worse or eased it"), Group.DETAILS, ("Alt+C",), icon="more"),
    Command("earlier", N_("Another time"), Group.DETAILS, ("Alt+W",), icon="more"),
    Command("woke", N_("Woke me at night"), Group.DETAILS, ("Alt+K",), words=N_("sleep, mood, stiff, flare"), icon="more"),
    Command("same", N_("Same as last"), Group.DETAILS, ("Alt+L",), icon="more"),
)
_SESSION = (
    Command(
        "session", N_("Start or stop what the plan has"), Group.SESSION, ("Ctrl+I",), words=N_("ice, heat, stretches, strength, begin"), icon="play"
    ),
    Command("another session", N_("Another session"), Group.SESSION, words=N_("massage, walk, warm bath"), icon="play"),
    Command("pain before", N_("Pain before a session..."), Group.SESSION, icon="play"),
    Command("large view", N_("Large view"), Group.SESSION, ("F11", "Ctrl+L"), words=N_("full screen, lying down"), icon="play"),
    _heard("leave large view", N_("Leave the large view"), Group.SESSION, "Esc"),
    Command("go on", N_("Go on, or pause"), Group.EXERCISE, ("Space",), is_offered=False),
    Command("next step", N_("The next step"), Group.EXERCISE, ("Right",), is_offered=False),
    Command("previous step", N_("The step before"), Group.EXERCISE, ("Left",), is_offered=False),
)
_GO = (
    _heard("pages", N_("The six pages"), Group.GO, "Ctrl", "1", TO, "6"),
    *_pages(),
    Command("search", N_("Search the diary"), Group.GO, ("Ctrl+F",), icon="search"),
    Command("help", N_("When to get help"), Group.GO, ("Ctrl+H",), words=N_("emergency, doctor, number, red flags"), icon="warning"),
    Command("guide", N_("Guide: what people try, and what is known of it"), Group.GO, icon="diary"),
    Command("bin", N_("Deleted entries"), Group.GO, words=N_("bin, bring back, restore"), icon="bin"),
    *(Command(f"section {key}", name, Group.GO, icon="settings") for key, name in SECTIONS.items()),
)
_EVERYWHERE = (
    Command("palette", N_("Every command"), Group.EVERYWHERE, ("Ctrl+K",), is_offered=False),
    Command("undo", N_("Undo"), Group.EVERYWHERE, ("Ctrl+Z",), icon="undo"),
    Command("redo", N_("Redo"), Group.EVERYWHERE, ("Ctrl+Y", "Ctrl+Shift+Z"), icon="undo"),
    Command("new entry", N_("New entry"), Group.EVERYWHERE, ("Ctrl+N",), icon="plus"),
    Command("keys", N_("These keys"), Group.EVERYWHERE, ("F1",), icon="help"),
    Command("close", N_("Close what was opened"), Group.EVERYWHERE, ("Esc",), is_offered=False),
    Command("lock", N_("Lock the diary"), Group.EVERYWHERE, ("Ctrl+Shift+L",), words=N_("password, hide"), icon="close"),
    Command("quit", N_("Quit"), Group.EVERYWHERE, ("Ctrl+Q",), words=N_("close, exit, end"), icon="close"),
)
_LISTS = (
    _heard("select all", N_("Select all"), Group.LISTS, "Ctrl", "A"),
    _heard("delete", N_("Delete"), Group.LISTS, "Del"),
    _heard("copy", N_("Copy the table of a chart"), Group.LISTS, "Ctrl", "C"),
    _heard("point", N_("From point to point of a chart"), Group.LISTS, "Left", OR, "Right"),
    _heard("closer", N_("Look closer, or from further away"), Group.LISTS, "+", OR, "\N{MINUS SIGN}"),
)
_DIARY = (
    Command("add activity", N_("Add an activity"), Group.DIARY, icon="plus", short=N_("Activity")),
    Command("add dose", N_("Add a medicine"), Group.DIARY, words=N_("dose, tablet, pill, painkiller"), icon="plus", short=N_("Medicine")),
    Command("add day note", N_("Add a day note"), Group.DIARY, words=N_("sleep, mood, stiff, flare"), icon="plus", short=N_("Day note")),
    Command("add session", N_("Add a session that is over"), Group.DIARY, icon="plus", short=N_("Session")),
    Command("quick entry", N_("Quick entry"), Group.DIARY, icon="plus"),
)
_OF_EPISODE = (
    Command("begin", N_("It began..."), Group.EPISODE, words=N_("episode, onset, start, flare"), icon="plan"),
    Command("onset", N_("Change when it began"), Group.EPISODE, words=N_("episode, onset, start, flare"), icon="edit"),
    Command("again", N_("Start again with ice"), Group.EPISODE, icon="undo"),
    Command("over", N_("It is over"), Group.EPISODE, icon="check"),
    Command("reopen", N_("Reopen the last episode"), Group.EPISODE, icon="undo"),
    Command("edit plan", N_("Edit the plan"), Group.EPISODE, icon="edit"),
)
_FILES = (
    Command("save report", N_("Save report"), Group.FILES, icon="report"),
    Command("save chart", N_("Save chart"), Group.FILES, icon="trends"),
    Command("import", N_("Import a file"), Group.FILES, icon="settings"),
    Command("export table", N_("Export a table (CSV)..."), Group.FILES, icon="settings"),
    Command("export archive", N_("Export an archive (JSON)..."), Group.FILES, icon="settings"),
    Command("export clinic", N_("Export for a clinic (FHIR)..."), Group.FILES, icon="settings"),
    Command("back up", N_("Back up now"), Group.FILES, icon="settings"),
)
_REMINDERS = (
    Command("pause hour", N_("Pause reminders for 1 hour"), Group.REMINDERS, words=N_("silence, quiet"), icon="stop"),
    Command("pause day", N_("Pause reminders until tomorrow"), Group.REMINDERS, words=N_("silence, quiet"), icon="stop"),
    Command("resume", N_("Resume reminders"), Group.REMINDERS, icon="play"),
)
_LOOK = (
    Command("theme light", N_("Light theme"), Group.LOOK, icon="settings"),
    Command("theme dark", N_("Dark theme"), Group.LOOK, icon="settings"),
    Command("theme system", N_("Theme as the desktop"), Group.LOOK, icon="settings"),
    Command("contrast high", N_("High contrast"), Group.LOOK, icon="settings"),
    Command("contrast usual", N_("Usual contrast"), Group.LOOK, icon="settings"),
    Command("motion reduced", N_("Reduced motion"), Group.LOOK, icon="settings"),
    Command("motion usual", N_("Usual motion"), Group.LOOK, icon="settings"),
)
# What is behind a press on its page.
_WITHIN_PAGES = (
    Command("days", N_("Planned and done"), Group.EPISODE, icon="plan"),
    Command("plan file", N_("The plan as a file"), Group.EPISODE, icon="plan"),
    Command("appointment", N_("Add an appointment"), Group.DIARY, icon="report"),
    Command("print report", N_("Print..."), Group.FILES, words=N_("Report"), icon="report"),
    Command("export calendar", N_("Save a calendar file"), Group.FILES, icon="settings"),
    Command("restore", N_("Restore a backup"), Group.FILES, icon="settings"),
    Command("add reminder", N_("Add a reminder"), Group.REMINDERS, icon="plus"),
    Command("password on", N_("Turn the password on"), Group.FILES, icon="settings"),
    Command("password change", N_("Change the password"), Group.FILES, icon="settings"),
    Command("password code", N_("Recovery code"), Group.FILES, words=N_("password, hide"), icon="settings"),
    Command("password off", N_("Turn the password off"), Group.FILES, icon="settings"),
    *(Command(f"chart {key}", name, Group.GO, words=N_("Trends"), icon="trends") for key, name in CHARTS.items()),
)
# In the order in which they are offered where nothing is searched for.
COMMANDS = (*_PAIN, *_SESSION, *_EVERYWHERE, *_DIARY, *_DETAILS, *_OF_EPISODE, *_FILES, *_REMINDERS, *_LOOK, *_LISTS, *_GO, *_WITHIN_PAGES)
_BY_KEY = {command.key: command for command in COMMANDS}


def command(key: str) -> Command:
    """The command of a key; raises KeyError where there is none."""
    return _BY_KEY[key]


def name_of(key: str) -> str:
    """What a command is called."""
    return _(command(key).name)


def short_name_of(key: str) -> str:
    """What a command is called in a menu whose title says the rest."""
    return _(command(key).short or command(key).name)
