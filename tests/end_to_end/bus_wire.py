"""How questions are written on the wire of a bus, and sets of states and roles in them."""

import struct
from collections.abc import Iterable

from jeepney import DBusAddress, new_method_call

ANY = DBusAddress("/", "any.any", "any.any")
Reference = tuple[str, str]  # the name of a process on the bus, and the path of what is meant


def bits(numbers: Iterable[int], words: int) -> list[int]:
    """Numbers as the bits of so many signed words of 32 bits, which is how the protocol writes a set."""
    whole = sum(1 << number for number in numbers)
    return [struct.unpack("<i", struct.pack("<I", whole >> 32 * word & 0xFFFFFFFF))[0] for word in range(words)]


def body_bytes(signature: str, values: tuple[object, ...]) -> bytes:
    """What is asked with, as the wire has it."""
    if not signature:
        return b""
    written = new_method_call(ANY, "Any", signature, values).serialise(serial=1)
    return written[len(written) - int.from_bytes(written[4:8], "little") :]


def call(serial: int, reference: Reference, interface: str, method: str, signature: str, values: bytes) -> bytes:
    """A question as the wire has it: jeepney takes ten times as long, and there are tens of thousands."""
    fields = b""
    for code, kind, value in ((1, "o", reference[1]), (2, "s", interface), (3, "s", method), (6, "s", reference[0])):
        fields += b"\0" * (-len(fields) % 8) + bytes((code, 1, ord(kind), 0)) + struct.pack("<I", len(value)) + value.encode() + b"\0"
    if signature:
        fields += b"\0" * (-len(fields) % 8) + bytes((8, 1, ord("g"), 0, len(signature))) + signature.encode() + b"\0"
    header = struct.pack("<cBBBIII", b"l", 1, 0, 1, len(values), serial, len(fields)) + fields
    return header + b"\0" * (-len(header) % 8) + values
