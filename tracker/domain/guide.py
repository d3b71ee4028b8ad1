"""The guide: what is known of back spasms and of what people try, subject by subject, each paragraph with its sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from tracker.domain.medicines import plain_name
from tracker.domain.plan.protocol import Phase
from tracker.language import _

LEAST_WITHIN = 4  # letters
NEAR = 3  # subjects
REMEMBERED = 500  # texts: a search that is typed on looks through the same ones at every letter


class Grade(StrEnum):
    """What good sources make of a thing; it speaks of groups of people, never of this person."""

    A_LITTLE = "a little"
    UNCLEAR = "unclear"
    NO_BETTER = "no better"
    DISPUTED = "disputed"


class Chapter(StrEnum):
    """A part of the guide, in the order in which it is read."""

    WHAT = "what"
    MEASURES = "measures"
    EXERCISES = "exercises"
    WELL = "well"
    HELP = "help"
    QUESTIONS = "questions"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a paragraph comes from; it is shown by its title, which names the year, never by its key."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One paragraph in English, translated where it is shown, with the keys of its sources."""

    text: str
    sources: tuple[str, ...]
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class LogTarget:
    """Where a measure is written down: `form` is session, exercise, dose, activity, day_note or appointment.

    `kind` is the kind of session, the key of an exercise or the kind of activity; empty where the form needs none.
    """

    form: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One page of the guide.

    `phases` are those of the plan in which a measure has its place; `not_followed` is what the guides say and the app does not follow.
    """

    key: str
    title: str
    chapter: Chapter
    what: tuple[Statement, ...]
    when: Statement | None = None
    phases: tuple[Phase, ...] = ()
    guides: tuple[Statement, ...] = ()
    evidence: tuple[Statement, ...] = ()
    ask_first: tuple[Statement, ...] = ()
    stop: tuple[Statement, ...] = ()
    log: tuple[LogTarget, ...] = ()
    related: tuple[str, ...] = ()
    grade: Grade | None = None
    not_followed: tuple[Statement, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All paragraphs, in the order in which they are read."""
        when = () if self.when is None else (self.when,)
        return (*self.what, *when, *self.guides, *self.evidence, *self.ask_first, *self.stop, *self.not_followed)

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of all sources, each once, in the order in which they are met."""
        return tuple(dict.fromkeys(key for statement in self.statements for key in statement.sources))

    @property
    def text(self) -> str:
        """All paragraphs in the chosen language, an empty line between them."""
        return "\n\n".join(_(statement.text) for statement in self.statements)

    def matches(self, query: str) -> bool:
        """Whether every word of a query stands in title or text, case and accents aside; a query without words matches."""
        return self._distance(query) is not None

    def _distance(self, query: str) -> int | None:
        # How far from the title's beginning of a word the worst placed word of the query is found; None where one is not found.
        found = [_place(word, _plain(_(self.title)), _plain(self.text)) for word in plain_name(query).split()]
        return None if None in found else max((place for place in found if place is not None), default=0)


@dataclass(frozen=True, slots=True)
class Guide:
    """All subjects, chapter by chapter, and all sources."""

    subjects: tuple[Subject, ...]
    sources: tuple[Source, ...]

    def subject(self, key: str) -> Subject | None:
        """The subject of a key, if there is one."""
        return next((subject for subject in self.subjects if subject.key == key), None)

    def source(self, key: str) -> Source | None:
        """The source of a key, if there is one."""
        return next((source for source in self.sources if source.key == key), None)

    def sources_of(self, subject: Subject) -> tuple[Source, ...]:
        """The sources of a subject, in the order in which they are met."""
        found = {source.key: source for source in self.sources}
        return tuple(found[key] for key in subject.sources)

    def titled(self, title: str) -> Subject | None:
        """The subject of a title in the chosen language or in English, case and accents aside, if there is one."""
        wanted = plain_name(title)
        return next((subject for subject in self.subjects if wanted in {_plain(subject.title), _plain(_(subject.title))}), None)

    def near(self, name: str) -> tuple[Subject, ...]:
        """Up to three subjects that may be meant by a name: alike in key or title, else those that tell of it."""
        wanted = plain_name(name)
        names = {_plain(words): subject for subject in self.subjects for words in (subject.key, subject.title, _(subject.title))}
        alike = [names[found] for found in get_close_matches(wanted, names, n=NEAR)]
        return tuple(dict.fromkeys((*alike, *(self.search(name) if wanted else ()))))[:NEAR]

    def in_chapter(self, chapter: Chapter) -> tuple[Subject, ...]:
        """The subjects of one chapter, in the order in which they are read."""
        return tuple(subject for subject in self.subjects if subject.chapter is chapter)

    def logged_by(self, form: str, kind: str) -> Subject | None:
        """The first subject that is written down by such a form and kind."""
        return next((subject for subject in self.subjects if LogTarget(form, kind) in subject.log), None)

    def search(self, query: str) -> tuple[Subject, ...]:
        """The subjects that match a query: those with every word in the title first, and the beginning of a word before its middle."""
        return tuple(subject for _distance, subject in sorted(self._found(query), key=lambda found: found[0]))

    def _found(self, query: str) -> Iterator[tuple[int, Subject]]:
        for subject in self.subjects:
            distance = subject._distance(query)  # noqa: SLF001 - same module
            if distance is not None:
                yield distance, subject


def _place(word: str, title: str, text: str) -> int | None:
    # The middle of a word counts, too: another language may write "warm bath" as one. Not for a short one: "ice" stands in "advice".
    is_long = len(word) >= LEAST_WITHIN
    places = (f" {word}" in f" {title}", is_long and word in title, f" {word}" in f" {text}", is_long and word in text)
    return next((place for place, is_there in enumerate(places) if is_there), None)


@lru_cache(maxsize=REMEMBERED)
def _plain(text: str) -> str:
    return plain_name(text)
