"""What a file really is decides what is kept of it (reliability.md §2: bombs, GPS, HTML called a photo)."""

import contextlib
import zlib
from io import BytesIO

import pytest
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

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
        MP4 + b"com.apple.quicktime.location.ISO6709",
        OGG + b"Location=52.37, 4.89",
        WEBM + b"\x00" * uploads.HEAD + b"RECORDING_LOCATION",
        PDF + b" " * uploads.LARGEST,
    ],
)
def test_what_is_refused_with_a_reason(content):
    with pytest.raises(NotTaken) as refused:
        taken_from(content)

    assert str(refused.value.reason).endswith(".")


def box(name: bytes, data: bytes, size: int | None = None) -> bytes:
    return (len(data) + 8 if size is None else size).to_bytes(4) + name + data


SAMPLES = b"\x00loci\xa9xyz\x00"
FACTS = box(b"moov", MP4[24:])
LONG = (len(SAMPLES) + 16).to_bytes(8) + SAMPLES


@pytest.mark.parametrize(
    "content",
    [
        MP4[:24] + box(b"mdat", SAMPLES) + FACTS,
        MP4[:24] + box(b"mdat", LONG, 1) + FACTS,
        MP4[:24] + FACTS + box(b"mdat", SAMPLES, 0),
    ],
    ids=["before", "long", "to the end"],
)
def test_letters_that_stand_in_the_sound_by_chance_are_no_place(content):
    assert taken_from(content).content_type == "audio/mp4"


@pytest.mark.parametrize(
    "content",
    [
        MP4[:24] + box(b"mdat", SAMPLES) + FACTS + box(b"udta", b"\xa9xyz+52.37+004.89"),
        MP4[:24] + FACTS + box(b"mdat", SAMPLES, 5),
        MP4[:24] + FACTS + box(b"mdat", (5).to_bytes(8) + SAMPLES, 1),
    ],
    ids=["after", "broken off", "long and broken off"],
)
def test_a_place_beside_the_sound_is_found(content):
    with pytest.raises(NotTaken, match="waar die is gemaakt"):
        taken_from(content)


def test_of_a_photo_nothing_is_kept_but_what_is_seen():
    kept = taken_from(taken_somewhere()).content

    with Image.open(BytesIO(kept)) as photo:
        assert (photo.format, photo.size, dict(photo.getexif())) == ("JPEG", (30, 40), {})  # upright
    assert b"kanarie" not in kept


@pytest.mark.parametrize("begins", [b"II\x2b\x00", b"MM\x00\x2a", b"II"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_odd_facts_of_a_camera_are_no_fault(begins, kind):
    """A header of which the rest is missing: whatever reads it may raise anything."""
    with contextlib.suppress(NotTaken):
        assert taken_from(a_picture(kind=kind, exif=b"Exif\x00\x00" + begins)).kind == "photo"


def test_a_turned_photo_with_an_odd_fact_stands_upright():
    """A time of exposure that is no number: nothing but how it was turned is read."""
    exif = Image.Exif()
    exif[0x0112], exif[0x829A] = 6, 1
    odd = (
        exif.tobytes()
        .replace(b"\x9a\x82\x00\x04", b"\x9a\x82\x00\x0e")
        .replace(b"\x82\x9a\x00\x04", b"\x82\x9a\x00\x0e")
    )

    with Image.open(BytesIO(taken_from(a_picture(kind="JPEG", exif=odd)).content)) as photo:
        assert photo.size == (30, 40)


@pytest.mark.parametrize(("size", "read"), [((8000, 400), (2000, 100)), ((400, 9000), (100, 2250))])
def test_a_photo_is_read_at_about_the_size_that_is_kept(monkeypatch, size, read):
    seen, load = [], JpegImageFile.load
    monkeypatch.setattr(JpegImageFile, "load", lambda photo: seen.append(photo.size) or load(photo))
    taken_from(a_picture(size, kind="JPEG"))

    assert seen[0] == read


@pytest.mark.parametrize(("progressive", "is_taken"), [(False, True), (True, False)])
def test_what_is_all_there_before_it_is_seen_is_smaller(monkeypatch, progressive, is_taken):
    monkeypatch.setattr(uploads, "MOST_PIXELS", 40 * 30 - 1)
    photo = a_picture(kind="JPEG", progressive=progressive)

    with contextlib.nullcontext() if is_taken else pytest.raises(NotTaken, match="te groot"):
        taken_from(photo)


def test_a_photo_is_no_larger_than_a_page_needs_and_has_no_holes():
    kept = taken_from(a_picture((3000, 1500), mode="RGBA")).content

    with Image.open(BytesIO(kept)) as photo:
        assert (photo.size, photo.mode) == ((uploads.LONGEST_SIDE, 1000), "RGB")
