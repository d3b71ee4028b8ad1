"""The rows of the table: what is measured, against what, and what is to be reached."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a measure tells: seconds of processor time, milliseconds of it, the most memory held, or a count."""

    SECONDS = "s"
    MILLISECONDS = "ms"
    MEGABYTES = "MB"
    COUNT = ""


@dataclass(frozen=True)
class Measure:
    """One of the things measured: a module here and its subject, or a command, on a diary of so many years.

    What the subject prints is taken; `outside` it is the processor time of the whole process, or of a memory its most.
    """

    subject: str
    years: int = 10
    module: str = "subjects"
    outside: bool = False
    command: tuple[str, ...] = ()

    @property
    def what(self) -> tuple[str, str, int, tuple[str, ...]]:
        """What is run, whatever of it is looked at."""
        return self.module, self.subject, self.years, self.command


@dataclass(frozen=True)
class Row:
    """One row: ours against a floor, as a ratio; without a floor as it is."""

    words: str
    ours: Measure
    floor: Measure | None
    aim: float
    unit: Unit = Unit.SECONDS

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Ours, and the floor where there is one."""
        return (self.ours,) if self.floor is None else (self.ours, self.floor)


def _whole(subject: str, years: int = 10) -> Measure:
    return Measure(subject, years, outside=True)


def _window(subject: str, years: int = 10) -> Measure:
    return Measure(subject, years, "window")


def _files(subject: str, years: int = 10) -> Measure:
    return Measure(subject, years, "files")


def _command(*words: str) -> Measure:
    return Measure(" ".join(words), outside=True, command=words)


PYTHON, APP, SQLITE_UTILS = "{python}", "{app}", "{sqlite-utils}"
_BARE = _whole("bare_window")
_CHARTS = _whole("bare_window_with_matplotlib")
_NOTHING = _command(PYTHON, "-c", "pass")
_EXPORTS = {"CSV": "export_csv", "JSON": "export_json", "FHIR": "export_fhir_json", "check": "check", "merge": "merge"}
PAGES = ("Plan", "Trends", "Report", "Settings")
ROWS = (
    Row("frame painted / bare window", _whole("frame"), _BARE, 1.6),
    Row("Today filled, answering keys / bare window", _whole("filled"), _BARE, 2.5),
    Row("the same, 100 years / 10 years", _whole("filled", 100), _whole("filled"), 1.1),
    Row("second start while the app runs / python -c pass", Measure("second_start"), _NOTHING, 2),
    Row("small window asked for by a second start, until painted", Measure("quick_entry"), None, 100, Unit.MILLISECONDS),
    Row("save, key to repaint, p95", _window("save"), None, 16, Unit.MILLISECONDS),
    Row("save, key to repaint, p95, 100 years", _window("save", 100), None, 16, Unit.MILLISECONDS),
    Row("statements of a save", _window("save_statements"), None, 60, Unit.COUNT),
    Row("the look of each half minute", _window("look"), None, 3, Unit.MILLISECONDS),
    Row("the look of each half minute, 100 years", _window("look", 100), None, 3, Unit.MILLISECONDS),
    Row("statements of a look", _window("look_statements"), None, 20, Unit.COUNT),
    Row("Today again", _window("revisit"), None, 3, Unit.MILLISECONDS),
    Row("Today again, 100 years", _window("revisit", 100), None, 3, Unit.MILLISECONDS),
    Row("statements of Today again", _window("revisit_statements"), None, 20, Unit.COUNT),
    *(Row(f"first look at {page}", _window(f"first_{page.lower()}"), None, 100, Unit.MILLISECONDS) for page in PAGES),
    *(Row(f"first look at {page} at once", _window(f"first_{page.lower()}_at_once"), None, 100, Unit.MILLISECONDS) for page in PAGES),
    *(Row(f"longest turn of a first look at {page}", _window(f"turn_{page.lower()}"), None, 50, Unit.MILLISECONDS) for page in PAGES),
    Row("pain chart of all days, read and drawn / bare scatter", _files("chart"), _files("bare_scatter"), 1.5),
    Row("pain chart of all days, 100 years / 10 years", _files("chart", 100), _files("chart"), 8),
    Row("memory of the pain chart of 100 years", Measure("chart", 100, "files", outside=True), None, 300, Unit.MEGABYTES),
    Row("six-week chart out of 100 years / out of 1 year", _files("six_weeks", 100), _files("six_weeks", 1), 1.1),
    Row("a form opened while another is open", _window("form_over_form"), None, 50, Unit.MILLISECONDS),
    Row("import of 100,000 rows / insert_all of sqlite-utils", _files("bring_in", 0), _files("bare_insert_all", 0), 4),
    Row("search, the first fifty found", _window("search"), None, 50, Unit.MILLISECONDS),
    Row("search, the first fifty found, 100 years", _window("search", 100), None, 50, Unit.MILLISECONDS),
    Row("memory on Today / bare window", _whole("filled"), _BARE, 1.6, Unit.MEGABYTES),
    Row("memory on Trends / bare window with matplotlib", _whole("trends"), _CHARTS, 1.3, Unit.MEGABYTES),
    Row("wake-ups a minute at rest, seen", Measure("idle"), None, 4, Unit.COUNT),
    Row("status / the sqlite-utils command", _command(PYTHON, APP, "status"), _command(SQLITE_UTILS, "rows", "{diary}", "episodes"), 0.5),
    Row("log 6 / the sqlite-utils command", _command(PYTHON, APP, "log", "6"), _command(SQLITE_UTILS, "rows", "{diary}", "episodes"), 0.5),
    *(Row(f"{name}, 100 years / 10 years", _files(key, 100), _files(key), 10) for name, key in _EXPORTS.items()),
    *(Row(f"memory of {name}, 100 years", Measure(key, 100, "files", outside=True), None, 200, Unit.MEGABYTES) for name, key in _EXPORTS.items()),
    Row("saving in the services alone / bare SQLite insert", Measure("save"), Measure("bare_insert"), 3),
    Row("report of six weeks / bare Typst page", Measure("report"), Measure("bare_typst"), 10),
)
