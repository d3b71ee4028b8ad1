"""Draws the body from behind and from the front, shaded by pain, to show where it hurts and how much."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Patch, Polygon, Rectangle

from tracker.charts.body.picture import BodyPicture, body_answer, count_wordings, nothing_logged, place_name, place_sentence
from tracker.charts.chart import WHOLE, Drawing, Point, View
from tracker.charts.drawing.letters import BODY, SMALL
from tracker.charts.drawing.paragraph import draw_paragraph, in_order, in_points, paragraph
from tracker.charts.drawing.sheet import EDGE, TOP, Heading, Room, Sheet, begin
from tracker.charts.drawing.style import chart_style, drawable, fitted, mixed, points, width_of
from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from tracker.domain.statistics.places import PlaceFigure
from tracker.domain.words import period_words, points_words
from tracker.formats.texts import number_text
from tracker.language import _, ngettext, pgettext
from tracker.library import body as shape
from tracker.library.body import HEIGHT, WIDTH, Region, body_map
from tracker.library.look import Palette

MARGIN, SKIN_SHARE = 10.0, 0.09  # as the body is painted in the window
VIEW_WIDTH = WIDTH - 2 * MARGIN
GAP, SIDE_WORDS_GAP, FIGURES_APART = 8.0, 4.0, 14.0
BOTH_WIDTH = 2 * VIEW_WIDTH + FIGURES_APART
# In points: over the figures, under them, under the list for the shades, and for the line that says how it is ordered.
HEADING_ROOM, SIDES_ROOM, SCALE_ROOM, ORDER_ROOM = 18.0, 18.0, 30.0, 16.0
# How much of a wide sheet the figures take across, of a high one down; the list beside keeps its least room before that.
FIGURE_SHARE, LOW_SHARE, LEAST_LIST = 0.58, 0.62, 132.0
# In points; a tall row has name and count under each other, `LINE_APART` from middle to middle.
ROW, TALL_ROW, LINE_APART, SWATCH, SWATCH_GAP, GUTTER = 24.0, 29.0, 12.0, 20.0, 8.0, 14.0
STEP, STEP_HEIGHT = 13.0, 9.0
# The number grows with the figure up to the largest, and stays inside its region: 0.85 of its width at most.
LARGEST_NUMBER, NUMBER_SHARE, INSIDE = 22.0, 5.0, 0.85
HATCH = "////"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the two figures stand in the axes, whose coordinates are points from their top left corner."""

    left: float
    scale: float

    def at(self, view: shape.View, x: float, y: float) -> tuple[float, float]:
        """A place of the map in the axes."""
        aside = VIEW_WIDTH + FIGURES_APART if view is shape.View.FRONT else 0
        return self.left + (aside + x - MARGIN) * self.scale, HEADING_ROOM + y * self.scale

    @property
    def right(self) -> float:
        """The right edge of the figures."""
        return self.left + BOTH_WIDTH * self.scale

    @property
    def feet(self) -> float:
        """The lower edge of the figures."""
        return HEADING_ROOM + HEIGHT * self.scale

    @property
    def bottom(self) -> float:
        """The lower edge of the words under them."""
        return self.feet + SIDES_ROOM


def draw_body(
    figure: Figure,
    picture: BodyPicture,
    palette: Palette,
    title: str = "",
    view: View = WHOLE,  # noqa: ARG001 - no zoom
    *,
    with_answer: bool = True,
) -> Drawing:
    """Draw both sides of the body with the median of each place, and every place with its days in a list beside or below."""
    with chart_style():
        heading, has_answer = Heading(title, period_words(picture.first, picture.last)), with_answer and bool(picture.n)
        # Measured before the axes are laid out: how many lines it takes decides how much room is left for them.
        answer = paragraph(figure, body_answer(picture) if has_answer else "", figure.bbox.width - points(figure, 2 * EDGE), weight="bold")
        header = answer.room + GAP if has_answer else 0.0
        sheet = begin(figure, palette, heading, Room(left=EDGE, right=EDGE, header=header, bottom=EDGE))
        draw_paragraph(figure, answer, EDGE, TOP + heading.room, palette.text)
        sheet.axes.spines["bottom"].set_visible(False)
        width, height = in_points(figure, sheet.width), in_points(figure, sheet.height)
        # A unit is a point and y runs down, as on the map of the body: the figures cannot be stretched.
        sheet.axes.set(xlim=(0, width), ylim=(height, 0))
        is_wide = width > height
        ground = _ground(width, height, is_wide=is_wide)
        _draw_words(sheet, ground)
        _draw_regions(sheet, ground, picture)
        corner = (ground.right + GUTTER, 0.0) if is_wide else (EDGE, ground.bottom + GUTTER)
        if not picture.n:
            words = paragraph(figure, nothing_logged(picture), points(figure, width - corner[0]))
            draw_paragraph(figure, words, EDGE + corner[0], TOP + heading.room + corner[1] + GUTTER, palette.muted)
            return Drawing(sheet.axes)
        points_beside = _draw_list(sheet, picture, corner, (width, height))
        return Drawing(sheet.axes, (*_points_on(sheet, ground, picture), *points_beside))


