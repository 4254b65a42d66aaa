"""Rounds that somebody did not hand in yet, and questions for help without an answer."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from learningtracks.models.rounds import Filling, HelpAsk, Round
from learningtracks.models.tracks import Track
from learningtracks.policy.rounds import people_of
from partnerships.models.memberships import Membership
from partnerships.models.teams import Team
from partnerships.todos import Owed, Said, ToDoKind, register


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
                yield Owed(person, one.pk, one.started_at)


def _says(things: Any, person: User) -> list[Said]:
    return [(one, _("Vul de ronde in"), _about(one, person)) for one in things.with_subjects()]


def _about(one: Round, person: User) -> str:
    if track := one.track:
        return track.title if track.learner_id == person.pk else f"{track.learner}, {track.title}"
    return str(one.training or one.title or one.team)


ROUND_TO_FILL_IN = register(
    ToDoKind(
        "round",
        Round,
        owed=_to_fill_in,
        sees=Round.objects.visible_to,
        says=_says,
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
    for ask in things.filter(answered_at__isnull=True):
        yield Owed(ask.asked_id, ask.pk, ask.asked_at)


def _asker(things: Any, person: User) -> list[Said]:
    return [(ask, _("Beantwoord de vraag om hulp"), str(ask.by)) for ask in things.select_related("by")]


HELP_TO_GIVE = register(ToDoKind("help_ask", HelpAsk, owed=_to_answer, sees=HelpAsk.objects.asked_of, says=_asker))
