"""The episode as the words and shares its picture is drawn from."""

from datetime import datetime, timedelta

from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.protocol import EPISODE_PHASES, Phase
from tracker.domain.plan.words import phase_name
from tracker.domain.status import Status
from tracker.domain.times import Moment
from tracker.domain.words import day_seen_from, weekday_near
from tracker.language import _, ngettext
from tracker.wording.phases import phase_words
from ui.pages.plan.episode_band import BandSpan, EpisodeBandText

LEAST_SHARE = 0.2
TO_COME = timedelta(days=4)


def band_text(status: Status, spans: list[PhaseSpan]) -> EpisodeBandText:
    """The phases since the ice began last, and those to come until it is over; then those of the last episode and keeping well since."""
    zone, now = status.at.zone, status.at.at
    blocks = [*_past_blocks(spans, status), *_coming_blocks(status)]
    ends = [end if end is not None else max(now, start) + TO_COME for _phase, start, end in blocks]
    lengths = [(end - start) / timedelta(hours=1) for (_phase, start, _end), end in zip(blocks, ends, strict=True)]
    shares = _shares(lengths)
    band = tuple(
        BandSpan(phase, phase_name(phase), _caption(phase, start, status, zone), share, start <= now and (end is None or now < end))
        for (phase, start, end), share in zip(blocks, shares, strict=True)
    )
    scale = _Scale([(start, end) for (_phase, start, _end), end in zip(blocks, ends, strict=True)], shares)
    return EpisodeBandText(band, scale.place(now), _("now"), phase_words(status).sentence)


class _Scale:
    """Where an instant lies on the line, from 0 to 1."""

    def __init__(self, blocks: list[tuple[datetime, datetime]], shares: list[float]) -> None:
        self._blocks = blocks
        self._shares = shares

    def place(self, at: datetime) -> float:
        left = 0.0
        for (start, end), share in zip(self._blocks, self._shares, strict=True):
            if at < end:
                return left + share * max(0.0, (at - start) / (end - start))
            left += share
        return 1.0


def _past_blocks(spans: list[PhaseSpan], status: Status) -> list[tuple[Phase, datetime, datetime | None]]:
    if status.state.phase is Phase.WELL and status.state.since is not None:
        return [*((span.phase, span.start, span.end) for span in spans), (Phase.WELL, status.state.since, None)]
    since = status.state.anchor
    recent = [span for span in spans if since is None or span.start >= since]
    switch = status.state.next_at
    return [(span.phase, span.start, span.end or (switch if span.phase is Phase.ICE else None)) for span in recent]


def _coming_blocks(status: Status) -> list[tuple[Phase, datetime, datetime | None]]:
    state = status.state
    if state.phase is Phase.WELL:
        return []
    start = state.next_at or status.at.at + TO_COME
    # Keeping well begins when the person says that it is over: it stands in a line of its own.
    later = EPISODE_PHASES[EPISODE_PHASES.index(state.phase) + 1 :]
    return [(phase, start + TO_COME * number, start + TO_COME * (number + 1)) for number, phase in enumerate(later)]


def _shares(lengths: list[float]) -> list[float]:
    total = sum(lengths)
    least = min(LEAST_SHARE, 1 / len(lengths))
    wide = [max(least, length / total) for length in lengths]
    return [share / sum(wide) for share in wide]


def _caption(phase: Phase, start: datetime, status: Status, zone: str) -> str:
    if status.state.phase is Phase.WELL:
        return _("from {when}").format(when=day_seen_from(Moment.of(start, zone).day, status.at.day))
    if phase is Phase.ICE:
        return ngettext("{n} hour", "{n} hours", status.state.hours).format(n=status.state.hours)
    if phase is Phase.STRETCH and status.state.phase is not Phase.STRETCH:
        return _("when the pain has eased")
    if phase is status.state.phase is Phase.STRETCH:
        return _("from {when}; it ends when you say so").format(when=day_seen_from(Moment.of(start, zone).day, status.at.day))
    return _("from {when}").format(when=weekday_near(Moment.of(start, zone).local, status.at.day))
