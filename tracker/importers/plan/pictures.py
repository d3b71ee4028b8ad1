"""Pictures inside a plan's file: SVG text and PNG in base64, taken only where they are whole, small and harmless."""

import struct
import zlib
from collections.abc import Iterator
from xml.parsers import expat  # is_drawable_svg has refused declarations before, so that nothing is expanded

from tracker.formats.texts import number_text
from tracker.language import _
from tracker.library.own_pictures import PNG_PREFIX, is_drawable_svg, png_of

# Characters of SVG or base64, and pixels a side.
LARGEST_PICTURE = 400_000
MOST_PIXELS = 2_000
# Bytes, as the PNG standard has them: the signature, the data of IHDR, a checksum.
SIGNATURE_LENGTH, HEAD_LENGTH, CHECK_LENGTH = 8, 13, 4


class Unfit(ValueError):  # noqa: N818 - named for what the picture is
    """A picture that is not taken; the text completes "has to be ..."."""

    def __str__(self) -> str:
        words = _(
            "plain SVG without scripts, links and styles, or PNG in base64 of at most {pixels} by {pixels} pixels, whole, in at most {size} letters"
        )
        return words.format(pixels=number_text(MOST_PIXELS), size=number_text(LARGEST_PICTURE))


def picture_of(text: str) -> str:
    """The picture as the plan keeps it: SVG text, or a `data:image/png;base64,` address; raises Unfit."""
    if len(text) > LARGEST_PICTURE:
        raise Unfit
    plain = text.strip()
    if plain.startswith("<"):
        _refuse_unfit_svg(plain)
        return plain
    picture = PNG_PREFIX + "".join(plain.removeprefix(PNG_PREFIX).split())
    content = png_of(picture)
    if content is None or not _is_whole(content):
        raise Unfit
    return picture


def _is_whole(content: bytes) -> bool:
    # Only its frame is looked at: the size is in the head, so that a picture of billions of pixels is refused before it is unpacked.
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND" or len(chunks[0][1]) != HEAD_LENGTH:
        return False
    return any(kind == b"IDAT" for kind, _data in chunks) and all(1 <= size <= MOST_PIXELS for size in struct.unpack(">II", chunks[0][1][:8]))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG, up to the first that is cut short or does not match its checksum."""
    at = SIGNATURE_LENGTH
    while at < len(content):
        # Padded with zeros: a file cut short in a chunk's head is then one whose checksum does not match.
        length, kind = struct.unpack(">I4s", content[at : at + 8].ljust(8, b"\0"))
        data, check = content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if len(check) != CHECK_LENGTH or struct.unpack(">I", check)[0] != zlib.crc32(kind + data):
            return
        yield kind, data
        at += 12 + length


def _refuse_unfit_svg(text: str) -> None:
    if not is_drawable_svg(text):
        raise Unfit
    # Expat itself and not a tree: nothing is kept.
    parser = expat.ParserCreate()
    parser.StartElementHandler = _refuse_scripts
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as problem:
        raise Unfit from problem


def _refuse_scripts(_name: str, attributes: dict[str, str]) -> None:
    if any(key.lower().startswith("on") or "script:" in value.lower() for key, value in attributes.items()):
        raise Unfit
