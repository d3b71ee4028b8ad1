"""Pictures a person brings for an exercise of their own: what may be shown of them, and what not."""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from itertools import accumulate
from xml.parsers.expat import ExpatError, ParserCreate

from tracker.errors import Refused
from tracker.language import _
from tracker.library.exercises import drawing_names

PNG_PREFIX = "data:image/png;base64,"
PNG_MARK = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 1_000_000
DEEPEST = 50
# What may be shown is listed, not what may not: of an element that nobody thought of nothing is known.
SHAPES = frozenset({"path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan"})
SHOWN_ELEMENTS = SHAPES | {"svg", "g", "defs", "title", "desc", "metadata", "linearGradient", "radialGradient", "stop"}
ELEMENT = r"<(/?)([A-Za-z_][\w:.-]*+)(?:\"[^\"]*+\"|'[^']*+'|[^\"'<>])*+>"  # possessive: never a second try
# What reads other files, declares entities, or takes hours to draw.
REACHES_OUT = r"(?i)<!|<\?(?!xml )|\bhref\b|@import|dasharray|url\(\s*(?!['\"]?#)"


def is_drawable_svg(text: str) -> bool:
    """Whether an SVG holds shapes and words alone: nothing that reads other files, repeats itself or declares entities."""
    if len(text.encode()) > MOST_BYTES:
        return False
    plain = _without_comments(text)
    found = list(re.finditer(ELEMENT, plain))
    names = [element[2] for element in found]
    # A < that begins none of the elements found may begin one to a more lenient reader, so it is a stranger too.
    has_strangers = len(found) != plain.count("<") - plain.count("<?") or not SHOWN_ELEMENTS.issuperset(names)
    if not names or names[0] != "svg" or has_strangers or re.search(REACHES_OUT, plain) or _depth(found) > DEEPEST:
        return False
    # Last: expat is given only what declares no entities, which it would expand.
    return _is_well_formed(plain)


def _is_well_formed(text: str) -> bool:
    try:
        ParserCreate().Parse(text.strip(), True)
    except ExpatError:
        return False
    return True


def _without_comments(text: str) -> str:
    # By hand and in one go: a pattern for comments may try again from every <!-- that is never closed.
    first, *parts = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in parts)


def _depth(elements: Iterable[re.Match[str]]) -> int:
    """How deep elements lie in one another."""
    steps = (-1 if element[1] else 0 if element[0].endswith("/>") else 1 for element in elements)
    return max(accumulate(steps), default=0)


def png_of(picture: str) -> bytes | None:
    """The bytes of a picture kept as a `data:image/png;base64,` address, if it is one and not too large."""
    # Base64 takes four thirds of the bytes: what is more than twice as long is not worth decoding.
    if not picture.startswith(PNG_PREFIX) or len(picture) > 2 * MOST_BYTES:
        return None
    try:
        content = b64decode(picture.removeprefix(PNG_PREFIX), validate=True)
    except (NotBase64, ValueError):
        return None
    return content if content.startswith(PNG_MARK) and len(content) <= MOST_BYTES else None


def is_showable(picture: str) -> bool:
    """Whether a picture of an exercise can be shown: a drawing of the app by name, an own SVG, an own PNG."""
    return picture in drawing_names() or png_of(picture) is not None or is_drawable_svg(picture)


def own_picture(content: bytes) -> str:
    """The picture of a file as an exercise keeps it; raises Refused where it is no PNG and no plain SVG, or over 1 MB."""
    if content.startswith(PNG_MARK) and len(content) <= MOST_BYTES:
        return PNG_PREFIX + b64encode(content).decode("ascii")
    # No more than can be shown is decoded, however large the file is; some editors begin it with a byte-order mark.
    text = content[: MOST_BYTES + 4].decode("utf-8", errors="replace").lstrip("\ufeff")
    if len(content) <= MOST_BYTES and is_drawable_svg(text):
        return text
    raise Refused(_("This picture cannot be shown, so nothing was changed. Choose a PNG picture, or a plain SVG drawing, of at most 1 MB."))
