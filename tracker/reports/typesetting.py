"""Sets the report in PDF, by Typst: tagged for screen readers and fit for keeping where the text allows it; in steps that can be left."""

import json
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import cache, partial
from queue import SimpleQueue
from typing import Any

import typst

from tracker.language import _
from tracker.library.resources import resource
from tracker.reports.content import ReportContent
from tracker.reports.page_data import page_data, page_one_chart, section_chart
from tracker.reports.pages import page_count
from tracker.reports.sections import ChartSection
from tracker.steps import Progress, run_to_end

# For screen readers and for keeping; Typst refuses both for a letter that no font has.
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]
# Seconds: how long a step waits for the typesetting, so that whoever takes the steps stays alive.
A_MOMENT = 0.01


@dataclass(frozen=True, slots=True)
class Typeset:
    """The report as a PDF of so many pages; `standard` where it meets PDF/UA-1 and PDF/A-2a, else `remark` says why not."""

    pdf: bytes
    standard: bool
    remark: str = ""
    pages: int = 1


class _Work:
    """The setting in a thread of its own: what it has done so far, and what it came to."""

    def __init__(self, content: ReportContent, before: int) -> None:
        self._content = content
        self._before = before
        # Each chart, and the words, page one's chart, the pages, the check.
        self.total = before + len(content.charts) + 4
        self.first = Progress(before, self.total, _("Making the pages"))
        self.steps: SimpleQueue[Progress] = SimpleQueue()
        self.is_left = False
        self.made: Typeset | None = None
        self.problem: BaseException | None = None

    def run(self) -> None:
        """Go through it, unless it is left between two steps."""
        try:
            self.made = self._set()
        except BaseException as problem:  # noqa: BLE001 - handed on to who waits, whatever it is
            self.problem = problem

    def _set(self) -> Typeset | None:
        content = self._content
        data: dict[str, Any] = {"charts": []}
        tasks: list[tuple[str, Callable[[], None]]] = [
            (self.first.words, lambda: data.update(page_data(content))),
            (_("Making the pages"), lambda: data.update(page_one_chart(content))),
            *((_("Making the pages"), partial(_draw, data, section, content)) for section in content.charts),
        ]
        for number, (words, task) in enumerate(tasks):
            if self.is_left:
                return None
            self.steps.put(Progress(self._before + number, self.total, words))
            task()
        self.steps.put(Progress(self.total - 2, self.total, _("Making the pages")))
        made = None if self.is_left else _set_pages(json.dumps(data), int(content.written.timestamp()))
        if made is not None:
            self.steps.put(Progress(self.total - 1, self.total, _("Making the pages")))
            _check(made)
        return made


def typeset(content: ReportContent) -> Typeset:
    """Set the report; no text, however odd, stops it."""
    return run_to_end(typeset_steps(content))


def typeset_steps(content: ReportContent, before: int = 0) -> Generator[Progress, None, Typeset]:
    """The same step by step, after so many steps of others: the words, each chart, the pages, the check.

    Closing the generator between two steps leaves it all; what is being done then is done to its end aside, and dropped.
    """
    work = _Work(content, before)
    # A thread, since drawing a chart takes a quarter of a second, in which a window would be deaf, and Typst frees the interpreter;
    # daemon, since it cannot be stopped and must not keep a program from ending.
    thread = threading.Thread(target=work.run, name="typesetting", daemon=True)
    thread.start()
    try:
        yield from _steps_of(work, thread)
    finally:
        work.is_left = True
    if work.problem is not None:
        raise work.problem
    if work.made is None:
        raise RuntimeError("nothing was set, though nobody left it")
    return work.made


def _steps_of(work: _Work, thread: threading.Thread) -> Generator[Progress]:
    """Each step as it is begun, and the latest again while it lasts."""
    yield (step := work.first)
    while thread.is_alive():
        thread.join(A_MOMENT)
        while not work.steps.empty():
            yield (step := work.steps.get())
        yield step


def _draw(data: dict[str, Any], section: ChartSection, content: ReportContent) -> None:
    data["charts"].append(section_chart(section, content.paper))


def _set_pages(data: str, written: int) -> Typeset:
    # What a person wrote goes in as data and never as markup.
    compiler = typst.Compiler(str(resource("report", "report.typ")), root=str(resource("report")), font_paths=_fonts())
    try:
        pdf, remark = _compiled(compiler, data, written, STANDARDS), ""
    except typst.TypstError:
        # Set once more without the standards: a report with a letter missing is better than none, and says so.
        remark = _("The report holds a character that no font here has, so the file does not follow the rules for archives and screen readers.")
        pdf = _compiled(compiler, data, written, [])
    # From Typst's own count, to be compared with what the file holds.
    pages = json.loads(compiler.query("<pages>", field="value", one=True))
    return Typeset(pdf, standard=not remark, remark=remark, pages=pages)


def _compiled(compiler: typst.Compiler, data: str, written: int, standards: "list[typst.PDFStandard]") -> bytes:
    pdf = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards=standards, timestamp=written)
    if not isinstance(pdf, bytes):
        raise TypeError("one document was asked for")
    return pdf


def _check(made: Typeset) -> None:
    """Raises ValueError where the bytes are no PDF of that many pages."""
    # Opened once by another library than made it, before it is given out.
    found = page_count(made.pdf)
    if found != made.pages:
        raise ValueError(f"{made.pages} pages were set, {found} are there")


@cache
def _fonts() -> typst.Fonts:
    """The machine's fonts, and the one the page is set in, which matplotlib brings."""
    import matplotlib as mpl  # by then the charts are imported, which make it keep to itself

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[mpl.get_data_path() + "/fonts/ttf"])
