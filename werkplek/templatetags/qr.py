"""A QR code, drawn on the page itself: no other machine hears of the address in it."""

from functools import lru_cache
from itertools import groupby

import qrcode
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

MARGIN = 4  # modules of white around it, as ISO/IEC 18004 asks: a camera finds nothing without them
register = template.Library()


@register.simple_tag
def qr(address: str, label: str) -> SafeString:
    """`{% qr url label %}`: the address as a drawing that a telephone reads. `label` says what it is for, to who does
    not see it; the address must stand beside it in letters too."""
    side, path = _drawn(address)
    drawing = '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path d="{2}"/></svg>'
    return format_html(drawing, side, label, path)


@lru_cache(maxsize=100)  # a screen that shows it is drawn at every change
def _drawn(address: str) -> tuple[int, str]:
    """How many modules it is wide, and its dark ones as one path: a stroke for each row of neighbours."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=MARGIN)
    code.add_data(address)
    code.make()
    rows = code.get_matrix()
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        for dark, modules in groupby(row):
            wide = len(list(modules))
            if dark:
                strokes.append(f"M{x} {y}h{wide}v1h-{wide}z")
            x += wide
    return len(rows), "".join(strokes)
