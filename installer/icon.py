"""The program's icon: the sign of what is met, on the green of the scale."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

_SIZES = (16, 24, 32, 48, 64, 256)
_GROUND, _SIGN = "#1F5C4D", "#FFFFFF"
_TICK = ((0.24, 0.54), (0.43, 0.72), (0.78, 0.30))


def draw(file: Path) -> None:
    """In all the sizes that Windows asks for."""
    _tick().save(file, sizes=[(size, size) for size in _SIZES])


def draw_side(file: Path) -> None:
    """The left side of the installer's first and last page, of the size that it has there (and four times as fine)."""
    width, height = 4 * 164, 4 * 314
    image = Image.new("RGB", (width, height), _GROUND)
    tick = _tick().resize((width // 2, width // 2), Image.Resampling.LANCZOS)
    image.paste(tick, (width // 4, width // 4), tick)
    image.save(file, "BMP")


def _tick() -> Image.Image:
    """A tick in a rounded square."""
    side = 1024
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, side - 1, side - 1), side // 6, fill=_GROUND)
    points = [(x * side, y * side) for x, y in _TICK]
    pen.line(points, fill=_SIGN, width=side // 8, joint="curve")
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - side / 16, y - side / 16, x + side / 16, y + side / 16), fill=_SIGN)
    return image
