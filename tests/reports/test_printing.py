import pytest

from tracker.reports.printing import printable


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\x07b", "a\N{REPLACEMENT CHARACTER}b"),
        ("\ufffe", "\N{REPLACEMENT CHARACTER}"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("\u202eabc", "\N{REPLACEMENT CHARACTER}abc"),
        ("two\n lines\u2028here", "two lines here"),
        ("two\n lines", "two lines"),
        ("15\N{NO-BREAK SPACE}min", "15\N{NO-BREAK SPACE}min"),
        ("x" * 24, "x" * 24),
        ("x" * 26, "xxxxxxxx\u200bxxxxxxxx\u200bxxxxxxxx\u200bxx"),
        ("é" * 26, "éééééééé\u200béééééééé\u200béééééééé\u200béé"),
        ("👩\u200d🦽", "👩\u200d🦽"),
        ("  plain words ", "plain words"),
        ("", ""),
    ],
)
def test_text_is_made_fit_to_print(text, printed):
    assert printable(text) == printed
