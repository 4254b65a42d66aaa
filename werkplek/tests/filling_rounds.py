"""Rounds for the world of the tests: of the track, of the team, of a training of Sam; and a question for help."""

import datetime as dt
from typing import Any

from accounts.models import User
from accounts.values import today
from learningtracks.actions import rounds, trainings
from learningtracks.models.rounds import Filling, Round
from learningtracks.models.tracks import Period
from learningtracks.values.instruments import AnswerKind
from werkplek.tests.world import World


def answer(round: Round, person: User, score: int | None = 1, text: str = "", *, together: bool = False) -> None:
    """The same score on every question of the HILL-check, and a text at the first question of the list."""
    given: dict[Any, rounds.Given] = {item: rounds.Given(score=score) for item in round.questions()}
    if text and round.checklist.answer != AnswerKind.SCALE:
        given[round.checklist.tree[0]] = rounds.Given(text=text)
    there = Filling.objects.filter(round=round, person=None if together else person).first()
    rounds.write(round, by=person, answers=given, version=there.version if there else 0, together=together)


def fill_rounds(world: World, number: int) -> None:
    people, things = world.people, world.things
    period = next(one for one in things["track"].periods.all() if one.is_now)
    begun = rounds.start(period, moment="during", by=people["sam"])
    answer(begun, people["sam"], 1, f"Canarieantwoord begonnen {number}")
    made = rounds.start(period, moment="before", by=people["sam"])
    for who, score in (("sam", 1), ("samira", 3), ("karima", 2)):
        answer(made, people[who], score, f"Canarieantwoord {who} {number}")
    for who in ("sam", "samira"):
        rounds.hand_in(made, by=people[who])
    if number == 0:
        things["over_round"] = _over(world, period)
    ask = rounds.ask_help(made, asked=people["wim"], text=f"Canariehulp {number}", by=people["sam"])
    rounds.look_back_on(made, day=today() + dt.timedelta(days=number + 1), by=people["sam"])
    team = rounds.start(things["team"], moment="during", by=people["tom"], title=f"Canarieronde {number}")
    closed = rounds.start(things["team"], moment="insight", by=people["tom"], title=f"Canariegesloten {number}")
    for round in (team, closed):
        for who in ("tom", "TM", "sam"):
            answer(round, people[who], 2, f"Canarieteam {who} {number}")
            if round == closed:
                rounds.hand_in(round, by=people[who])
        answer(round, people["tom"], 2, f"Canariesamen {number}", together=True)
    rounds.close(closed, by=people["tom"])
    training = trainings.make(title=f"Canarietraining {number}", ends_on=today(), by=people["sam"])
    trainings.tell(
        training,
        version=training.version,
        used=True,
        text=f"Canariegebruik {number}",
        level="applied",
        by=people["sam"],
    )
    about = rounds.start(training, moment="after", by=people["sam"])
    answer(about, people["sam"], 2, f"Canarietrainingsantwoord {number}")
    barred = trainings.make(title=f"Canariebelet {number}", ends_on=today(), by=people["sam"])
    trainings.tell(barred, version=barred.version, used=False, text=f"Canarietegen {number}", by=people["sam"])
    sam, due_on = people["sam"], today() + dt.timedelta(days=9)
    trainings.act(barred, things["team"], by=sam, text="Tijd vrij", owner=sam, due_on=due_on)
    things["barred_training"] = barred
    things |= {"track_round": made, "begun_round": begun, "team_round": team, "closed_round": closed}
    things |= {"training_round": about, "training": training, "help_ask": ask}


def _over(world: World, period: Period) -> Round:
    """A round of the track that is closed; Karima answered and did not hand in."""
    over = rounds.start(period, moment="during", by=world.people["sam"])
    for who in ("sam", "samira", "karima"):
        answer(over, world.people[who], 2, f"Canarieafgerond {who}")
    for who in ("sam", "samira"):
        rounds.hand_in(over, by=world.people[who])
    rounds.close(over, by=world.people["sam"])
    return over
