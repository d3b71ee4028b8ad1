"""The command on medicines: dose."""

from dataclasses import replace

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.terminal import say
from tracker.cli.translated import Command, Option
from tracker.cli.values import read_number, read_when
from tracker.domain.dose_notices import ingredient_name
from tracker.domain.entries import Dose, refuse
from tracker.domain.medicine_names.taken_amounts import taken_amount
from tracker.domain.medicines import DoseDraft, Medicine
from tracker.errors import Refused
from tracker.formats.joining import heading, with_colon
from tracker.language import _
from tracker.library.medicines import written_amount, written_name
from tracker.services.dose_words import last_words, limit_words, total_words
from tracker.services.medicines import Overview
from tracker.wording.entries import entry_words

# mg: less is an ingredient beside the first one, such as the codeine of co-codamol.
LEAST_MG_OF_FIRST = 100
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
    medicines = invocation.tracker.medicines
    amount, units_written = _read_mg(mg, name, medicines.meant(name) if name.strip() else None)
    given = read_number(units, "--units")
    draft = DoseDraft(name=name, moment=moment, mg=amount, units=units_written if given is None else given)
    change = medicines.record(draft)
    refuse(change.issues)
    say(remark)
    if isinstance(change.entry, Dose):
        _say_saved(change.entry)
        say_overview(medicines.overview(change.entry))


def _read_mg(text: str | None, name: str, medicine: Medicine | None) -> tuple[tuple[float, ...], float | None]:
    """The mg of each ingredient in one unit and the number of units in a text: a number of mg, or an amount as written, "2 x 500 mg"."""
    if medicine is None or not (text or "").strip():
        return (), None
    written = written_amount(text or "")
    if written.bare is not None and not (written.mg or written.units):
        # A number alone is of mg here, whatever its size; "1,000" is read as written.
        written = replace(written, mg=(written.bare,), bare=None)
    # Of several ingredients the first is meant where one amount is typed, if it is as much as those have.
    if len(written.mg) == 1 and written.mg[0] >= LEAST_MG_OF_FIRST:
        medicine = replace(medicine, amounts=medicine.amounts[:1])
    taken = taken_amount(medicine, written, written_name(name))
    if taken.is_unknown:
        # What is no amount at all is refused as a number.
        if not any(letter.isdigit() for letter in text or ""):
            read_number(text, "MG")
        sentence = _("“{text}” does not tell how much was taken. Nothing was changed; write 500 mg, 2 x 500 mg or, of two ingredients, 8/500 mg.")
        raise Refused(sentence.format(text=(text or "")[:40]))
    return taken.mg, taken.units


def _say_saved(entry: Dose) -> None:
    words = entry_words(entry)
    say("  ".join(part for part in (entry.id, entry.moment.day.isoformat(), words.time, words.what, words.text) if part))


def say_overview(overview: Overview) -> None:
    """Print what stands beside a dose, and each notice on a line of its own."""
    for line in overview.lines:
        say(heading(ingredient_name(line.ingredient)))
        say("  " + with_colon(_("Last taken"), last_words(line)))
        say("  " + with_colon(_("Total in 24 hours"), total_words(line.total_with)))
        say("  " + with_colon(_("Limit in 24 hours"), limit_words(line.limit)))
    for notice in overview.notices:
        say(f"{NOTICE} {notice.sentence}")
