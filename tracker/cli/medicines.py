"""The command on medicines: dose."""

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.terminal import say
from tracker.cli.translated import Command, Option
from tracker.cli.values import read_number, read_when
from tracker.domain.dose_notices import ingredient_name
from tracker.domain.entries import Dose, refuse
from tracker.domain.medicines import DoseDraft
from tracker.language import _
from tracker.library.medicines import written_amount
from tracker.services.dose_words import last_words, limit_words, total_words
from tracker.services.medicines import Overview
from tracker.wording.entries import entry_words

NOTICE = "Notice:"  # scripts look for it, so it is the same in every language


@click.command(context_settings={"ignore_unknown_options": True}, cls=Command)
@click.argument("name")
@click.argument("mg", metavar="[MG]", required=False)
@click.option("--units", metavar="N", help="How many units of MG each, or of your own medicine.", cls=Option)
@click.option("--at", metavar="T")
@passing
def dose(invocation: Invocation, name: str, mg: str | None, units: str | None, at: str | None) -> None:
    """Save a medicine taken; tell what was taken last, the total in 24 hours and the limit."""
    moment, remark = read_when(at, invocation.clock)
    amount, units_written = _read_mg(mg)
    given = read_number(units, "--units")
    draft = DoseDraft(name=name, moment=moment, mg=amount, units=units_written if given is None else given)
    medicines = invocation.tracker.medicines
    change = medicines.record(draft)
    refuse(change.issues)
    say(remark)
    if isinstance(change.entry, Dose):
        _say_saved(change.entry)
        say_overview(medicines.overview(change.entry))


def _read_mg(text: str | None) -> tuple[tuple[float, ...], float | None]:
    """The mg of one unit and the number of units in a text: a number of mg, or an amount as it is written, such as "2 x 500 mg"."""
    written = written_amount(text or "")
    if written.mg or written.units:
        return written.mg[:1], written.units
    # "1,000" is read as written; what is no amount is refused as a number.
    number = written.bare if written.bare is not None else read_number(text, "MG")
    return () if number is None else (number,), None


def _say_saved(entry: Dose) -> None:
    words = entry_words(entry)
    say("  ".join(part for part in (entry.id, entry.moment.day.isoformat(), words.time, words.what, words.text) if part))


def say_overview(overview: Overview) -> None:
    """Print what stands beside a dose, and each notice on a line of its own."""
    for line in overview.lines:
        say(_("{ingredient}:").format(ingredient=ingredient_name(line.ingredient)))
        say("  " + _("Last taken: {when}").format(when=last_words(line)))
        say("  " + _("Total in 24 hours: {total}").format(total=total_words(line.total_with)))
        say("  " + _("Limit in 24 hours: {limit}").format(limit=limit_words(line.limit)))
    for notice in overview.notices:
        say(f"{NOTICE} {notice.sentence}")
