"""Pages of a PDF as pictures, for a preview and for printers."""

from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as rows of red, green and blue bytes, without padding; width and height in pixels."""

    width: int
    height: int
    rgb: bytes


def page_images(pdf: bytes, scale: float = 1.0) -> list[PageImage]:
    """Each page drawn at `scale` pixels a point (1/72 inch)."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_drawn(document[number], scale) for number in range(len(document))]
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage, scale: float) -> PageImage:
    bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGR)
    image = PageImage(bitmap.width, bitmap.height, bytes(bitmap.buffer))
    bitmap.close()
    page.close()
    return image
