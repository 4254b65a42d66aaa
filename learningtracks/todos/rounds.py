"""Rounds that somebody did not hand in yet, and questions for help without an answer."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from learningtracks.belonging import tracks_of
from learningtracks.models.rounds import Filling, HelpAsk, Round, RoundQuerySet
from learningtracks.models.tracks import Track
from learningtracks.policy.rounds import people_of
from learningtracks.todos.places import GUIDES_TRACK, ON_TRACK
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.models.teams import Team
from partnerships.todos import IN_TEAM, Owed, Place, Said, ToDoKind, register


def _to_fill_in(things: Any) -> Iterator[Owed]:
    rounds = list(things.filter(closed_at__isnull=True).with_heads())
    done = set(Filling.objects.filter(round__in=rounds, handed_in_at__isnull=False).values_list("round", "person"))
    people: dict[Any, set[int]] = {}
    for one in rounds:
        subject = one.team or one.track or one.training
        if subject not in people:
            people[subject] = set(people_of(one).values_list("pk", flat=True))
        for person in people[subject]:
            if (one.pk, person) not in done:
                yield Owed(person, one.pk, one.started_at, *_where(one))


def _where(one: Round) -> tuple[Place | None, int | None]:
    """The team or the track of a round; the round about an own training is somebody's wherever they are."""
    if one.team_id:
        return IN_TEAM, one.team_id
    return (ON_TRACK, one.track.pk) if one.track else (None, None)


def _says(things: Any, person: User) -> list[Said]:
    return [(one, _("Vul de ronde in"), _about(one, person)) for one in things]


def _about(one: Round, person: User) -> str:
    if track := one.track:
        return track.title if track.learner_id == person.pk else f"{track.learner}, {track.title}"
    return str(one.training or one.title or one.team)


ROUND_TO_FILL_IN = register(
    ToDoKind(
        "round",
        Round,
        owed=_to_fill_in,
        says=_says,
        shown=RoundQuerySet.with_subjects,
        around={
            Track: lambda track: Round.objects.filter(
                Q(period__track=track) | Q(team__isnull=False, team=track.team_id)
            ),
            Team: lambda team: Round.objects.filter(team=team),
            Membership: lambda one: Round.objects.filter(
                Q(team__isnull=False, team=one.team_id) | Q(period__track__people__membership=one)
            ),
        },
    )
)


def _to_answer(things: Any) -> Iterator[Owed]:
    """Theirs as long as they guide the asker, or are in a team together."""
    asks = list(things.filter(answered_at__isnull=True).select_related("by", "asked"))
    with belonging.remembered():
        belonging.read_at_once({person for ask in asks for person in (ask.by, ask.asked)})
        for ask in asks:
            guided = tracks_of(ask.by).learning & tracks_of(ask.asked).guided()
            together = belonging.teams_of(ask.by) & belonging.teams_of(ask.asked)
            if guided or together:
                where = (GUIDES_TRACK, min(guided)) if guided else (IN_TEAM, min(together))
                yield Owed(ask.asked_id, ask.pk, ask.asked_at, *where)


def _asker(things: Any, person: User) -> list[Said]:
    return [(ask, _("Beantwoord de vraag om hulp"), str(ask.by)) for ask in things]


HELP_TO_GIVE = register(
    ToDoKind(
        "help_ask",
        HelpAsk,
        owed=_to_answer,
        says=_asker,
        shown=lambda things: things.select_related("by"),
        around={
            Track: lambda track: HelpAsk.objects.filter(by=track.learner_id),
            Membership: lambda one: HelpAsk.objects.filter(Q(by=one.person_id) | Q(asked=one.person_id)),
        },
    )
)
