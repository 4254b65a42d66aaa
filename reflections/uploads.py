"""What a file that somebody brings really is, and what of it is kept (domain.md §9.5).

The contents decide, never the name or what the browser says. A photo is drawn anew, so that nothing is left of where
and when it was taken, or of what hides behind it. Sound is taken as browsers record it, which holds no place; what does
is refused.
"""

import re
from dataclasses import dataclass
from io import BytesIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageOps

from reflections.values import FileKind

LARGEST = 10 * 1024 * 1024  # bytes, as they come
LONGEST_SIDE = 2000  # pixels of a photo that is kept
MOST_PIXELS, MOST_IN_JPEG = 20_000_000, 60_000_000  # of a photo that comes; a JPEG is read smaller than it is
TURNED = ExifTags.Base.Orientation
TAKEN = ("JPEG", "PNG", "WEBP")
ACCEPTED = "image/jpeg,image/png,image/webp,audio/*,application/pdf"  # what a browser offers to choose
HEAD = 65_536  # bytes in which WebM and Ogg say what they hold
PLACE = re.compile(rb"location|latitude|iso6709", re.IGNORECASE)  # how a tag for it is called
PLACE_IN_MP4 = re.compile(rb"(?i:location\.iso6709)|\xa9xyz|loci")

Image.MAX_IMAGE_PIXELS = None  # it warns; we refuse, below


class NotTaken(Exception):
    """This file is not kept; the sentence says why."""

    def __init__(self, reason: Promise) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Upload:
    """What is kept of a file."""

    kind: FileKind
    content_type: str
    content: bytes


UNKNOWN = _("Dit soort bestand nemen we niet aan. Kies een foto (JPEG, PNG of WebP), een geluidsopname of een PDF.")


def taken_from(content: bytes) -> Upload:
    """What is kept of these bytes. Raises NotTaken."""
    if len(content) > LARGEST:
        raise NotTaken(_("Dit bestand is te groot. Het mag hoogstens 10 MB zijn."))
    if content.startswith(b"%PDF-"):
        return Upload(FileKind.DOCUMENT, "application/pdf", content)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (content[:4], content[8:12]) == (
        b"RIFF",
        b"WEBP",
    ):
        return Upload(FileKind.PHOTO, "image/jpeg", _drawn_anew(content))
    if content_type := _sound(content):
        return Upload(FileKind.SOUND, content_type, content)
    raise NotTaken(UNKNOWN)


def _drawn_anew(content: bytes) -> bytes:
    """The picture itself, upright and no larger than a page needs. What came with it is not taken along."""
    try:
        with Image.open(BytesIO(content), formats=TAKEN) as image:
            _fit_to_open(image)
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            has_holes = image.has_transparency_data
            seen = image.convert("RGBA" if has_holes else "RGB")
            clean = Image.new("RGB", seen.size, "white")
            clean.paste(seen, mask=seen if has_holes else None)
            clean.getexif()[TURNED] = image.getexif().get(TURNED, 1)
            ImageOps.exif_transpose(clean, in_place=True)
    except NotTaken:
        raise
    except Exception as error:  # foreign bytes: what reads them raises whatever it stumbles over
        raise NotTaken(_("Deze foto kunnen we niet openen.")) from error
    kept = BytesIO()
    clean.save(kept, "JPEG", quality=85)
    return kept.getvalue()


def _fit_to_open(image: Image.Image) -> None:
    """Refuse what takes too much memory, before it is opened; a JPEG is read at about the size that is kept, unless all
    of it is there before any of it can be seen."""
    is_smaller = image.format in ("JPEG", "MPO") and "progressive" not in image.info
    if image.width * image.height > (MOST_IN_JPEG if is_smaller else MOST_PIXELS):
        raise NotTaken(_("Deze foto is te groot om te openen. Kies een kleinere."))
    larger = max(image.size) / LONGEST_SIDE
    image.draft(None, (max(1, int(image.width / larger)), max(1, int(image.height / larger))))


def _sound(content: bytes) -> str:
    """The kind of sound; nothing when it is no sound, or has pictures too. Refuses what says where it was made."""
    head, place, found = content[:HEAD], PLACE, ""
    if content.startswith(b"\x1aE\xdf\xa3"):
        found = "audio/webm" if re.search(rb"A_(OPUS|VORBIS)", head) and not re.search(rb"V_[A-Z]{2}", head) else ""
    elif content.startswith(b"OggS"):
        found = "audio/ogg" if re.search(rb"OpusHead|\x01vorbis", head) and b"theora" not in head else ""
    elif content[4:8] == b"ftyp":
        place, content = PLACE_IN_MP4, _without_samples(content)
        found = "audio/mp4" if _handles(content, b"soun") and not _handles(content, b"vide") else ""
    if found and place.search(content):
        raise NotTaken(_("In deze opname staat waar die is gemaakt. Neem het geluid hier op."))
    return found


def _without_samples(content: bytes) -> bytes:
    """An MP4 without the sound itself, in which any four letters can stand by chance: it is in the boxes called mdat.
    Where the row of boxes breaks off, all that follows stays."""
    kept, at = [], 0
    while at < len(content):
        size, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16])
        end = at + size if size >= 8 else len(content)
        if name != b"mdat" or 0 < size < 8:
            kept.append(content[at:end])
        at = end
    return b"".join(kept)


def _handles(content: bytes, what: bytes) -> bool:
    return re.search(rb"hdlr.{8}" + what, content, re.DOTALL) is not None
