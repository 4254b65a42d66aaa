"""Rounds for the world of the tests: of the track, of the team, of a training of Sam; and a question for help."""

import datetime as dt
from typing import Any

from django.db import models

from accounts.models import User
from accounts.values import today
from instruments.actions import asks, sheets, trainings
from instruments.kinds.help_questions import HELP_QUESTION
from instruments.kinds.rounds import ROUND
from instruments.models.asks import Ask
from instruments.models.instruments import Item
from instruments.models.review_dates import ReviewDate
from instruments.values.asks import Choice, Given
from learningtracks.models.tracks import Period, Track
from learningtracks.values.instruments import AnswerKind
from werkplek.tests.filling_asks import answer_ask
from werkplek.tests.world import World


def start(subject: models.Model, **facts: Any) -> Ask:
    """Begin a round."""
    return asks.begin(ROUND, subject, **facts)


def scaled(round: Ask) -> list[Item]:
    """What is asked on the scale by the HILL-check."""
    hill = round.sources()[0]
    return [item for _entry, some in round.questions_of(hill) for item in some]


def answer(round: Ask, person: User, score: int | None = 1, text: str = "", *, together: bool = False) -> None:
    """The same score on every question of the HILL-check, and a text at the first question of the list."""
    choice = Choice.UNKNOWN if score is None else str(score)
    given = {item: Given(choice=choice) for item in scaled(round)}
    checklist = round.sources()[1]
    if text and checklist.answer != AnswerKind.SCALE:
        given[checklist.tree[0]] = Given(text=text)
    there = round.sheets.filter(person=None if together else person).first()
    sheets.write(round, by=person, answers=given, version=there.version if there else 0, together=together)


def ask_help(track: Track, **facts: Any) -> Ask:
    """A question for help to somebody on a track."""
    return asks.ask(HELP_QUESTION, track, **facts)


def look_back_on(round: Ask, person: User, day: dt.date) -> ReviewDate:
    """A day that somebody chose because of the fourth point of the list before."""
    item = round.sources()[1].item("checklist.before.b4")
    return ReviewDate.objects.create(ask=round, item=item, person=person, on=day)


def fill_rounds(world: World, number: int) -> None:
    people, things = world.people, world.things
    period = next(one for one in things["track"].periods.all() if one.is_now)
    begun = start(period, moment="during", by=people["sam"])
    answer(begun, people["sam"], 1, f"Canarieantwoord begonnen {number}")
    made = start(period, moment="before", by=people["sam"])
    for who, score in (("sam", 1), ("samira", 3), ("karima", 2)):
        answer(made, people[who], score, f"Canarieantwoord {who} {number}")
    for who in ("sam", "samira"):
        sheets.hand_in(made, by=people[who])
    if number == 0:
        things["over_round"] = _over(world, period)
    look_back_on(made, people["sam"], today() + dt.timedelta(days=number + 1))
    team = start(things["team"], moment="during", by=people["tom"], title=f"Canarieronde {number}")
    closed = start(things["team"], moment="insight", by=people["tom"], title=f"Canariegesloten {number}")
    for round in (team, closed):
        for who in ("tom", "TM", "sam"):
            answer(round, people[who], 2, f"Canarieteam {who} {number}")
            if round == closed:
                sheets.hand_in(round, by=people[who])
        answer(round, people["tom"], 2, f"Canariesamen {number}", together=True)
    asks.close(closed, by=people["tom"])
    training = trainings.make(title=f"Canarietraining {number}", ends_on=today(), by=people["sam"])
    use = trainings.ask_use(training, by=people["sam"])
    answer_ask(use, people["sam"], f"Canariegebruik {number}")
    about = start(training, moment="after", by=people["sam"])
    answer(about, people["sam"], 2, f"Canarietrainingsantwoord {number}")
    things |= {"track_round": made, "begun_round": begun, "team_round": team, "closed_round": closed}
    things |= {"training_round": about, "training": training, "use": use}


def _over(world: World, period: Period) -> Ask:
    """A round of the track that is closed; Karima answered and did not hand in."""
    over = start(period, moment="during", by=world.people["sam"])
    for who in ("sam", "samira", "karima"):
        answer(over, world.people[who], 2, f"Canarieafgerond {who}")
    for who in ("sam", "samira"):
        sheets.hand_in(over, by=world.people[who])
    asks.close(over, by=world.people["sam"])
    return over
