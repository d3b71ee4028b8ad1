"""What window and command line say of entries, in one wording."""

from datetime import timedelta
from typing import NamedTuple

from tracker.domain.entries import Activity, DayNote, Dose, EndedBy, Entry, Function, PainEntry, Session
from tracker.domain.sessions import counts_as_done
from tracker.domain.words import activity_name, points_words, quality_word, session_name
from tracker.formats.texts import in_a_row, number_text, time_text
from tracker.language import _, ngettext
from tracker.library.body import place_words

MINUTE = timedelta(minutes=1)
HOUR_MINUTES = 60


class EntryWords(NamedTuple):
    """An entry as a line of a list: its time, what it is, and the rest."""

    time: str
    what: str
    text: str

    @property
    def sentence(self) -> str:
        """All of it in one line, for a screen reader."""
        return in_a_row(part for part in (self.time, self.what, self.text) if part)


def entry_words(entry: Entry, *, is_deleted: bool = False) -> EntryWords:
    """An entry as a line of a list; of a deleted one nothing runs."""
    clock = time_text(entry.moment.local)
    match entry:
        case PainEntry():
            first, *others = _pain_parts(entry) or [""]
            parts = [part for part in (first[:1].upper() + first[1:], *others) if part]
            return EntryWords(clock, _("Pain {value}").format(value=points_words(entry.pain)), _joined(parts, entry.note))
        case Session():
            return EntryWords(clock, session_name(entry.kind), _joined(_session_parts(entry, is_deleted=is_deleted), entry.note))
        case Activity():
            return EntryWords(clock, activity_name(entry.kind), _joined(_activity_parts(entry), entry.note))
        case DayNote():
            return EntryWords(clock, _("Day note"), _joined(_day_note_parts(entry), entry.note))
        case Dose():
            return EntryWords(clock, entry.name[:1].upper() + entry.name[1:], _joined(_dose_parts(entry), entry.note))
        case Function():
            return EntryWords(clock, _("Function"), _joined(_score_parts(entry), entry.note))
    raise TypeError(type(entry).__name__)


def minutes_words(minutes: float) -> str:
    """A length in minutes: "20 min", "5 h 30 min"."""
    hours, rest = divmod(round(minutes), HOUR_MINUTES)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def _joined(parts: list[str], note: str) -> str:
    return ". ".join(part for part in (in_a_row(parts), note) if part)


def _pain_parts(entry: PainEntry) -> list[str]:
    names = [(place_words(site.name), site.pain) for site in entry.sites]
    # The points of the entry stand before it already; where all places are as bad, none repeats them.
    is_alike = all(pain == entry.pain for _name, pain in names)
    sites = [name if is_alike else f"{name} {points_words(pain)}" for name, pain in names]
    ranges = [
        template.format(value=points_words(value))
        for template, value in ((_("worst {value}"), entry.worst), (_("least {value}"), entry.least), (_("average {value}"), entry.average))
        if value is not None
    ]
    worse = [_("worse with {things}").format(things=in_a_row(entry.worse_with))] if entry.worse_with else []
    eased = [_("eased by {things}").format(things=in_a_row(entry.eased_by))] if entry.eased_by else []
    woke = [_("woke me at night")] if entry.woke else []
    return [*sites, *map(quality_word, entry.words), *ranges, *worse, *eased, *woke]


def _length_words(session: Session) -> str:
    # Of 0 min nobody would know that there was a session, and 1 min would be more than there was.
    if session.length < MINUTE:
        return _("{seconds} s").format(seconds=round(session.length.total_seconds()))
    # Rounded up, a session that was stopped could read like half of its length.
    is_cut = session.ended_at is not None and not counts_as_done(session)
    return minutes_words(session.length // MINUTE if is_cut else session.length / MINUTE)


def _session_parts(entry: Session, *, is_deleted: bool) -> list[str]:
    parts = [_length_words(entry)]
    if entry.ended_at is None:
        parts.append(_("deleted while it ran") if is_deleted else _("running"))
    elif not counts_as_done(entry):
        parts.append(_("stopped before half its length"))
    if entry.ended_by is EndedBy.PRESUMED:
        parts.append(_("end presumed"))
    return [*parts, *_pain_around(entry)]


def _pain_around(entry: Session) -> list[str]:
    if entry.before is not None and entry.after is not None:
        return [_("pain {before} before, {after} after").format(before=points_words(entry.before), after=points_words(entry.after))]
    parts = [_("pain {value} before").format(value=points_words(entry.before))] if entry.before is not None else []
    return [*parts, *([_("pain {value} after").format(value=points_words(entry.after))] if entry.after is not None else [])]


def _activity_parts(entry: Activity) -> list[str]:
    parts = [minutes_words(entry.minutes)] if entry.minutes is not None else []
    if entry.count is not None:
        parts.append(number_text(entry.count, 0))
    if entry.effort is not None:
        parts.append(_("effort {value}").format(value=points_words(entry.effort)))
    return parts


def mg_words(mg: float) -> str:
    """An amount of a medicine: "1,000 mg"."""
    # Ten digits: all that is typed, and none of the tail that sums have in binary.
    return _("{mg} mg").format(mg=number_text(mg))


def _dose_parts(entry: Dose) -> list[str]:
    units = [_("{units} taken").format(units=points_words(entry.units))] if entry.units is not None else []
    known = [(amount.ingredient, mg_words(amount.mg)) for amount in entry.ingredients if amount.mg is not None]
    # A medicine called as its one ingredient is not named twice on its line.
    if len(known) == 1 and entry.name.casefold() in {name.casefold() for name in (known[0][0], _(known[0][0]))}:
        return [*units, known[0][1]]
    return [*units, *(_("{ingredient} {mg}").format(ingredient=_(ingredient), mg=mg) for ingredient, mg in known)]


def _score_parts(entry: Function) -> list[str]:
    scores = [_("{activity} {points}").format(activity=score.activity, points=points_words(score.points)) for score in entry.scores]
    return [*scores, _("average {average}").format(average=points_words(entry.mean))]


def _day_note_parts(entry: DayNote) -> list[str]:
    parts = [
        template.format(value=points_words(value))
        for template, value in ((_("mood {value}"), entry.mood), (_("sleep quality {value}"), entry.sleep_quality))
        if value is not None
    ]
    if entry.sleep_minutes is not None:
        parts.append(_("slept {length}").format(length=minutes_words(entry.sleep_minutes)))
    if entry.stiff_minutes is not None:
        parts.append(_("stiff in the morning for {length}").format(length=minutes_words(entry.stiff_minutes)))
    if entry.fluids is not None:
        count = round(entry.fluids)
        parts.append(ngettext("{count} glass", "{count} glasses", count).format(count=count))
    if entry.flare:
        parts.append(_("a flare"))
    return parts
