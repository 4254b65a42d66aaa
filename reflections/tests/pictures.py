"""Small files for tests: pictures, sound, a PDF, and what looks like one."""

from io import BytesIO
from typing import Any

from PIL import Image

PDF = b"%PDF-1.4\n%kanarie in een PDF\n%%EOF"
WEBM = b"\x1aE\xdf\xa3" + b"\x00" * 40 + b"A_OPUS" + b"\x00" * 40
OGG = b"OggS" + b"\x00" * 24 + b"OpusHead" + b"\x00" * 40
MP4 = b"\x00\x00\x00\x18ftypM4A " + b"\x00" * 12 + b"hdlr" + b"\x00" * 8 + b"soun" + b"\x00" * 40


def a_picture(size: tuple[int, int] = (40, 30), kind: str = "PNG", mode: str = "RGB", **how: Any) -> bytes:
    made = BytesIO()
    Image.new(mode, size, 200 if mode == "L" else "teal").save(made, kind, **how)
    return made.getvalue()


def taken_somewhere() -> bytes:
    """A photo of a phone held sideways, with the place and words of its maker, and words behind its end."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = 6, "kanarie maker", "kanarie description"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (52.0, 22.0, 33.0)
    how = {"exif": exif.tobytes(), "comment": b"kanarie comment", "icc_profile": b"kanarie profile"}
    return a_picture(kind="JPEG", **how) + b"kanarie behind"
