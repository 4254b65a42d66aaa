"""Passes: ask a colleague, take that back, read and answer without signing in."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import Refused, require
from partnerships import belonging, events, letters
from partnerships.models.teams import Team
from reflections.events.passes import COLLEAGUE_ANSWERED, COLLEAGUE_ASKED, PASS_WITHDRAWN
from reflections.models.experiences import Experience
from reflections.models.passes import Pass, ends_at
from reflections.policy.passes import may_ask_colleague, may_ask_whom, may_use_pass, may_withdraw_pass


@transaction.atomic
def ask(experience: Experience, *, name: str, email: str, question: str, by: User) -> Pass:
    """Ask somebody by mail; the mail goes with the next round."""
    made = _made(experience, by, question, name=" ".join(name.split()), email=email.strip().lower())
    letters.promise(made)
    events.record(COLLEAGUE_ASKED, by=by, about=made)
    return made


@transaction.atomic
def ask_teammate(experience: Experience, *, person: User, team: Team, question: str, by: User) -> Pass:
    """Ask somebody of a team in which both are; they find it in "Voor jou" too."""
    if person.pk == by.pk or not {team.pk} <= belonging.teams_of(by) & belonging.teams_of(person):
        raise Refused(_("Deze collega zit niet met jou in dit team."))
    made = _made(experience, by, question, person=person, team=team)
    events.record(COLLEAGUE_ASKED, by=by, about=made, tell=[person])
    return made


def _made(
    experience: Experience, by: User, question: str, person: User | None = None, email: str = "", **more: object
) -> Pass:
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # all that they ask is counted, of every experience
    row = locked(Experience.objects.select_related("author"), experience.pk)
    require(may_ask_colleague(by, row))
    require(may_ask_whom(row, person, email))
    now = timezone.now()
    row.passes.over().update(withdrawn_at=now, email="")
    whom = {"person": person, "email": email, **more}
    return Pass.objects.create(experience=row, question=question.strip(), asked_at=now, expires_at=ends_at(now), **whom)


def _held(found: Pass) -> Pass:
    return locked(Pass.objects.select_related("experience__author"), found.pk)


@transaction.atomic
def withdraw(found: Pass, *, by: User) -> None:
    """The link opens nothing from now on, and the address is forgotten."""
    row = _held(found)
    require(may_withdraw_pass(by, row))
    row.withdrawn_at, row.email = timezone.now(), ""
    row.save(update_fields=["withdrawn_at", "email"])
    events.record(PASS_WITHDRAWN, by=by, about=row)


def note_read(found: Pass) -> None:
    """Write down that it was read; its author can see that (access.md R39)."""
    now = timezone.now()
    first = found.first_read_at or now
    Pass.objects.filter(pk=found.pk).update(first_read_at=first, last_read_at=now)


@transaction.atomic
def answer(found: Pass, *, text: str) -> Pass:
    """Answer once: the second of two at the same moment is refused. The author is told."""
    row = _held(found)
    require(may_use_pass(row))
    row.answer, row.answered_at, row.email = text.strip(), timezone.now(), ""
    row.save(update_fields=["answer", "answered_at", "email"])
    events.record(COLLEAGUE_ANSWERED, by=row.person, about=row, tell=[row.experience.author])
    return row
