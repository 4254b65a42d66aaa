"""Telling people things, for the tests of notices and mail."""

import datetime as dt
import time

import pytest

from partnerships import events, todos
from partnerships.actions import composing
from partnerships.events import KINDS, Kind
from partnerships.models.notices import Notice
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.models.todos import ToDo
from partnerships.todos import IN_TEAM, Owed, ToDoKind
from partnerships.values import AMSTERDAM, Role
from werkplek.tests.casting import join, make_person


@pytest.fixture
def kind(monkeypatch):
    """Makes a kind of event for this test only."""

    def make(code="team_met", **fields):
        made = Kind(code, **{"story": "%(by)s sprak %(name)s", "notice": "%(by)s wil je spreken", **fields})
        monkeypatch.setitem(KINDS, code, made)
        return made

    return make


@pytest.fixture
def duty(monkeypatch, tom):
    """The only kind of thing to do in this test: Tom gives every team the name "Team Es"."""

    def owed(things):
        return [Owed(tom.pk, team.pk, team_start(team), IN_TEAM, team.pk) for team in things.exclude(name="Team Es")]

    def says(things, person):
        return [(team, "Geef een naam", team.name) for team in things]

    made = ToDoKind("duty", Team, owed=owed, says=says)
    monkeypatch.setattr(todos, "KINDS", {"duty": made})
    ToDo.objects.all().delete()
    return made


def team_start(team):
    return dt.datetime.combine(team.started_on, dt.time(8), AMSTERDAM)


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


def composed(mail, now):
    """The letter of this mail as it would go now."""
    return composing.compose(mail, composing.to_tell([mail], now).get(mail.pk, []))


@pytest.fixture
def freshly(signed_in):
    """A browser in which somebody is signed in and said again who they are, a moment ago (access.md R26)."""

    def sign_in(person):
        client = signed_in(person)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()
        return client

    return sign_in


@pytest.fixture
def olga(school, partnership):
    """The coördinator of ROC Waterland, on the other side."""
    person = make_person("Olga Prins")
    join(person, Role.COORDINATOR, school, partnership=partnership)
    return person


@pytest.fixture
def second(company):
    """A second coördinator of De Linde."""
    person = make_person("Ria Tas")
    join(person, Role.COORDINATOR, company)
    return person


@pytest.fixture
def told():
    """The kinds of events that somebody was told of, oldest first."""

    def kinds(person):
        return list(Notice.objects.filter(person=person).order_by("pk").values_list("event__kind", flat=True))

    return kinds
