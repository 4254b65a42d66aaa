"""Actions on what an organisation is asked once a year: begin, invite, publish (docs/decisions/0138)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import Refused, require, today
from instruments.actions.asks import put
from instruments.ask_kinds import KINDS, AskKind
from instruments.models.asks import Ask, Named
from instruments.policy.yearly import advisers_of, may_begin_year, may_lead, may_publish, people_to_invite
from partnerships import events
from partnerships.models.organisations import Organisation


@transaction.atomic
def begin(kind: AskKind, organisation: Organisation, *, by: User) -> Ask:
    """Begin the one of this year; those of earlier years stay as they are from now on. The other advisers are told."""
    organisation = locked(Organisation.objects.all(), organisation.pk)
    require(may_begin_year(by, kind, organisation))
    earlier = list(Ask.objects.of(organisation, kind.code).open())
    Ask.objects.filter(pk__in=[one.pk for one in earlier]).update(closed_at=timezone.now())
    made = put(kind, organisation, by=by, cycle=str(today().year))
    events.record(kind.begun, by=by, about=made, tell=advisers_of(organisation), also=earlier)
    return made


@transaction.atomic
def invite(ask: Ask, *, person: User, by: User) -> None:
    """Ask a colleague to answer beside the group. They are told, and read what others handed in once they did. A second
    time changes nothing."""
    ask = locked(Ask.objects.with_heads(), ask.pk)
    require(may_lead(by, ask))
    if not people_to_invite(ask).filter(pk=person.pk).exists():
        raise Refused(_("Kies iemand van je organisatie."))
    _named, new = Named.objects.get_or_create(ask=ask, person=person, writes=True, ended_at=None)
    beside = KINDS[ask.kind].beside
    assert beside  # noqa: S101 - the policy said so; for the type checker
    if new:
        events.record(beside.invited, by=by, about=ask, tell=[person])


@transaction.atomic
def uninvite(ask: Ask, *, person: User, by: User) -> None:
    """Ask somebody no longer: they read nothing of it any more. What they handed in stays, what they did not hand in
    nobody reads. A second time changes nothing."""
    ask = locked(Ask.objects.with_heads(), ask.pk)
    require(may_lead(by, ask))
    ended = ask.named.filter(person=person, writes=True, ended_at=None).update(ended_at=timezone.now())
    if ended and (beside := KINDS[ask.kind].beside):
        events.record(beside.uninvited, by=by, about=ask)


@transaction.atomic
def publish(ask: Ask, *, by: User) -> None:
    """Let everybody in the organisation read what the group wrote, today and later. A second time changes nothing."""
    ask = locked(Ask.objects.with_heads(), ask.pk)
    if ask.opened_at and may_lead(by, ask):
        return
    require(may_publish(by, ask))
    ask.opened_at = timezone.now()
    ask.save(update_fields=["opened_at"])
    invited = User.objects.filter(asks_named_on__ask=ask, asks_named_on__ended_at=None)
    beside = KINDS[ask.kind].beside
    assert beside  # noqa: S101 - the policy said so; for the type checker
    events.record(beside.published, by=by, about=ask, tell=invited)