def _ground(width: float, height: float, *, is_wide: bool) -> Ground:
    """As large as the list leaves room for."""
    across = min(width * FIGURE_SHARE, max(width - LEAST_LIST, width / 3)) if is_wide else width
    down = (height if is_wide else height * LOW_SHARE) - HEADING_ROOM - SIDES_ROOM
    # Never 0 or less, however small the sheet: regions would have no area, or stand on their heads.
    scale = max(min(across / BOTH_WIDTH, down / HEIGHT), 0.1)
    return Ground((across - BOTH_WIDTH * scale) / 2, scale)


def _draw_words(sheet: Sheet, ground: Ground) -> None:
    """Over each figure which side of the body it is, and under it which of its halves is which, seen by whom it hurts."""
    # Seen from behind, your left is on the left; from the front it is on the right.
    left, right = _side_words(sheet, ground)
    sides = {shape.View.BACK: (pgettext("body", "Back"), left, right), shape.View.FRONT: (pgettext("body", "Front"), right, left)}
    for view, (heading, at_left, at_right) in sides.items():
        x, _y = ground.at(view, WIDTH / 2, 0)
        sheet.axes.text(x, 0, drawable(heading, "bold"), fontsize=BODY, fontweight="bold", ha="center", va="top", color=sheet.palette.text)
        for aside, words, side in ((-SIDE_WORDS_GAP, at_left, "right"), (SIDE_WORDS_GAP, at_right, "left")):
            sheet.axes.text(x + aside, ground.bottom, words, fontsize=BODY, ha=side, va="bottom", color=sheet.palette.muted)


def _side_words(sheet: Sheet, ground: Ground) -> tuple[str, str]:
    """The longest words for left and right that fit under half a figure; at the least their first letters."""
    room = points(sheet.figure, VIEW_WIDTH / 2 * ground.scale - SIDE_WORDS_GAP)
    for left, right in ((_("your left"), _("your right")), (pgettext("body", "left"), pgettext("body", "right"))):
        if max(width_of(sheet.figure, drawable(words), BODY) for words in (left, right)) <= room:
            return drawable(left), drawable(right)
    return drawable(pgettext("body", "L")), drawable(pgettext("body", "R"))


def _draw_regions(sheet: Sheet, ground: Ground, picture: BodyPicture) -> None:
    """Every region, those with a place over the others, so that their edges are whole."""
    places = {region.name: place for region, place in picture.on_map}
    for region in sorted(body_map().regions, key=lambda region: region.name in places):
        patch = Polygon([ground.at(region.view, x, y) for x, y in region.points], gid=region.name, joinstyle="round")
        _shade(sheet.palette, patch, places.get(region.name))
        sheet.axes.add_artist(patch)
        if region.name in places:
            _write_median(sheet, ground, region, places[region.name])


def _shade(palette: Palette, patch: Patch, place: PlaceFigure | None) -> None:
    """The shade of its median, hatched where there are too few entries, else like skin."""
    skin = mixed(palette.text, palette.surface, SKIN_SHARE)
    patch.set(facecolor=skin, edgecolor=palette.outline, linewidth=0.8)
    if place is None:
        return
    if place.median is None:
        patch.set(hatch=HATCH, facecolor=palette.surface, edgecolor=palette.muted)
        # Of the patch: the setting of matplotlib would change every hatch of the figure.
        patch.set_hatch_linewidth(0.7)
    else:
        patch.set(facecolor=palette.pain(place.median), edgecolor=palette.outline, linewidth=1)


def _write_median(sheet: Sheet, ground: Ground, region: Region, place: PlaceFigure) -> None:
    """The number in its region, unless it is wider than that."""
    if place.median is None:
        return
    size = min(LARGEST_NUMBER, max(SMALL, NUMBER_SHARE * ground.scale))
    words = points_words(place.median)
    across = [x for x, _y in region.points]
    if width_of(sheet.figure, words, size, "bold") > points(sheet.figure, INSIDE * (max(across) - min(across)) * ground.scale):
        return
    x, y = ground.at(region.view, *region.centre)
    color = sheet.palette.ink(place.median)
    sheet.axes.text(x, y, words, fontsize=size, fontweight="bold", ha="center", va="center_baseline", color=color)


