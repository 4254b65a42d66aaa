"""Files for a spreadsheet: what a page says, a line a row. Made to open with a double click in a Dutch Excel or
LibreOffice: marked as UTF-8, with semicolons between."""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

BYTE_ORDER_MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four are the wide ones of Asia
Cell = str | int | dt.date | None


def csv_file(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of it. What people wrote is never a formula: a spreadsheet would work it out (OWASP, CSV injection)."""
    made = StringIO()
    lines = csv.writer(made, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    lines.writerows([_cell(cell) for cell in row] for row in [heads, *rows])
    return f"{BYTE_ORDER_MARK}{made.getvalue()}".encode()


def csv_download(file: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """The answer of a page with such a file."""
    response = HttpResponse(csv_file(heads, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _cell(value: Cell) -> str:
    """One line, and words as words. Numbers and days are ours."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, dt.date) else str(value)
    text = " ".join(value.replace("\x00", "").split())
    return f"'{text}" if text.startswith(FORMULA) else text
