"""Pages of a PDF as pictures, for a preview and for printers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as rows of red, green and blue bytes, without padding; width and height in pixels."""

    width: int
    height: int
    rgb: bytes


def page_count(pdf: bytes, password: str | None = None) -> int:
    """How many pages there are; raises ValueError where this is no PDF that can be opened, by this password if it has one."""
    with _open_document(pdf, password) as document:
        return len(document)


def page_images(pdf: bytes, scale: float = 1.0) -> list[PageImage]:
    """Each page drawn at `scale` pixels a point (1/72 inch)."""
    with _open_document(pdf) as document:
        return [_page_drawn(document[number], scale) for number in range(len(document))]


def page_image(pdf: bytes, number: int, scale: float = 1.0) -> PageImage:
    """The page of a number, from 0, likewise: of a long report only those that are looked at need to be drawn."""
    with _open_document(pdf) as document:
        return _page_drawn(document[number], scale)


@contextmanager
def _open_document(pdf: bytes, password: str | None = None) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(pdf, password)
    except pypdfium2.PdfiumError as problem:
        raise ValueError("this is no PDF") from problem
    try:
        yield document
    finally:
        document.close()


def _page_drawn(page: pypdfium2.PdfPage, scale: float) -> PageImage:
    # Three bytes a pixel, red first, as `PageImage` has it: the default is blue first.
    bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR)
    image = PageImage(bitmap.width, bitmap.height, bytes(bitmap.buffer))
    # The memory is PDFium's and not Python's: it is given back at once.
    bitmap.close()
    page.close()
    return image
