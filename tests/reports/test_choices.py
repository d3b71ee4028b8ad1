from tracker.reports.choices import ReportChoices


def test_by_default_it_is_the_first_page_on_a4_with_nothing_left_out():
    choices = ReportChoices()
    assert (choices.parts, choices.paper, choices.leave_out) == (frozenset(), "a4", frozenset())
    assert choices.has_notes
    assert choices.has_medicines
