"""What may be shown of a picture that somebody brings."""

from base64 import b64encode

import pytest

from tracker.errors import Refused
from tracker.library.own_pictures import MOST_BYTES, PNG_MARK, PNG_PREFIX, is_drawable_svg, is_showable, own_picture, png_of

PLAIN = '<?xml version="1.0"?><!-- mine --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g><path d="M0 0L9 9" stroke="black"/></g></svg>'


def svg(inside):
    return f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'


def test_shapes_and_words_are_shown():
    assert is_drawable_svg(PLAIN)
    assert is_drawable_svg(svg('<circle r="4" fill="url(#a)"/><text>Left &lt; right</text>'))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a drawing",
        svg('<image href="file:///etc/passwd"/>'),
        svg('<g xlink:href="http://example.org/x"/>'),
        svg("<script>x</script>"),
        svg('<use id="a"/>'),
        svg("<foreignObject/>"),
        svg('<x:image xmlns:x="http://www.w3.org/2000/svg"/>'),
        svg('<path fill="url(http://example.org/x)"/>'),
        svg('<path stroke-dasharray="0.0001"/>'),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(""),
        svg("<g>" * 60 + "</g>" * 60),
        svg("<g>"),
        svg("<g a=1/>"),
        "<html><svg/></html>",
        svg("x" * MOST_BYTES),
    ],
)
def test_what_reads_other_files_repeats_itself_or_is_no_drawing_is_not_shown(text):
    assert not is_drawable_svg(text)


@pytest.mark.parametrize("text", ["<svg" + "a" * 900_000, "<svg " * 180_000, "<!--" * 200_000, "-->" * 100_000 + "<!--" * 100_000])
def test_a_broken_one_is_turned_down_at_once(text):
    assert not is_drawable_svg(text)


def test_a_file_is_kept_as_text_or_as_an_address_and_comes_back():
    assert own_picture(PLAIN.encode()) == PLAIN
    content = PNG_MARK + b"rest"
    assert png_of(own_picture(content)) == content
    assert is_showable(own_picture(content))
    assert is_showable("cat-cow-cat")


@pytest.mark.parametrize("content", [b"", b"\xff\xd8jpeg", b"<svg><script/></svg>", PNG_MARK + bytes(MOST_BYTES)])
def test_another_file_is_refused_in_a_sentence(content):
    with pytest.raises(Refused, match="nothing was changed"):
        own_picture(content)


@pytest.mark.parametrize(
    "picture",
    [
        "../../etc/passwd",
        PNG_PREFIX + "!!",
        PNG_PREFIX + b64encode(b"GIF89a").decode(),
        PNG_PREFIX + b64encode(PNG_MARK + bytes(MOST_BYTES)).decode(),
        "data:image/gif;base64,AA",
    ],
)
def test_what_only_looks_like_a_picture_or_is_too_large_is_none(picture):
    assert png_of(picture) is None
    assert not is_showable(picture)
