from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.conftest import a_figure
from tracker.charts.drawing.letters import BODY
from tracker.charts.drawing.paragraph import paragraph
from tracker.charts.drawing.style import chart_style, width_of

FIGURE = a_figure()
SENTENCE = st.lists(st.text("abilmw,", min_size=1, max_size=12), min_size=1, max_size=30).map(" ".join)


@given(SENTENCE, st.floats(120, 600))
@settings(max_examples=20, deadline=None)
def test_every_word_stands_on_the_first_line_that_has_room_for_it(words, room):
    with chart_style():
        lines = paragraph(FIGURE, words, room, most=99).lines
        longer = [f"{line} {following.split(' ')[0]}" for line, following in pairwise(lines)]
        assert all(width_of(FIGURE, line, BODY) <= room for line in lines)
        assert all(width_of(FIGURE, line, BODY) > room for line in longer)
    assert " ".join(lines) == words


@pytest.mark.parametrize("most", [1, 2])
def test_what_does_not_fit_the_lines_ends_in_an_ellipsis(most):
    with chart_style():
        lines = paragraph(FIGURE, "one two three four five six seven eight nine ten", 100, most=most).lines
    assert len(lines) == most
    assert lines[-1].endswith("\N{HORIZONTAL ELLIPSIS}")


def test_nothing_takes_no_room():
    assert paragraph(FIGURE, "", 100).room == 0
