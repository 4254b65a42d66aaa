"""Three rounds of Sam's track and of Tom's team over time, so that lines can be drawn; a training of Sam, and those of
five of the team, which are counted."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from instruments.actions import asks, sheets, trainings
from instruments.kinds.rounds import ROUND
from instruments.models.asks import Ask
from instruments.values.asks import Choice, Given
from learningtracks.models.delegations import voices_on
from learningtracks.models.tracks import Track
from partnerships import belonging
from partnerships.models.teams import Team
from partnerships.values import Party
from werkplek.demo import long_ago

PRINCIPLES = (
    "urgency",
    "ownership",
    "action_sharing",
    "teamwork_coaching",
    "blended",
    "informal",
    "feedback_assessment",
)
# days ago, all in his first period, moment, and per voice the answers on the seven principles; a dash is "Weet ik niet"
ROUNDS = [
    (26, "before", {"learner": "1011200", "workplace": "2122121", "education": "22112-1"}),
    (15, "during", {"learner": "2121211", "workplace": "2222122", "education": "2222211"}),
    (6, "during", {"learner": "3223212", "workplace": "3233232", "education": "3222322"}),
]
TOGETHER = [(90, "1101110"), (50, "2112111"), (12, "2212221")]
LIFTING = ("3222132", "2312312", "3221132", "222-121", "1221121")  # what each answered after a training


def build(people: dict[str, User], teams: dict[str, Team]) -> None:
    """Rounds by the actions that people take, moved back to their day."""
    sam = people["sam"]
    track = Track.objects.running().of_learner(sam).order_by("pk").first()
    if track:
        _of_track(track)
    tom = people["tom"]
    team = Team.objects.led_by(tom).order_by("pk").first()
    if team:
        _of_team(team, tom)
        _of_trainings(team)
    trainings.make(title="Gesprekken met familie", ends_on=today() - dt.timedelta(days=9), by=sam)


def _of_track(track: Track) -> None:
    period = next((one for one in track.periods.all() if one.is_now), track.periods.all()[0])
    speakers = {party: people[0] for party, people in voices_on(track).items() if people}
    for days, moment, answers in ROUNDS:
        made = asks.begin(ROUND, period, moment=moment, by=track.learner)
        for party, scores in answers.items():
            if person := speakers.get(Party(party)):
                _write(made, person, scores)
                sheets.hand_in(made, by=person)
        if days > ROUNDS[-1][0]:
            asks.close(made, by=track.learner)
        _move_back(made, days)


def _of_team(team: Team, lead: User) -> None:
    for days, scores in TOGETHER:
        made = asks.begin(ROUND, team, moment="during", by=lead, title="Leren in ons team")
        _write(made, lead, scores, together=True)
        asks.close(made, by=lead)
        _move_back(made, days)


def _of_trainings(team: Team) -> None:
    """Five people about the same course: as many as are counted at once."""
    for person, scores in zip(belonging.people_in(team.pk).order_by("pk"), LIFTING, strict=False):
        training = trainings.make(title="Veilig tillen", ends_on=today() - dt.timedelta(days=20), by=person, team=team)
        made = asks.begin(ROUND, training, moment="after", by=person)
        _write(made, person, scores)
        sheets.hand_in(made, by=person)


def _write(made: Ask, person: User, scores: str, *, together: bool = False) -> None:
    said = {key: Choice.UNKNOWN if one == "-" else one for key, one in zip(PRINCIPLES, scores, strict=True)}
    hill = made.sources()[0]
    answers = {item: Given(choice=said[entry.key]) for entry, some in made.questions_of(hill) for item in some}
    sheets.write(made, by=person, answers=answers, version=0, together=together)


def _move_back(made: Ask, days: int) -> None:
    moment = timezone.now() - dt.timedelta(days=days)
    made.refresh_from_db()
    closed = moment + dt.timedelta(days=3) if made.closed_at else None
    Ask.objects.filter(pk=made.pk).update(started_at=moment, closed_at=closed)
    made.sheets.update(edited_at=moment)
    long_ago.told(made.trail, moment)