def _draw_list(sheet: Sheet, picture: BodyPicture, corner: tuple[float, float], end: tuple[float, float]) -> tuple[Point, ...]:
    """A row for each place, as many as fit, the places that the map does not have among them; the scale of shades at its foot."""
    left, top = corner
    room = end[0] - left - SWATCH - SWATCH_GAP
    is_tall = any(_one_line(sheet, picture, place) > room for place in picture.places)
    row = TALL_ROW if is_tall else ROW
    # The order is only said where that costs no place its row.
    if len(picture.places) > 1 and (end[1] - SCALE_ROOM - top - ORDER_ROOM) / row >= len(picture.places):
        _write_order(sheet, left, top, end[0] - left)
        top += ORDER_ROOM
    fits = max(1, int((end[1] - SCALE_ROOM - top) / row))
    # The row of the last one is taken by how many more there are.
    places = picture.places if len(picture.places) <= fits else picture.places[: fits - 1]
    middles = [top + (number + 0.5) * row for number in range(len(places))]
    for place, middle in zip(places, middles, strict=True):
        _draw_swatch(sheet, place, left, middle)
        start = (left + SWATCH + SWATCH_GAP, middle)
        _draw_name(sheet, place_name(place), count_wordings(picture, place), start, room, is_tall=is_tall)
    _draw_rest(sheet, len(picture.places) - len(places), left, top + (len(places) + 0.5) * row)
    _draw_shades(sheet, left, end)
    # Places on the map can be pointed at there: only the others have their point in the list.
    beside = {place.site for place in picture.beside}
    return tuple(
        Point(sheet.axes, left + SWATCH / 2, middle, place_sentence(place))
        for place, middle in zip(places, middles, strict=True)
        if place.site in beside
    )


def _write_order(sheet: Sheet, left: float, top: float, room: float) -> None:
    words = fitted(sheet.figure, _("The most days first."), SMALL, points(sheet.figure, room))
    sheet.axes.text(left, top, words, fontsize=SMALL, va="top", color=sheet.palette.muted)


def _one_line(sheet: Sheet, picture: BodyPicture, place: PlaceFigure) -> float:
    """The width in points of name and count beside each other."""
    widths = width_of(sheet.figure, drawable(in_order(place_name(place))), BODY) + width_of(
        sheet.figure, drawable(count_wordings(picture, place)[0]), SMALL
    )
    return in_points(sheet.figure, widths) + SWATCH_GAP


def _draw_swatch(sheet: Sheet, place: PlaceFigure, left: float, middle: float) -> None:
    swatch = FancyBboxPatch((left + 2, middle - SWATCH / 2 + 2), SWATCH - 4, SWATCH - 4, boxstyle="round,pad=2,rounding_size=3", gid="swatch")
    _shade(sheet.palette, swatch, place)
    sheet.axes.add_artist(swatch)
    if place.median is not None:
        color = sheet.palette.ink(place.median)
        words = points_words(place.median)
        sheet.axes.text(left + SWATCH / 2, middle, words, fontsize=SMALL, fontweight="bold", ha="center", va="center_baseline", color=color)


def _draw_name(sheet: Sheet, words: str, counts: Sequence[str], start: tuple[float, float], room: float, *, is_tall: bool) -> None:
    """A name with its count behind it, or under it in tall rows."""
    x, y = start
    raised = LINE_APART / 2 if is_tall else 0
    name = fitted(sheet.figure, in_order(words), BODY, points(sheet.figure, room))
    sheet.axes.text(x, y - raised, name, fontsize=BODY, va="center_baseline", color=sheet.palette.text)
    aside = 0 if is_tall else in_points(sheet.figure, width_of(sheet.figure, name, BODY)) + SWATCH_GAP
    left = points(sheet.figure, room - aside)
    fits = next((count for count in counts if width_of(sheet.figure, drawable(count), SMALL) <= left), counts[-1])
    count = fitted(sheet.figure, fits, SMALL, left)
    sheet.axes.text(x + aside, y + raised, count, fontsize=SMALL, va="center_baseline", color=sheet.palette.muted)


def _draw_rest(sheet: Sheet, rest: int, left: float, middle: float) -> None:
    if rest:
        words = ngettext("and {n} more", "and {n} more", rest).format(n=number_text(rest))
        sheet.axes.text(left, middle, drawable(words), fontsize=SMALL, va="center", color=sheet.palette.muted)


def _draw_shades(sheet: Sheet, left: float, end: tuple[float, float]) -> None:
    """The shades from 0 to 10, small."""
    steps = range(LEAST_PAIN, MOST_PAIN + 1)
    step = min(STEP, (end[0] - left) / len(steps))
    top = end[1] - STEP_HEIGHT - 2
    for number in steps:
        patch = Rectangle((left + number * step, top), step, STEP_HEIGHT, gid="shade")
        patch.set(facecolor=sheet.palette.pain(number), edgecolor=sheet.palette.outline, linewidth=0.6)
        sheet.axes.add_artist(patch)
    for number in (LEAST_PAIN, (LEAST_PAIN + MOST_PAIN) // 2, MOST_PAIN):
        text = sheet.axes.text(left + (number + 0.5) * step, top - 2, f"{number}", fontsize=SMALL, ha="center", va="bottom")
        text.set(color=sheet.palette.muted, gid="scale")


def _points_on(sheet: Sheet, ground: Ground, picture: BodyPicture) -> tuple[Point, ...]:
    return tuple(Point(sheet.axes, *ground.at(region.view, *region.centre), place_sentence(place)) for region, place in picture.on_map)
