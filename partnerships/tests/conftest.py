"""Telling people things, for the tests of notices and mail."""

import datetime as dt

import pytest

from partnerships import events
from partnerships.events import KINDS, Kind
from partnerships.models import Partnership
from partnerships.values import AMSTERDAM


@pytest.fixture
def kind(monkeypatch):
    """Makes a kind of event for this test only."""

    def make(code="team_met", **fields):
        made = Kind(code, **{"story": "%(by)s sprak %(name)s", "notice": "%(by)s wil je spreken", **fields})
        monkeypatch.setitem(KINDS, code, made)
        return made

    return make


@pytest.fixture
def tell(kind, partnership, nora):
    """Nora tells somebody something about the partnership, at a moment of your choice; the notice of that."""
    greeting = kind(
        "greeting",
        sees=Partnership.objects.visible_to,
        notice="%(by)s groet %(name)s",
        link=lambda about, person: f"/greetings/{about.public_id}/",
    )

    def tell_them(person, at=None, kind=greeting, about=partnership, by=nora, name="jou"):
        event = events.record(kind, by=by, about=about, tell=[person], name=name)
        notice = event.notices.get(person=person)
        if at is not None:
            notice.created_at = at
            notice.save(update_fields=["created_at"])
        return notice

    return tell_them


def local(text):
    """A moment on the clock of Amsterdam: "2027-03-29 08:30"."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)
