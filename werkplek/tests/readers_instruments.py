"""Who may read what people write in rounds and in own lists of questions, for the crawl for canaries (access.md rows 22
and 23, R16; docs/decisions/0038-own-lists.md)."""

from django.db.models import Q

from learningtracks.models.instruments import Instrument, Item, ListWithdrawal
from learningtracks.models.rounds import Filling, HelpAsk, Round, RoundAnswer
from learningtracks.models.tracks import Track
from learningtracks.models.trainings import Training
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.values import Role
from werkplek.tests.readers_actions import of_team, who_learns


def of_filling(filling: Filling) -> set[int]:
    """Alone in a team: the writer. As a team: the team. On a track: also who handed in too, or all once closed."""
    round = filling.round
    if filling.person_id is None:
        return of_team(round.team)
    readers = {filling.person_id}
    if round.period and filling.handed_in_at:
        there = of_track(round.period.track)
        done = set(round.fillings.handed_in().values_list("person", flat=True))
        readers |= there if round.closed_at else there & done
    return readers


def of_track(track: Track) -> set[int]:
    """The learner and who is named on it."""
    named = track.people.filter(ended_at=None, membership__ended_at=None)
    return {track.learner_id, *named.values_list("person", flat=True)}


def of_answer(answer: RoundAnswer) -> set[int]:
    """Answers on the scale have no text: one that stood there all the same is on no page, and in the own data only."""
    if answer.item.instrument_id == answer.filling.round.hill_id:
        return {answer.filling.person_id}
    return of_filling(answer.filling)


def asker_and_asked(ask: HelpAsk) -> set[int]:
    return {ask.by_id, ask.asked_id}


def of_round(round: Round) -> set[int]:
    """Only rounds of teams have a title: one of another round is on no page, and in the own data of who took part."""
    if round.team:
        return of_team(round.team)
    return {round.started_by_id, *round.fillings.values_list("person", flat=True)}


def of_training(training: Training) -> set[int]:
    return {training.person_id}


def of_own_list(made: Instrument) -> set[int]:
    """Who advises its organisation on learning, and who takes part in a round that asks this version."""
    advisers = Membership.objects.active().filter(organisation=made.organisation, role=Role.LND_ADVISER)
    found = set(advisers.values_list("person", flat=True))
    for round in Round.objects.filter(checklist=made):
        found |= of_team(round.team) if round.team else of_track(round.period.track)
    return found


def of_own_title(made: Instrument) -> set[int]:
    """Also who may choose it for a new round, as long as it is the newest version and not withdrawn."""
    newer = Instrument.objects.filter(slug=made.slug, version__gt=made.version)
    if newer.exists() or ListWithdrawal.objects.filter(slug=made.slug).exists():
        return of_own_list(made)
    return of_own_list(made) | around(made.organisation)


def around(organisation: Organisation) -> set[int]:
    """Who may begin a round in its teams and on its tracks, of the school as well as of the employer."""
    found: set[int] = set()
    for team in Team.objects.filter(organisation=organisation):
        found |= of_team(team)
    tracks = Track.objects.filter(Q(school=organisation) | Q(workplace__organisation=organisation), ended_on=None)
    for track in tracks:
        found |= of_track(track) - {track.learner_id}
        found |= who_learns(track)
    return found


CONTENT_OF_OWN_LISTS = {
    "learningtracks.Instrument.title_nl": of_own_title,
    "learningtracks.Instrument.title_en": of_own_title,
    **{
        f"learningtracks.Instrument.{part}_{language}": of_own_list
        for part in ("intro", "attribution")
        for language in ("nl", "en")
    },
    **{f"learningtracks.Item.text_{language}": lambda item: of_own_list(item.instrument) for language in ("nl", "en")},
}
# What comes with Werkplek is everybody's: the words go into what organisations made.
OWN_ONLY = {Instrument: Q(organisation__isnull=False), Item: Q(instrument__organisation__isnull=False)}

CONTENT_OF_ROUNDS = {
    **CONTENT_OF_OWN_LISTS,
    "learningtracks.RoundAnswer.text": of_answer,
    "learningtracks.HelpAsk.text": asker_and_asked,
    "learningtracks.Round.title": of_round,
    "learningtracks.Training.title": of_training,
    "learningtracks.Training.text": of_training,
}
# Names that the program makes, and what only the lists that come with Werkplek have.
ONLY_OF_WERKPLEK = tuple(
    f"{part}_{language}" for part in ("name", "note", "guide", "team") for language in ("nl", "en")
)
MADE_OF_INSTRUMENTS = [
    "learningtracks.Instrument.slug",
    "learningtracks.Instrument.fingerprint",
    "learningtracks.ListWithdrawal.slug",
    *(f"learningtracks.Item.{name}" for name in ("slug", "serves", *ONLY_OF_WERKPLEK)),
    "learningtracks.RoundEvidence.principle",
]
