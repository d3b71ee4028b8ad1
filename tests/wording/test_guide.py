"""Every chapter and grade of the guide has its words."""

from tracker.domain.guide import Chapter, Grade
from tracker.wording.guide import chapter_title, grade_words


def test_every_chapter_and_grade_has_words_of_its_own():
    assert len({chapter_title(chapter) for chapter in Chapter}) == len(Chapter)
    assert len({grade_words(grade) for grade in Grade}) == len(Grade)
