"""Passes: ask a colleague, take that back, read and answer without signing in."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import Refused, require
from partnerships import belonging, events
from partnerships.models.teams import Team
from reflections.events.passes import COLLEAGUE_ANSWERED, COLLEAGUE_ASKED, PASS_WITHDRAWN, SECOND_VOICE_NAMED
from reflections.models.experiences import Experience
from reflections.models.passes import Pass, ends_at
from reflections.models.promises import Promise
from reflections.policy.passes import may_ask_about, may_ask_whom, may_use_pass, may_withdraw_pass
from reflections.reminders.second_voices import ask_second_voice, told

Source = Experience | Promise


@transaction.atomic
def ask(source: Source, *, name: str, email: str, question: str, by: User) -> Pass:
    """Ask somebody by mail; the mail goes with the next round, to a second voice on the day of the promise."""
    return _begun(_made(source, by, question, name=" ".join(name.split()), email=email.strip().lower()), by)


@transaction.atomic
def ask_teammate(source: Source, *, person: User, team: Team, question: str, by: User) -> Pass:
    """Ask somebody of a team in which both are; they find it in "Voor jou" too."""
    if person.pk == by.pk or not {team.pk} <= belonging.teams_of(by) & belonging.teams_of(person):
        raise Refused(_("Deze collega zit niet met jou in dit team."))
    return _begun(_made(source, by, question, person=person, team=team), by)


def _made(source: Source, by: User, question: str, person: User | None = None, email: str = "", **more: object) -> Pass:
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # all that they ask is counted, of whatever it is about
    row = _taken(source)
    require(may_ask_about(by, row))
    require(may_ask_whom(row, person, email))
    now = timezone.now()
    row.passes.over().update(withdrawn_at=now, email="")
    about = {"promise": row} if isinstance(row, Promise) else {"experience": row, "expires_at": ends_at(now)}
    whom = {"person": person, "email": email, **more}
    return Pass.objects.create(question=question.strip(), asked_at=now, **about, **whom)


def _taken(source: Source) -> Source:
    if isinstance(source, Promise):
        return locked(Promise.objects.select_related("story__seat__person", "story__value_check__team"), source.pk)
    return locked(Experience.objects.select_related("author"), source.pk)


def _begun(made: Pass, by: User) -> Pass:
    """A question about an experience goes at once, a second voice when its day has come or the teller answered."""
    promise = made.promise
    if promise is None:
        events.record(COLLEAGUE_ASKED, by=by, about=made, tell=told(made))
        return made
    events.record(SECOND_VOICE_NAMED, by=by, about=made)
    if promise.has_come or not promise.is_open:
        ask_second_voice(promise)
    return made


def _held(found: Pass) -> Pass:
    return locked(Pass.objects.with_source(), found.pk)


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
    events.record(COLLEAGUE_ANSWERED, by=row.person, about=row, tell=[row.asker])
    return row
