"""Calendar files: an appointment of any layer. When and where, never content (access.md R9)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event, vCalAddress, vText

A_YEAR = dt.timedelta(days=366)  # the rules of the clock are told for the year before and after
PRODUCT = "-//Werkplek//Agenda//NL"


@dataclass(frozen=True)
class Appointment:
    """What goes in. `uid` stays the same for ever, `sequence` grows with every change; times are aware."""

    uid: str
    sequence: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str
    place: str
    url: str
    changed_at: dt.datetime
    cancelled: bool = False


def calendar_file(
    appointments: Iterable[Appointment], *, method: str, organiser: str = "", attendee: str = "", name: str = ""
) -> bytes:
    """The bytes of an .ics file. `method`: PUBLISH to keep, REQUEST to invite or change, CANCEL to take it out again.

    Times carry TZID Europe/Amsterdam with its rules in the file, so that an appointment after a change of the clock
    keeps its hour.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    shown = list(appointments)
    for appointment in shown:
        calendar.add_component(_event(appointment, organiser, attendee))
    if shown:
        first = min(appointment.starts_at for appointment in shown).date()
        last = max(appointment.ends_at for appointment in shown).date()
        calendar.add_missing_timezones(first - A_YEAR, last + A_YEAR)
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, organiser: str, attendee: str) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.changed_at.astimezone(dt.UTC))
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("summary", appointment.title)
    if appointment.place:
        event.add("location", appointment.place)
    event.add("url", appointment.url)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    if organiser and attendee:
        event.add("organizer", _person(organiser, CN=vText("Werkplek")))
        event.add("attendee", _person(attendee, RSVP=vText("FALSE")))
    return event


def _person(address: str, **facts: vText) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    for fact, value in facts.items():
        person.params[fact] = value
    return person
