"""Calendar files: an appointment or a day of any layer. When and where, never content (access.md R9)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from partnerships.values import AMSTERDAM

PRODUCT = "-//Werkplek//Agenda//NL"


@dataclass(frozen=True)
class Appointment:
    """What takes people's time. `uid` stays the same for ever, `sequence` grows with every change; times are aware.
    `video` is the link to come in by, also when there is a `place`. With `days` it lasts whole days, from the first
    moment to the last, and leaves people free."""

    uid: str
    sequence: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str
    place: str
    url: str
    changed_at: dt.datetime
    video: str = ""
    cancelled: bool = False
    days: bool = False


@dataclass(frozen=True)
class Day:
    """A day on which something is due or ends. It takes nobody's time, so it leaves people free."""

    uid: str
    on: dt.date
    title: str
    url: str


def kind_of(method: str) -> str:
    """The content type of a file with this method, for a page and for a mail: mail programs look for it there."""
    return f"text/calendar; charset=utf-8; method={method}"


def calendar_file(
    entries: Iterable[Appointment | Day], *, method: str, organiser: str = "", attendee: str = "", name: str = ""
) -> bytes:
    """The bytes of an .ics file. `method`: PUBLISH to keep, REQUEST to invite or change, CANCEL to take it out again.

    Times are in UTC: each is one moment, whatever rules of the clock the reader's program knows.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    for entry in entries:
        made = _day(entry) if isinstance(entry, Day) else _appointment(entry)
        if organiser and attendee:
            made.add("organizer", _person(organiser, CN=vText("Werkplek")))
            made.add("attendee", _person(attendee, RSVP=vText("FALSE")))
        calendar.add_component(made)
    return bytes(calendar.to_ical())


def download(entries: Iterable[Appointment | Day], *, file: str = "", name: str = "") -> HttpResponse:
    """The answer of a page with such a file, to keep under a name or to be read by a calendar."""
    response = HttpResponse(calendar_file(entries, method="PUBLISH", name=name), content_type=kind_of("PUBLISH"))
    if file:
        response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _appointment(one: Appointment) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.changed_at.astimezone(dt.UTC))
    if one.days:
        event.add("dtstart", one.starts_at.astimezone(AMSTERDAM).date())
        event.add("dtend", one.ends_at.astimezone(AMSTERDAM).date())  # the day after the last, as calendars have it
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", one.starts_at.astimezone(dt.UTC))
        event.add("dtend", one.ends_at.astimezone(dt.UTC))
    event.add("summary", one.title)
    if one.place or one.video:
        event.add("location", one.place or one.video)
    event.add("description", _description(one.url, one.video))
    event.add("url", one.url)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    return event


def _day(one: Day) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", timezone.now().astimezone(dt.UTC))
    event.add("dtstart", one.on)
    event.add("summary", one.title)
    event.add("description", _description(one.url))
    event.add("url", one.url)
    event.add("transp", "TRANSPARENT")
    return event


def _description(url: str, video: str = "") -> str:
    """The links in words: most programs show this, and not the address that stands apart."""
    joining = [_("Meedoen via video: %(link)s") % {"link": video}] if video else []
    return "\n".join([*joining, _("Bekijk het in Werkplek: %(link)s") % {"link": url}])


def _person(address: str, **facts: vText) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    for fact, value in facts.items():
        person.params[fact] = value
    return person
