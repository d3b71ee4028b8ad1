"""The words for the guide's chapters and grades: one wording for window and command line."""

from tracker.domain.guide import Chapter, Grade
from tracker.language import N_, _

_CHAPTERS = {
    Chapter.WHAT: N_("What a spasm is"),
    Chapter.MEASURES: N_("What people try"),
    Chapter.EXERCISES: N_("Exercises"),
    Chapter.WELL: N_("Keeping well"),
    Chapter.HELP: N_("Who can help"),
    Chapter.QUESTIONS: N_("Questions"),
    Chapter.WRONG: N_("What the guides get wrong"),
}
_GRADES = {
    Grade.A_LITTLE: N_("helps a little"),
    Grade.UNCLEAR: N_("unclear"),
    Grade.NO_BETTER: N_("no better"),
    Grade.DISPUTED: N_("disputed: good sources disagree"),
}


def chapter_title(chapter: Chapter) -> str:
    """The title of a chapter."""
    return _(_CHAPTERS[chapter])


def grade_words(grade: Grade) -> str:
    """What a grade says, within a sentence."""
    return _(_GRADES[grade])
