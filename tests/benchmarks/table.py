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
    """One row: ours against a floor, as a ratio; without a floor as it is.

    `before` is what it was when the aim was set; `rest`, where the aim is missed, where the time goes.
    """

    words: str
    ours: Measure
    floor: Measure | None
    aim: float
    unit: Unit = Unit.SECONDS
    before: str = ""
    rest: str = ""

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
_PAINTING = (
    "the page has some 65 widgets, each of which Qt shows and asks to paint itself: three fifths are that, of which the texts, laid out "
    "at each painting, and the rounded grounds of cards and buttons take most, an eighth is the row of the navigation, which Qt paints at the "
    "press and at the release by itself; of the diary nothing is asked but whether somebody has written"
)
_LINEAR = (
    "counted in instructions it is linear: that of a hundred years takes hardly more for each entry, as a tree of SQLite is one level deeper; "
    "the rest is memory that no longer fits into the caches of the processor"
)
_SAVE = (
    "painting what changed takes a quarter of it (a new row moves all beneath it), laying the page out anew a seventh, SQLite a tenth with the "
    "writing to the disk, the rest is Python in between"
)
PAGES = ("Plan", "Trends", "Report", "Settings")
ROWS = (
    Row("frame painted / bare window", _whole("frame"), _BARE, 1.6, before="6.2 (of the whole page)"),
    Row("Today filled, answering keys / bare window", _whole("filled"), _BARE, 2.5, before="6.2"),
    Row("the same, 100 years / 10 years", _whole("filled", 100), _whole("filled"), 1.1, before="1.77"),
    Row("second start while the app runs / python -c pass", Measure("second_start"), _NOTHING, 2, before="46"),
    Row("small window asked for by a second start, until painted", Measure("quick_entry"), None, 100, Unit.MILLISECONDS),
    Row("digit of the pain, key to repaint, p95", _window("digit"), None, 16, Unit.MILLISECONDS),
    Row("save, key to repaint, p95", _window("save"), None, 16, Unit.MILLISECONDS, before="46 to 80", rest=_SAVE),
    Row("save, key to repaint, p95, 100 years", _window("save", 100), None, 16, Unit.MILLISECONDS, before="as above", rest=_SAVE),
    Row("statements of a save", _window("save_statements"), None, 60, Unit.COUNT, before="740"),
    Row("the look of each half minute", _window("look"), None, 3, Unit.MILLISECONDS, before="54"),
    Row("the look of each half minute, 100 years", _window("look", 100), None, 3, Unit.MILLISECONDS, before="417"),
    Row("statements of a look", _window("look_statements"), None, 20, Unit.COUNT, before="515"),
    Row("Today again", _window("revisit"), None, 3, Unit.MILLISECONDS, before="9", rest=_PAINTING),
    Row("Today again, 100 years", _window("revisit", 100), None, 3, Unit.MILLISECONDS, rest=_PAINTING),
    Row("statements of Today again", _window("revisit_statements"), None, 20, Unit.COUNT, before="196"),
    *(
        Row(
            f"first look at {page}",
            _window(f"first_{page.lower()}"),
            None,
            100,
            Unit.MILLISECONDS,
            before="170 to 490",
        )
        for page in PAGES
    ),
    *(Row(f"first look at {page} at once", _window(f"first_{page.lower()}_at_once"), None, 100, Unit.MILLISECONDS) for page in PAGES),
    *(Row(f"longest turn of a first look at {page}", _window(f"turn_{page.lower()}"), None, 50, Unit.MILLISECONDS) for page in PAGES),
    *(Row(f"longest turn of that at once, {page}", _window(f"turn_{page.lower()}_at_once"), None, 50, Unit.MILLISECONDS) for page in PAGES),
    Row("pain chart of all days, read and drawn / bare scatter", _files("chart"), _files("bare_scatter"), 1.5, before="1.85 s + 0.54 s"),
    Row("pain chart of all days, 100 years / 10 years", _files("chart", 100), _files("chart"), 8, before="23 (56 s)"),
    Row("memory of the pain chart of 100 years", Measure("chart", 100, "files", outside=True), None, 300, Unit.MEGABYTES, before="6,500"),
    Row("six-week chart out of 100 years / out of 1 year", _files("six_weeks", 100), _files("six_weeks", 1), 1.1, before="3.5"),
    Row(
        "a form opened while another is open",
        _window("form_over_form"),
        None,
        50,
        Unit.MILLISECONDS,
        before="370 to 470",
        rest="on a less busy computer the same took 44 to 50 ms",
    ),
    Row("import of 100,000 rows / insert_all of sqlite-utils", _files("bring_in", 0), _files("bare_insert_all", 0), 4, before="14"),
    Row("search, the first fifty found", _window("search"), None, 50, Unit.MILLISECONDS, before="66"),
    Row("search, the first fifty found, 100 years", _window("search", 100), None, 50, Unit.MILLISECONDS, before="366"),
    Row("memory on Today / bare window", _whole("filled"), _BARE, 1.6, Unit.MEGABYTES, before="2.07"),
    Row("memory on Trends / bare window with matplotlib", _whole("trends"), _CHARTS, 1.3, Unit.MEGABYTES, before="1.44"),
    Row("wake-ups a minute at rest, seen", Measure("idle"), None, 4, Unit.COUNT, before="114"),
    Row("wake-ups a minute, hidden", Measure("idle_hidden"), None, 2, Unit.COUNT, before="118"),
    Row("wake-ups a minute, with a countdown", Measure("idle_with_countdown"), None, 70, Unit.COUNT, before="301"),
    # 0.0 % of a core is less than 0.05 %, of a minute.
    Row("milliseconds of processor time in a minute, hidden", Measure("idle_hidden_processor"), None, 30, Unit.COUNT),
    Row(
        "status / the sqlite-utils command", _command(PYTHON, APP, "status"), _command(SQLITE_UTILS, "rows", "{diary}", "episodes"), 0.5, before="1.0"
    ),
    Row(
        "log 6 / the sqlite-utils command",
        _command(PYTHON, APP, "log", "6"),
        _command(SQLITE_UTILS, "rows", "{diary}", "episodes"),
        0.5,
        before="1.0",
    ),
    *(Row(f"{name}, 100 years / 10 years", _files(key, 100), _files(key), 10, before="8.5 to 11", rest=_LINEAR) for name, key in _EXPORTS.items()),
    *(
        Row(f"memory of {name}, 100 years", Measure(key, 100, "files", outside=True), None, 200, Unit.MEGABYTES, before="up to 1,160")
        for name, key in _EXPORTS.items()
    ),
    Row("saving in the services alone / bare SQLite insert", Measure("save"), Measure("bare_insert"), 3),
    Row("report of six weeks / bare Typst page", Measure("report"), Measure("bare_typst"), 10),
)
