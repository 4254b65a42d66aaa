"""Something that is asked, sheets with a word of their own, and what people read and are told, for the tests."""

import datetime as dt
import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from instruments.models.asks import Ask, Asked
from instruments.models.instruments import Instrument
from instruments.models.sheets import Answer, Sheet
from learningtracks.values.instruments import Reading
from partnerships.models.notices import Notice
from partnerships.models.teams import Team
from partnerships.values import Role
from werkplek.tests.casting import join, make_person


def colleagues(team: Team, number: int) -> list[User]:
    """New people of the team."""
    people = [make_person(f"Collega {letter}") for letter in "abcdefghijkl"[:number]]
    for person in people:
        join(person, Role.TEAM_MEMBER, team.organisation, team=team)
    return people


def told(person: User) -> list[str]:
    """Of what somebody got a notice, in order."""
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("event__kind", flat=True))


def page(name: str, thing: Any, *more: Any) -> str:
    """Where it is."""
    return reverse(f"instruments:{name}", args=[thing.public_id, *more])


def text(client: Client, url: str) -> str:
    """The words of a page."""
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def make_ask(subject: Any, reading: str, *, slug: str = "team.follow_up", **facts: Any) -> Ask:
    """Asked with the five questions about a training, which are as good as any, or with another list."""
    began = timezone.now() - dt.timedelta(hours=2)
    fields = {"kind": "follow_up", "reading": reading, subject._meta.model_name: subject, "started_at": began} | facts
    ask = Ask.objects.create(**fields)
    Asked.objects.create(ask=ask, instrument=Instrument.objects.current(slug), place=0)
    return ask


def write(ask: Ask, word: str, *, choice: str = "", item: str = "", **facts: Any) -> Sheet:
    """A sheet of a `person`, of an `organisation`, or of the group, with this word as its first answer, or as that to
    the question with this key."""
    sheet = Sheet.objects.create(ask=ask, **facts)
    questions = ask.sources()[0].tree
    asked = next(one for one in questions if item in ("", one.key))
    Answer.objects.create(sheet=sheet, item=asked, text=word, choice=choice)
    return sheet


def ask_of_two(team: Any, by: Any, asked: Any, **facts: Any) -> Ask:
    return make_ask(team, Reading.TWO, by=by, asked=asked, **facts)
