"""The command on medicines: dose."""

import click

from tracker.cli.context import Invocation, passing, say
from tracker.cli.translated import Command, Option
from tracker.cli.values import read_number, read_when
from tracker.domain.dose_notices import ingredient_name
from tracker.domain.entries import Dose, refuse
from tracker.domain.medicines import DoseDraft
from tracker.language import _
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
    amount = read_number(mg, "MG")
    draft = DoseDraft(name=name, moment=moment, mg=() if amount is None else (amount,), units=read_number(units, "--units"))
    medicines = invocation.tracker.medicines
    change = medicines.record(draft)
    refuse(change.issues)
    say(remark)
    if isinstance(change.entry, Dose):
        _say_saved(change.entry)
        say_overview(medicines.overview(change.entry))


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
