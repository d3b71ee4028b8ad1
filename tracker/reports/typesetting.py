"""Sets the report in PDF, by Typst: tagged for screen readers and fit for keeping where the text allows it; in steps that can be left."""

import json
import threading
from collections.abc import Generator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import matplotlib as mpl
import typst

from tracker.language import _
from tracker.library.resources import resource
from tracker.reports.content import ReportContent
from tracker.reports.page_data import page_data, page_one_chart, section_chart
from tracker.reports.pages import page_count
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


@dataclass(slots=True)
class _Work:
    """What a typesetting in a thread of its own came to."""

    data: str
    written: int
    made: list[Typeset] = field(default_factory=list)
    problem: list[BaseException] = field(default_factory=list)

    def run(self) -> None:
        try:
            self.made.append(_set_pages(self.data, self.written))
        except BaseException as problem:  # noqa: BLE001 - handed on to who waits, whatever it is
            self.problem.append(problem)


def typeset(content: ReportContent) -> Typeset:
    """Set the report; no text, however odd, stops it."""
    return run_to_end(typeset_steps(content))


def typeset_steps(content: ReportContent, before: int = 0) -> Generator[Progress, None, Typeset]:
    """The same step by step, after so many steps of others: the words, each chart, the pages, the check.

    Closing the generator between two steps leaves it all; a page being set then is set to its end aside, and dropped.
    """
    # Each chart, and the words, page one's chart, the pages, the check.
    total = before + len(content.charts) + 4
    yield Progress(before, total, _("Writing the words"))
    data = page_data(content)
    yield Progress(before + 1, total, _("Drawing the charts"))
    data.update(page_one_chart(content))
    data["charts"] = []
    for number, section in enumerate(content.charts, 2):
        yield Progress(before + number, total, _("Drawing the charts"))
        data["charts"].append(section_chart(section, content.paper))
    made = yield from _in_a_thread(data, content, Progress(total - 2, total, _("Making the pages")))
    yield Progress(total - 1, total, _("Checking the file"))
    _check(made)
    return made


def _in_a_thread(data: dict[str, Any], content: ReportContent, step: Progress) -> Generator[Progress, None, Typeset]:
    work = _Work(json.dumps(data), int(content.written.timestamp()))
    # A thread, since Typst frees the interpreter while it works; daemon, since it cannot be stopped and must not keep a program from ending.
    thread = threading.Thread(target=work.run, name="typesetting", daemon=True)
    thread.start()
    while thread.is_alive():
        yield step
        thread.join(A_MOMENT)
    if work.problem:
        raise work.problem[0]
    return work.made[0]


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
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[mpl.get_data_path() + "/fonts/ttf"])
