"""The mails that are written to files because there is no mail server: one file each, read back for the demo page.

A file also notes who reads it and whose names stand in it. When somebody leaves, what was written to them goes, and
from the mails of others only their name (access.md R39).
"""

import datetime as dt
import email
import email.policy
import json
import re
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage as Mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.html import escape
from django.utils.translation import gettext, override

from accounts.models import User

MOST_FILES = 200
READER, NAMES = "X-Werkplek-Reader", "X-Werkplek-Names"  # only in files, never in what is sent


class EmailBackend(BaseEmailBackend):
    """Writes each mail to a file of its own."""

    def send_messages(self, email_messages: Sequence[Mail]) -> int:
        settings.OUTBOX_DIR.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            message = mail.message()
            message[READER] = str(getattr(mail, "reader", ""))
            message[NAMES] = json.dumps(getattr(mail, "names", {}))
            (settings.OUTBOX_DIR / f"{uuid.uuid4()}.log").write_bytes(message.as_bytes())
        return len(email_messages)


def burn() -> None:
    """Every file goes: the demo begins again."""
    for path in settings.OUTBOX_DIR.glob("*.log"):
        path.unlink(missing_ok=True)


def forget(person: User, addresses: Collection[str]) -> None:
    """Burn what was written to this person, at any of their addresses; take their name, as it was then, out of what was
    written to others."""
    for path in settings.OUTBOX_DIR.glob("*.log"):
        message = _message(path)
        names = json.loads(message.get(NAMES) or "{}")
        if message.get(READER) == str(person.pk) or message["To"] in addresses:
            path.unlink()
        elif name := names.pop(str(person.pk), ""):
            del message[NAMES]
            message[NAMES] = json.dumps(names)
            _take_out(name, message)
            path.write_bytes(message.as_bytes())


def _take_out(name: str, message: EmailMessage) -> None:
    with override("nl"):
        general = gettext("Voormalig deelnemer")
    written = re.compile(rf"(?<!\w)({re.escape(name)}|{re.escape(escape(name))})(?!\w)")
    for part in message.walk():
        if part.get_content_maintype() == "text":
            text = part.get_content()
            text = text if isinstance(text, str) else text.decode()
            kind, place, file = part.get_content_subtype(), part.get_content_disposition(), part.get_filename()
            unfolded = text.replace("\r\n ", "") if kind == "calendar" else text
            part.set_content(written.sub(general, unfolded), subtype=kind, disposition=place, filename=file)


@dataclass(frozen=True)
class KeptMail:
    """One mail as it would have gone. `name` is that of its file."""

    name: str
    to: str
    subject: str
    at: dt.datetime
    text: str
    html: str
    files: tuple[str, ...]


def mails() -> list[KeptMail]:
    """The newest mails, newest first."""
    found = sorted(settings.OUTBOX_DIR.glob("*.log"), key=lambda path: path.stat().st_mtime)[-MOST_FILES:]
    return sorted(map(_read, found), key=lambda mail: mail.at, reverse=True)


def mail(name: str) -> KeptMail | None:
    return next((one for one in mails() if one.name == name), None)


def _message(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), EmailMessage, policy=email.policy.default)


def _read(path: Path) -> KeptMail:
    message = _message(path)
    return KeptMail(
        name=path.stem,
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
