"""A value check that is held apart: tell a story, say yes to what others noted, close it (domain.md §5.6)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from partnerships.models.memberships import Membership
from partnerships.models.teams import Team
from partnerships.todos import IN_TEAM, LEADS_TEAM, Group, Owed, Said, ToDoKind, register
from partnerships.values import Role
from reflections.calendar import local_day, step_on
from reflections.models.stories import StoryNote, ValueStory
from reflections.models.value_checks import Participant, ValueCheck
from reflections.values import CheckForm


def _apart(things: Any) -> Any:
    found = things.filter(form=CheckForm.APART, closed_at__isnull=True, skipped_at__isnull=True)
    return found.select_related("team__organisation").prefetch_related("team__organisation__holidays")


def _holidays(team: Team) -> frozenset[Any]:
    return frozenset(holiday.day for holiday in team.organisation.holidays.all())


def _page(check: ValueCheck) -> str:
    return reverse("reflections:apart", args=[check.public_id])


def _checks(things: Any) -> Any:
    return things.select_related("team")


def _to_tell(things: Any) -> Iterator[Owed]:
    """Everybody who was asked and did not tell or pass, on the days on which people tell."""
    asked = Participant.objects.filter(removed_at__isnull=True, passed_at__isnull=True, person__is_active=True)
    checks = list(_apart(things).prefetch_related(Prefetch("participants", asked, to_attr="asked")))
    told = ValueStory.objects.filter(value_check__in=checks).values_list("value_check", "seat__person")
    done: dict[int, set[int | None]] = defaultdict(set)
    for check, person in told:
        done[check].add(person)
    for check in checks:
        opens = step_on(local_day(check.starts_at), _holidays(check.team))
        for one in check.asked:
            if one.person_id not in done[check.pk]:
                yield Owed(one.person_id, check.pk, opens, IN_TEAM, check.team_id, closes_at=check.ends_at)


def _tell(things: Any, person: User) -> list[Said]:
    return [(check, _("Vertel je verhaal in de waardecheck"), check.team.name) for check in things]


STORY_TO_TELL = register(
    ToDoKind(
        "tell_story",
        ValueCheck,
        owed=_to_tell,
        says=_tell,
        label=gettext_lazy("Waardecheck"),
        group=Group.QUESTIONS,
        shown=_checks,
        link=_page,
        around={ValueStory: lambda story: ValueCheck.objects.filter(pk=story.value_check_id)},
        subject=gettext_lazy("Een waardecheck waarin je vertelt wanneer het jou uitkomt"),
    )
)


def _to_confirm(things: Any) -> Iterator[Owed]:
    """A teller whose story others wrote a note with, until it is closed; after that the report says it."""
    open_ones = things.filter(withdrawn_at__isnull=True, value_check__form=CheckForm.APART)
    open_ones = open_ones.filter(value_check__closed_at__isnull=True, seat__person__isnull=False)
    waiting = StoryNote.objects.standing().filter(confirmed_at__isnull=True).order_by("written_at")
    waited_for = Prefetch("notes", waiting, to_attr="waiting_notes")
    for story in open_ones.select_related("seat", "value_check").prefetch_related(waited_for):
        if notes := story.waiting_notes:
            since = notes[0].written_at
            yield Owed(story.seat.person_id, story.pk, since, IN_TEAM, story.value_check.team_id)


def _confirm(things: Any, person: User) -> list[Said]:
    return [(story, _("Klopt wat je team bij je verhaal schreef?"), story.name) for story in things]


NOTES_TO_CONFIRM = register(
    ToDoKind(
        "confirm_notes",
        ValueStory,
        owed=_to_confirm,
        says=_confirm,
        label=gettext_lazy("Waardecheck"),
        around={ValueCheck: lambda check: ValueStory.objects.filter(value_check=check)},
    )
)


def _to_close(things: Any) -> Iterator[Owed]:
    """Who leads the team, from the first working day after the last one."""
    leading = Membership.objects.active().filter(role=Role.TEAM_LEAD, person__is_active=True)
    checks = _apart(things).prefetch_related(Prefetch("team__memberships", leading, to_attr="leading"))
    for check in checks:
        moment = step_on(local_day(check.ends_at), _holidays(check.team))
        for person in {one.person_id for one in check.team.leading}:
            yield Owed(person, check.pk, moment, LEADS_TEAM, check.team_id)


def _close(things: Any, person: User) -> list[Said]:
    return [(check, _("Bekijk de oogst en rond de waardecheck af"), check.team.name) for check in things]


APART_TO_CLOSE = register(
    ToDoKind(
        "close_apart",
        ValueCheck,
        owed=_to_close,
        says=_close,
        label=gettext_lazy("Waardecheck"),
        shown=_checks,
        around={
            Team: lambda team: ValueCheck.objects.filter(team=team),
            Membership: lambda one: ValueCheck.objects.filter(team=one.team_id),
        },
    )
)
