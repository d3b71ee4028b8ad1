"""Taken last, total and limit of a medicine in words: one wording for window and command line."""

from datetime import date

from tracker.domain.dose_notices import HOUR, hours_text, mg_text
from tracker.domain.medicines import Bound, Limit, Total
from tracker.domain.words import time_near, time_words
from tracker.formats.joining import with_comma, with_space
from tracker.formats.texts import in_a_row, number_text
from tracker.language import _, ngettext
from tracker.services.medicines import Line


def last_words(line: Line) -> str:
    """When the ingredient was taken before, and as what."""
    if line.last is None:
        return _("not in the diary before")
    mgs = [amount.mg for amount in line.last.ingredients if amount.ingredient == line.ingredient and amount.mg is not None]
    parts = (time_words(line.last.moment.local), line.last.name, *map(mg_text, mgs))
    return in_a_row(parts)


def total_words(total: Total) -> str:
    """What came together in 24 hours: "1,500 mg in 2 doses"; what stayed on the skin is told, too, and apart."""
    on_skin = with_space(number_text(total.on_skin), _("on the skin"))
    if not total.doses:
        return on_skin if total.on_skin else _("none")
    return in_a_row([_swallowed_words(total), *([on_skin] if total.on_skin else [])])


def _swallowed_words(total: Total) -> str:
    doses = ngettext("{n} dose", "{n} doses", total.doses).format(n=total.doses)
    if total.unmeasured == total.doses:
        return _without_mg(total)
    words = _("{mg} in {doses}").format(mg=mg_text(total.mg), doses=doses)
    if not total.unmeasured:
        return words
    return with_comma(words, _without_mg(total))


def _without_mg(total: Total) -> str:
    return ngettext("{n} dose has no mg", "{n} doses have no mg", total.unmeasured).format(n=total.unmeasured)


def limit_words(limit: Limit) -> str:
    """The limit: "4,000 mg, 4 doses, 4 h between doses"."""
    parts = []
    if limit.mg_in_24_hours:
        parts.append(mg_text(limit.mg_in_24_hours.value))
    if limit.doses_in_24_hours:
        count = limit.doses_in_24_hours.value
        # ngettext takes whole numbers alone, and an own limit may be 1.5.
        parts.append(ngettext("{n} dose", "{n} doses", 1 if count == 1 else 2).format(n=number_text(count)))
    if limit.gap_hours:
        parts.append(_("{gap} between doses").format(gap=hours_text(limit.gap_hours.value * HOUR)))
    return in_a_row(parts) or _("none in the app; the pack or the prescription has it")


def lately_words(line: Line, today: date) -> tuple[str, str, str]:
    """The total of 24 hours, when it was taken last, as short as is clear on a day, and the limit: never what is left of it."""
    last = _("last {time}").format(time=time_near(line.last.moment.local, today)) if line.last else ""
    # Where the mg of all are known, they say it all.
    is_measured = line.total.doses and not line.total.unmeasured and not line.total.on_skin
    return mg_text(line.total.mg) if is_measured else total_words(line.total), last, _mg_limit_words(line.limit)


def _mg_limit_words(limit: Limit) -> str:
    bound = limit.mg_in_24_hours
    if bound is None:
        return _("limit: see the pack")
    return (_("your limit: {limit}") if bound.is_own else _("limit on the label: {limit}")).format(limit=mg_text(bound.value))


def source_words(bound: Bound) -> str:
    """Where a figure comes from: "default from SOURCE" or "changed by you"."""
    return _(bound.source) if bound.is_own else _("default from {source}").format(source=_(bound.source))
