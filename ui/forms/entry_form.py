"""What the forms of entries share: each adds an entry of its kind and changes one, with the same fields, words and order."""

from datetime import datetime
from typing import ClassVar, Generic, NamedTuple, TypeVar

from tracker.domain.entries import Entry
from tracker.domain.times import Moment, Read, local_moment
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from tracker.services.journal import Journal
from ui.desk import Desk
from ui.forms.draft_names import draft_name
from ui.forms.form import InPlaceForm, with_moved_time_remark
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.when_choice import WhenChoice

E = TypeVar("E", bound=Entry)


class FormWords(NamedTuple):
    """How a form is headed where it adds an entry and where it changes one, and what its button says where it adds."""

    add: str
    change: str
    save: str


class EntryForm(InPlaceForm, Generic[E]):
    """Shows no entry, or the one to be changed, and reads an entry from its fields. What nobody touched stays as it was, to the last digit."""

    form_name: ClassVar[str]  # the name by which a half-filled new entry is kept
    when: WhenChoice
    note: NoteField

    def __init__(self, desk: Desk, drafts: FormDrafts, journal: Journal, cancel_words: str = "") -> None:
        # Before the base class is made, which takes them; fields of the subclass do not exist yet.
        words = self._words = self.words()
        super().__init__(desk, drafts, self.form_name, words.add, words.save, cancel_words)
        self._journal = journal
        self.before: E | None = None
        self._at: datetime | None = None

    def words(self) -> FormWords:
        """What the form says of itself."""
        raise NotImplementedError

    def open(self, at: datetime | None = None) -> None:
        """Show empty fields, or what was kept of them; the time that stands ready is a wall-clock time, by default now."""
        self._at = at
        self._begin(None, self.form_name, self._words.add, self._words.save)

    def change(self, entry: E) -> None:
        """Show an entry to be changed, with what was typed about it before and never saved."""
        self._begin(entry, draft_name(entry), self._words.change, _("Save changes"))

    def fill(self) -> None:
        """Show the entry to be changed, or nothing."""
        self.offer()
        if self.before is None:
            self.show_nothing()
        else:
            self.show_entry(self.before)
        self.show_time(self.usual_time())

    def offer(self) -> None:
        """Offer what may be chosen from."""

    def propose(self, kind: str) -> None:
        """Choose a kind in the empty form, and go on to what is asked next; where there are no kinds, nothing."""

    def show_nothing(self) -> None:
        """Show the fields of a new entry but its time."""
        raise NotImplementedError

    def show_entry(self, entry: E) -> None:
        """Show an entry in the fields but its time."""
        raise NotImplementedError

    def entry(self) -> E:
        """The entry the fields hold: a new one, or the one before with what was changed. Raises Refused where there are issues."""
        raise NotImplementedError

    def record(self) -> Change:
        """Save the entry."""
        journal, entry = self._journal, self.entry()
        done = journal.add(entry) if self.before is None else journal.change(entry)
        return with_moved_time_remark(done, self._read_time())

    def usual_time(self) -> datetime | None:
        """The wall-clock time that stands ready: that of the entry to be changed, or of a new one; None for now."""
        return self._at if self.before is None else minute_of(self.before.moment)

    def chosen_time(self) -> datetime | None:
        """The wall-clock time chosen; None for now."""
        return self.when.chosen_time()

    def show_time(self, local: datetime | None) -> None:
        """Show a wall-clock time, or now."""
        self.when.fields.offer_yesterday(self.now_local)
        if local is None:
            self.when.show_now(self.now_local())
        else:
            self.when.show_time(local)

    def moment(self) -> Moment:
        """The moment chosen; the very one of the entry before where its time stands unchanged."""
        return self._read_time().moment

    def note_text(self) -> str:
        """The note, as it was where nobody changed it, else without blanks around it."""
        text = self.note.text()
        return text if self.before is not None and text == self.before.note else text.strip()

    def _begin(self, before: E | None, kept_by: str, heading: str, save_words: str) -> None:
        # First: what still waits to be kept belongs to the entry that was open, and its fields still hold it.
        self._keeper.go_to(kept_by)
        self.before = before
        self.setAccessibleName(heading)
        self.heading.setText(heading)
        self.save_button.setText(save_words)
        super().open()

    def _read_time(self) -> Read:
        chosen = self.chosen_time()
        # Fields show whole minutes. An entry whose time nobody changed keeps its seconds and the zone it was made in.
        if self.before is not None and chosen == minute_of(self.before.moment):
            return Read(self.before.moment)
        return Read(self.desk.now()) if chosen is None else local_moment(chosen, self.desk.clock.zone())


def minute_of(moment: Moment) -> datetime:
    """The wall-clock time of a moment as a form shows it."""
    return moment.local.replace(second=0, microsecond=0)
