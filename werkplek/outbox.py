"""The mails that were written to files because there is no mail server; read back for the demo page."""

import datetime as dt
import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

BETWEEN = b"\n" + b"-" * 79 + b"\n"  # what Django's file backend puts after each mail
MOST_FILES = 200


@dataclass(frozen=True)
class Letter:
    """One mail as it would have gone. `name` is its place: the file, and its number in that file."""

    name: str
    to: str
    subject: str
    at: dt.datetime
    text: str
    html: str
    files: tuple[str, ...]


def letters() -> list[Letter]:
    """The newest mails, newest first."""
    found = sorted(settings.OUTBOX_DIR.glob("*.log"), key=lambda path: path.stat().st_mtime)[-MOST_FILES:]
    read = [letter for path in found for letter in _in_file(path)]
    return sorted(read, key=lambda letter: letter.at, reverse=True)


def letter(name: str) -> Letter | None:
    return next((one for one in letters() if one.name == name), None)


def _in_file(path: Path) -> list[Letter]:
    parts = path.read_bytes().split(BETWEEN)
    return [_read(f"{path.stem}-{number}", part) for number, part in enumerate(parts) if part.strip()]


def _read(name: str, wire: bytes) -> Letter:
    message = email.message_from_bytes(wire, EmailMessage, policy=email.policy.default)
    return Letter(
        name=name,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        at=_moment(str(message["Date"])),
        text=_content(message, "plain"),
        html=_content(message, "html"),
        files=tuple(part.get_filename() or "" for part in message.iter_attachments()),
    )


def _moment(date: str) -> dt.datetime:
    """Django writes "-0000", which Python reads as a time without a zone; it is UTC."""
    at = parsedate_to_datetime(date)
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)


def _content(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return str(body.get_content()) if body else ""
