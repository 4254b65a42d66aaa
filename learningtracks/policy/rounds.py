"""May X do Y to Z now? Rounds and trainings (access.md rows 22 and 23, R16, R17; docs/decisions/0036-rounds.md).

On a track the three voices answer in order to compare: what is handed in is read by the others who handed in too, and
by all once the round is closed. In a team an answer stays secret for good; only a spread of five or more comes out.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import YES, Answer, no, today
from learningtracks.belonging import tracks_of
from learningtracks.models.rounds import Filling, HelpAsk, Round, RoundAnswer, RoundQuerySet
from learningtracks.models.tracks import Period, Track, TrackPerson
from learningtracks.models.trainings import Training
from learningtracks.policy.action_points import FURTHEST, people_on
from learningtracks.policy.conversations import may_plan_talk
from learningtracks.values.instruments import AnswerKind, Voice
from learningtracks.values.rounds import HILL, TOGETHER, Moment
from learningtracks.values.spread import Spread, may_show, spread
from partnerships import belonging
from partnerships.models.teams import Team
from partnerships.values import Role

RoundSubject = Period | Training | Team


def may_start_round(person: User, subject: RoundSubject) -> Answer:
    """The voices of a track that is not over; the people of a team; who takes part in the training."""
    if isinstance(subject, Training):
        return YES if subject.person_id == person.pk else no(_("Dit is niet jouw training."))
    if isinstance(subject, Team):
        there = subject.pk in belonging.teams_of(person)
        return YES if there else no(_("Je hoort niet bij dit team."))
    if subject.track_id not in tracks_of(person).active:
        return no(_("Je hoort niet bij dit traject."))
    return no(_("Dit traject is afgelopen.")) if subject.track.is_over else YES


def may_see_round(person: User, round: Round) -> Answer:
    if Round.objects.visible_to(person).filter(pk=round.pk).exists():
        return YES
    return _not_in_it()


def _not_in_it() -> Answer:
    return no(_("Je doet niet mee aan deze ronde."))


def may_fill(person: User, round: Round) -> Answer:
    """Everybody who takes part, as long as it is open and the own answers are not handed in."""
    own = Filling.objects.of(person).filter(round=round).first()
    return may_see_round(person, round) and _fill(round, own)


def may_fill_together(person: User, round: Round) -> Answer:
    """A team also answers as one, whoever writes it down."""
    return may_see_round(person, round) and _fill_together(round)


def may_close_round(person: User, round: Round) -> Answer:
    """The learner, who takes part in the training, who leads the team; and who started it."""
    return may_see_round(person, round) and _close(person, round)


def people_of(round: Round) -> QuerySet[User]:
    """Who may answer in a round today."""
    if round.team:
        return belonging.people_in(round.team.pk)
    track = round.track
    return people_on(track) if track else User.objects.filter(trainings=round.training_id)


def voice_in(person: User, round: Round) -> str:
    """The party for which somebody answers on a track; nothing elsewhere."""
    track = round.track
    return (track.party_of(person) or "") if track else ""


def words_for(person: User, round: Round) -> tuple[Voice, str]:
    """In whose words this person reads the questions of a round, and the name of who learns: a guide answers about the
    learner, a team about itself (domain.md §3)."""
    if round.team_id:
        return Voice.TEAM, ""
    track = round.track
    if track and track.learner_id != person.pk:
        return Voice.GUIDE, track.learner.get_short_name()
    return Voice.LEARNER, ""


def readable_fillings(person: User, round: Round) -> list[Filling]:
    """The answers that this person may read by name: the own, those of the other voices on a track, and what the team
    answered as one. Never what somebody in a team answered alone (R16), and nothing that was not handed in."""
    there = list(round.fillings.with_answers())
    round.load_items(there)
    own = [one for one in there if one.person_id == person.pk]
    together = [one for one in there if one.person_id is None]
    shown = not round.is_open or any(one.handed_in_at for one in own)
    others = [one for one in there if one.person_id not in (None, person.pk) and one.handed_in_at]
    return own + (others if round.period_id and shown else []) + together


@dataclass(frozen=True)
class Score:
    """One answer on the scale, in one round of many: which voice, which question."""

    round: int
    voice: str
    slug: str
    score: int | None


def _everything(rounds: RoundQuerySet) -> Any:
    """Rounds with all their answers, as plain rows: one query, also for rounds that nobody answered."""
    return rounds.oldest_first().values(
        "pk",
        "public_id",
        "moment",
        "started_at",
        "closed_at",
        who=F("fillings__person"),
        voice=F("fillings__party"),
        handed_in_at=F("fillings__handed_in_at"),
        slug=F("fillings__answers__item__slug"),
        score=F("fillings__answers__score"),
    )


@Prepared
def _everything_on(track: int) -> Any:
    return _everything(Round.objects.filter(period__track=track))


@Prepared
def _everything_in(team: int) -> Any:
    return _everything(Round.objects.filter(team=team))


def _rounds_in(there: list[dict[str, Any]]) -> list[Round]:
    heads = ("pk", "public_id", "moment", "started_at", "closed_at")
    each = {row["pk"]: row for row in there}  # a round has a row for each of its answers
    return [Round(**{name: row[name] for name in heads}) for row in each.values()]


def _is_scored(row: dict[str, Any]) -> bool:
    return bool(row["slug"]) and row["slug"].startswith(f"{HILL}.")


def scores_on(person: User, track: Track) -> tuple[list[Round], list[Score]]:
    """All rounds of a track, and the scores in them that this person may read (as `readable_fillings`); one query."""
    there = _everything_on(track.pk)
    done = {row["pk"] for row in there if row["who"] == person.pk and row["handed_in_at"]}
    return _rounds_in(there), [
        Score(row["pk"], row["voice"], row["slug"], row["score"])
        for row in there
        if _is_scored(row)
        and (row["who"] == person.pk or (row["handed_in_at"] and (row["closed_at"] or row["pk"] in done)))
    ]


def scores_together(team: Team) -> tuple[list[Round], list[Score]]:
    """All rounds of a team, and what the team answered as one; one query."""
    there = _everything_in(team.pk)
    return _rounds_in(there), [
        Score(row["pk"], TOGETHER, row["slug"], row["score"]) for row in there if _is_scored(row) and not row["who"]
    ]


@dataclass(frozen=True)
class RoundActions:
    """What somebody who takes part may do in a round now."""

    fill: Answer
    together: Answer
    close: Answer
    evidence: Answer


def actions_open_to(person: User, round: Round, own: Filling | None) -> RoundActions:
    """The same answers as of the three questions above, for a page that its reader may open; who only keeps reading the
    own track does nothing any more."""
    if round.track and round.track.pk not in tracks_of(person).active:
        return RoundActions(_not_in_it(), _not_in_it(), _not_in_it(), _not_in_it())
    return RoundActions(_fill(round, own), _fill_together(round), _close(person, round), _evidence(person, round))


def _evidence(person: User, round: Round) -> Answer:
    track = round.track
    if not track or track.learner_id != person.pk:
        return no(_("Alleen de student of medewerker zelf kan bewijs kiezen."))
    if round.moment == Moment.BEFORE:
        return no(_("Vooraf is er nog niets om te laten zien."))
    return YES if round.is_open else no(_("Deze ronde is gesloten."))


def _fill(round: Round, own: Filling | None) -> Answer:
    if not round.is_open:
        return no(_("Deze ronde is gesloten."))
    return no(_("Je hebt je antwoorden al ingeleverd.")) if own and own.handed_in_at else YES


def _fill_together(round: Round) -> Answer:
    if not round.team_id:
        return no(_("Samen invullen kan alleen met een team."))
    return YES if round.is_open else no(_("Deze ronde is gesloten."))


def _goes_on(round: Round) -> Answer:
    """Nothing new begins on a track that is over; what was begun is rounded off until it is closed."""
    return no(_("Dit traject is afgelopen.")) if round.track and round.track.is_over else YES


def _close(person: User, round: Round) -> Answer:
    if not round.is_open:
        return no(_("Deze ronde is al gesloten."))
    track = round.track
    mine = (track and track.learner_id == person.pk) or round.training_id or round.started_by_id == person.pk
    leads = round.team_id in belonging.of(person).teams(Role.TEAM_LEAD)
    return YES if mine or leads else no(_("Alleen degene die begon, de lerende of de teamleider kan de ronde sluiten."))


def has_spread(round: Round) -> bool:
    """Whether totals of what people answered alone may leave: closed, five or more, nobody to be reckoned out (R17)."""
    if not round.team_id or round.is_open:
        return False
    return may_show(round.fillings.filter(person__isnull=False).handed_in().count(), round.members or 0)


def spreads(round: Round) -> dict[str, Spread]:
    """Per question on the scale how the answers are spread; empty when that may not be shown (R16, R17)."""
    if not has_spread(round):
        return {}
    alone = Filling.objects.filter(round=round, person__isnull=False).handed_in()
    found: dict[str, list[int | None]] = {}
    scaled = [one for one in round.sources if one.answer == AnswerKind.SCALE]  # an own list may be on the scale too
    answers = RoundAnswer.objects.filter(filling__in=alone, item__instrument__in=scaled)
    for slug, score in answers.values_list("item__slug", "score"):
        found.setdefault(slug, []).append(score)
    made = {slug: spread(scores, round.members or 0) for slug, scores in found.items()}
    return {slug: one for slug, one in made.items() if one}


def may_choose_evidence(person: User, round: Round) -> Answer:
    """Only the learner of a track chooses what shows it: before and after handing in, until the round is closed."""
    return may_see_round(person, round) and _evidence(person, round)


def helpers_for(person: User, round: Round) -> QuerySet[User]:
    """Whom somebody may ask for help by name: who is named on the own track, and the people of the own teams."""
    tracks = Track.objects.not_over().filter(pk__in=tracks_of(person).learning)
    named = TrackPerson.objects.named().filter(track__in=tracks)
    beside = belonging.people_in(*belonging.teams_of(person)).order_by()
    found = User.objects.filter(Q(pk__in=named.values("person")) | Q(pk__in=beside.values("pk")))
    return found.filter(is_active=True).exclude(pk=person.pk).order_by("name", "pk")


def may_ask_help(person: User, round: Round, asked: User) -> Answer:
    if not (answer := may_see_round(person, round) and _goes_on(round)):
        return answer
    if not helpers_for(person, round).filter(pk=asked.pk).exists():
        return no(_("Kies iemand van je traject of je team."))
    return YES


def may_answer_ask(person: User, ask: HelpAsk) -> Answer:
    """Only who was asked, once, as long as they guide the asker or are in a team together."""
    if ask.asked_id != person.pk:
        return no(_("Deze vraag is aan iemand anders."))
    if not HelpAsk.objects.asked_of(person).filter(pk=ask.pk).exists():
        return no(_("Jullie hebben geen traject of team meer samen."))
    return no(_("Je hebt hier al op geantwoord.")) if ask.answered_at else YES


def may_make_piece(person: User, round: Round) -> Answer:
    """A suggestion becomes a piece of the puzzle of that period, brought in by who presses."""
    if not round.period_id:
        return no(_("Alleen een traject heeft een puzzel."))
    return may_see_round(person, round)


def may_plan_of(person: User, round: Round) -> Answer:
    """Going through the answers together is a driehoeksgesprek, for who plans one on that track (item 9)."""
    if not round.track:
        return no(_("Alleen bij een traject hoort een driehoeksgesprek."))
    return may_plan_talk(person, round.track)


def may_act_on(person: User, round: Round) -> Answer:
    """A suggestion becomes an action point of a team or a track."""
    if not (round.team_id or round.period_id):
        return no(_("Bij een eigen training hoort geen actiepunt van een groep."))
    return may_see_round(person, round)


def may_look_back_on(person: User, round: Round, day: dt.date) -> Answer:
    """A day that is still to come, within two years."""
    if not (answer := may_see_round(person, round) and _goes_on(round)):
        return answer
    if not today() < day <= today() + FURTHEST:
        return no(_("Kies een dag die nog komt."))
    return YES


def may_act_on_training(person: User, training: Training) -> Answer:
    """What keeps somebody from using a training may become an action point, once they wrote it down."""
    if not (answer := may_see_training(person, training)):
        return answer
    if training.used is not False:
        return no(_("Schrijf eerst op wat je tegenhoudt."))
    return YES


def may_see_training(person: User, training: Training) -> Answer:
    return YES if training.person_id == person.pk else no(_("Dit is niet jouw training."))
