"""A PDF under a password, by its own encryption (AES-256, revision 6), which any reader of PDF 2.0 opens."""

import io
import unicodedata

from tracker.domain.passwords import as_bytes, composed, refuse_weak, unusual_letters
from tracker.extra_libraries import refuse_missing

NEEDED = ("pypdf", "cryptography")
LONGEST = 127  # bytes


def refuse_sealing(password: str | None = None) -> None:
    """Raise DiaryUnavailable where what it needs is not installed, Refused for a password too easy to guess or that not every reader takes."""
    refuse_missing(NEEDED)
    if password is None:
        return
    refuse_weak(password)
    # A PDF takes a password with its letters made plainer (SASLprep) and cut at 127 bytes: some readers do so with what is typed, some do not.
    if unicodedata.normalize("NFKC", password) != composed(password) or not password.isprintable() or len(as_bytes(password)) > LONGEST:
        raise unusual_letters()


def sealed_pdf(pdf: bytes, password: str) -> bytes:
    """The same pages under the password; raises as `refuse_sealing`."""
    refuse_sealing(password)
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.pdf_header = "%PDF-2.0"  # the first that has this encryption
    # Nothing is forbidden to whoever has opened it: such a ban holds only in readers that care.
    writer.encrypt(composed(password), algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
