"""Something that is asked, and sheets with a word of their own, for the tests."""

from typing import Any

from instruments.models.asks import Ask, Asked
from instruments.models.sheets import Answer, Sheet
from learningtracks.models.instruments import Instrument
from learningtracks.values.instruments import Reading


def make_ask(subject: Any, reading: str, **facts: Any) -> Ask:
    """Asked with the five questions about a training, which are as good as any."""
    fields = {"kind": "follow_up", "reading": reading, subject._meta.model_name: subject} | facts
    ask = Ask.objects.create(**fields)
    Asked.objects.create(ask=ask, instrument=Instrument.objects.current("team.follow_up"), place=0)
    return ask


def write(ask: Ask, word: str, *, choice: str = "", **facts: Any) -> Sheet:
    """A sheet of a `person`, of an `organisation`, or of the group, with this word as its first answer."""
    sheet = Sheet.objects.create(ask=ask, **facts)
    Answer.objects.create(sheet=sheet, item=ask.sources()[0].tree[0], text=word, choice=choice)
    return sheet


def ask_of_two(team: Any, by: Any, asked: Any, **facts: Any) -> Ask:
    return make_ask(team, Reading.TWO, by=by, asked=asked, **facts)
