"""What somebody is asked and has yet to answer."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy

from accounts.directions import apart
from accounts.models import User
from accounts.values import today
from instruments.ask_kinds import KINDS
from instruments.models.asks import Ask, Named
from instruments.models.sheets import Sheet
from instruments.policy.subjects import people_of
from instruments.values.asks import APART
from learningtracks.models.tracks import Track
from learningtracks.todos.places import ON_TRACK
from learningtracks.values.instruments import Reading
from partnerships.models.memberships import Membership
from partnerships.models.teams import Team
from partnerships.todos import IN_ORGANISATION, IN_TEAM, Around, Group, Owed, Place, Said, ToDoKind, register
from partnerships.values import day_end

HELP = "help_question"  # asks somebody by name, and does not wait for a list of questions


def _help_owed(things: Any) -> Iterator[Owed]:
    """Who is asked for help by name."""
    for ask in things.open().filter(kind=HELP, asked__isnull=False).select_related("period"):
        yield Owed(ask.asked_id, ask.pk, ask.started_at, *_where(ask))


def _owed(things: Any) -> Iterator[Owed]:
    """Who is asked by name; where everybody answers apart, who is around and did not hand in; who learns."""
    asks = list(
        things.open()
        .exclude(kind=HELP)
        .filter(Q(reading=Reading.TWO) | Q(reading__in=APART, organisation=None))
        .exclude(reading=Reading.ALONE, until_on__lt=today())
        .with_heads()
        .select_related("training")
    )
    done = set(Sheet.objects.filter(ask__in=asks, handed_in_at__isnull=False).values_list("ask", "person"))
    people: dict[Any, set[int]] = {}
    invited = Named.objects.filter(writes=True, ended_at=None, ask__in=things.open().filter(organisation__isnull=False))
    handed_in = Sheet.objects.filter(ask__in=invited.values("ask"), handed_in_at__isnull=False)
    ready = set(handed_in.values_list("ask", "person"))
    for one in invited.select_related("ask"):
        if (one.ask_id, one.person_id) not in ready:
            yield Owed(one.person_id, one.ask_id, one.named_at, IN_ORGANISATION, one.ask.organisation_id)
    for ask in asks:
        if ask.asked_id:
            yield Owed(ask.asked_id, ask.pk, ask.started_at, *_where(ask))
            continue
        if (about := ask.on or ask.subject) not in people:
            there = people_of(ask).values_list("pk", flat=True)
            people[about] = {ask.training.person_id} if ask.training else set(there)
        closes_at = day_end(ask.until_on) if ask.reading == Reading.ALONE and ask.until_on else None
        for person in people[about]:
            if (ask.pk, person) not in done:
                yield Owed(person, ask.pk, ask.started_at, *_where(ask), closes_at=closes_at)
    alone = things.open().filter(reading=Reading.LEARNER_ONLY, until_on__gte=today())
    for ask in alone.select_related("track"):
        yield Owed(
            ask.track.learner_id, ask.pk, ask.started_at, ON_TRACK, ask.track_id, closes_at=day_end(ask.until_on)
        )


def _where(ask: Ask) -> tuple[Place | None, int | None]:
    """The team or the track; what is about an own training is somebody's wherever they are."""
    if ask.team_id:
        return IN_TEAM, ask.team_id
    return (ON_TRACK, ask.track_of) if ask.track_of else (None, None)


def _says(things: Any, person: User) -> list[Said]:
    known = [one for one in things if one.kind in KINDS]  # one of a newer process has no words yet
    return [(one, str(KINDS[one.kind].words.todo), _about(one, person)) for one in known]


def _about(ask: Ask, person: User) -> str:
    if ask.asked_id:
        of_learner = ask.on and ask.on.learner_id == ask.by_id  # whose track it is
        return ", ".join(filter(None, ("" if of_learner else str(ask.by), apart(ask.title))))
    if track := ask.on:
        return "" if track.learner_id == person.pk else track.title
    return ask.about


AROUND: dict[type[Model], Around] = {
    Track: lambda track: Ask.objects.filter(
        Q(period__track=track) | Q(track=track) | Q(team__isnull=False, team=track.team_id)
    ),
    Team: lambda team: Ask.objects.filter(team=team),
    Membership: lambda one: Ask.objects.filter(
        Q(team__isnull=False, team=one.team_id) | Q(period__track__people__membership=one)
    ),
}
ASK_TO_ANSWER = register(
    ToDoKind(
        "ask",
        Ask,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Vragenlijst"),
        shown=lambda asks: asks.with_heads().select_related("training"),
        around=AROUND,
    )
)
HELP_TO_GIVE = register(
    ToDoKind(
        "ask_help",
        Ask,
        owed=_help_owed,
        says=_says,
        label=gettext_lazy("Vraag om hulp"),
        group=Group.QUESTIONS,
        shown=lambda asks: asks.with_heads().select_related("training"),
        around=AROUND,
    )
)
