"""What a file really is decides what is kept of it (reliability.md §2: bombs, GPS, HTML called a photo)."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from reflections import uploads
from reflections.tests.pictures import MP4, OGG, PDF, WEBM, a_picture, taken_somewhere
from reflections.uploads import NotTaken, taken_from


@pytest.mark.parametrize(
    ("content", "kind", "content_type"),
    [
        (a_picture(), "photo", "image/jpeg"),
        (a_picture(kind="JPEG"), "photo", "image/jpeg"),
        (a_picture(kind="WEBP"), "photo", "image/jpeg"),
        (a_picture(mode="L"), "photo", "image/jpeg"),
        (WEBM, "sound", "audio/webm"),
        (OGG, "sound", "audio/ogg"),
        (MP4, "sound", "audio/mp4"),
        (PDF, "document", "application/pdf"),
    ],
)
def test_what_is_taken(content, kind, content_type):
    taken = taken_from(content)

    assert (taken.kind, taken.content_type) == (kind, content_type)


def chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def a_bomb(side: int = 50_000) -> bytes:
    """A PNG that says it is 50,000 by 50,000."""
    head = side.to_bytes(4) + side.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 999)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a" + b"\x00" * 30,
        b"MZ" + b"\x00" * 30,
        b"PK\x03\x04" + b"\x00" * 30,
        b"\xff\xd8\xff" + b"<script>" * 9,
        b"RIFF\x00\x00\x00\x00WAVE" + b"\x00" * 30,
        b"RIFF\x00\x00\x00\x00WEBP" + b"\x00" * 30,
        a_picture()[:60],
        a_bomb(),
        WEBM + b"V_VP8",
        WEBM[:44],
        OGG + b"theora",
        OGG[:20],
        MP4.replace(b"soun", b"vide"),
        MP4 + b"hdlr" + b"\x00" * 8 + b"vide",
        MP4 + b"\xa9xyz+52.37+004.89",
        PDF + b" " * uploads.LARGEST,
    ],
)
def test_what_is_refused_with_a_reason(content):
    with pytest.raises(NotTaken) as refused:
        taken_from(content)

    assert str(refused.value.reason).endswith(".")


def test_of_a_photo_nothing_is_kept_but_what_is_seen():
    kept = taken_from(taken_somewhere()).content

    with Image.open(BytesIO(kept)) as photo:
        assert (photo.format, photo.size, dict(photo.getexif())) == ("JPEG", (30, 40), {})  # upright
    assert b"kanarie" not in kept


def test_a_photo_is_no_larger_than_a_page_needs_and_has_no_holes():
    kept = taken_from(a_picture((3000, 1500), mode="RGBA")).content

    with Image.open(BytesIO(kept)) as photo:
        assert (photo.size, photo.mode) == ((uploads.LONGEST_SIDE, 1000), "RGB")
