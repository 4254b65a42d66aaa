"""A picture for the demo, drawn on the spot: a board with the plan of a morning, without names."""

from io import BytesIO

from PIL import Image, ImageDraw

PAPER, INK, LINE, NOTES = "#f7f5ef", "#17435b", "#d8d3c8", ("#f3dfb0", "#cfe3d4", "#d9d4ee")
WIDE, HIGH, ROWS, COLUMNS = 1200, 800, 4, 5


def board() -> bytes:
    """A PNG of a board with a grid and some sticky notes."""
    picture = Image.new("RGB", (WIDE, HIGH), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 20, WIDE - 20, HIGH - 20), outline=INK, width=8)
    for row in range(ROWS):
        top = 120 + row * 160
        pen.line((60, top, WIDE - 60, top), fill=LINE, width=4)
        for column in range(COLUMNS):
            if (row * 3 + column) % 4:
                left = 80 + column * 215
                pen.rounded_rectangle((left, top + 24, left + 160, top + 128), 10, fill=NOTES[(row + column) % 3])
                for stroke in range(3):
                    pen.line(
                        (left + 20, top + 50 + stroke * 24, left + 130 - stroke * 22, top + 50 + stroke * 24),
                        fill=INK,
                        width=5,
                    )
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
