"""Something that is asked, and sheets with a word of their own, for the tests."""

import datetime as dt
from typing import Any

from django.utils import timezone

from instruments.models.asks import Ask, Asked
from instruments.models.sheets import Answer, Sheet
from learningtracks.models.instruments import Instrument
from learningtracks.values.instruments import Reading


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
