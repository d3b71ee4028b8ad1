"""What would be misheard on the accessibility bus, and in which order Tab goes on."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tests.end_to_end.accessibility_bus import FIELDS, Event, Node, called

FILLERS = {"filler", "unknown", "layered pane", "scroll pane", "viewport"}
BUTTONS = {"push button", "toggle button", "check box", "radio button", "page tab", "menu item", "list item"}
NAMED = BUTTONS | FIELDS | {"combo box", "list", "chart", "progress bar", "dialog", "frame"}
MARKUP = re.compile(r"</?[a-z]+[^>]*>|&[a-z]+;")
GROUP = "panel"
SLACK = 8  # px
BODY = "Body map"  # of a body there is no first and last


def misheard(nodes: Iterable[Node]) -> list[str]:
    """A line for each thing without a name, with another than its label, of a wrong kind, with markup, or read in another order than seen."""
    faults: list[str] = []
    for node in nodes:
        takes_focus = "focusable" in node.states
        if (node.role in NAMED or takes_focus) and not called(node).strip() and not is_a_part(node):
            faults.append(f"no name: {described(node)}")
        if node.role in BUTTONS | FIELDS and node.labels and not node.labels[0].startswith(node.name):
            faults.append(f"a name that differs from its label: {described(node)}, {node.labels[0]!r}")
        if node.role in FILLERS and takes_focus:
            faults.append(f"a filler with the focus: {described(node)}")
        if MARKUP.search(node.name + node.description):
            faults.append(f"markup: {described(node)}")
        if node.role == GROUP and is_named_again(node):
            faults.append(f"a group in a group of its name, heard twice: {described(node)}")
        faults += [f"read after what stands behind it: {described(later)}" for later in out_of_order(node.children)]
    return faults


def unannounced(renamed: Iterable[Node], told: Sequence[Event], in_hand: Node | None = None) -> list[str]:
    """A line for each thing that is called something else after a deed, without words that are said.

    That something is named anew a screen reader hears, and says it of what has the focus alone, which is what was acted on.
    """
    if any(event.kind == "announcement" and event.words.strip() for event in told):
        return []
    return [f"a live change unannounced: {described(node)}" for node in renamed if in_hand is None or node.reference != in_hand.reference]


def tells_as_radio(pressed: Node, group: Iterable[Node], told: Sequence[Event]) -> list[str]:
    """A line where one check box was unchecked because another one was checked: a choice of one is heard as radio buttons."""
    unchecked = {event.source for event in told if event.kind == "checked" and not event.value}
    return [f"a check box that is a radio: {described(node)}" for node in group if node is not pressed and node.reference in unchecked]


def is_a_part(node: Node) -> bool:
    """Whether it is a part Qt makes of a field: the arrow of a list, the line within a number box."""
    holder = node.parent
    return holder is not None and holder.role in {"combo box", "spin button"}


def is_named_again(node: Node) -> bool:
    """Whether what it is in has its name already."""
    holder = next((holder for holder in node.holders() if holder.role == GROUP and holder.name), None)
    return holder is not None and holder.name == node.name


def out_of_order(siblings: Sequence[Node]) -> list[Node]:
    """What is read later than something that stands beneath it, or right of it in the same row."""
    if siblings and siblings[0].parent is not None and siblings[0].parent.name == BODY:
        return []
    seen = [node for node in siblings if node.box[2] > 0 and node.box[3] > 0 and has_words(node)]
    return [later for former, later in pairwise(seen) if stands_before(later.box, former.box)]


def has_words(node: Node) -> bool:
    """Whether there is anything in it to be read."""
    return any(part.name for part in node.walk())


def stands_before(box: Sequence[int], other: Sequence[int]) -> bool:
    """Whether the eye comes to a box first: it ends above the other in the same column, or left of it in the same row."""
    left, top, width, height = box
    other_left, other_top, other_width, other_height = other
    is_in_its_column = left < other_left + other_width - SLACK and other_left < left + width - SLACK
    is_in_its_row = abs(top - other_top) < min(height, other_height) / 2
    return (is_in_its_column and top + height <= other_top + SLACK) or (is_in_its_row and left + width <= other_left + SLACK)


def described(node: Node) -> str:
    """What it is, its name, and in what it stands."""
    holder = next((holder.name for holder in node.holders() if holder.name), "")
    return f"{node.role} {called(node)!r} in {holder!r}"
