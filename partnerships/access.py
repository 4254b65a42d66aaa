"""Access decorators of the partnerships layer. Each finds its object through the person, or answers 404."""

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import View, marked
from accounts.models import User
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.professionals import Professional
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.policy import organisations_visible_to


def found_by(name: str, rule: str, find: Callable[[User, uuid.UUID], Iterable[Any]]) -> Callable[[View], View]:
    """Build a decorator: `find(person, public_id)` gives the thing with that id if the person may have it, and nothing
    else; pass it on as the argument `name`.

    Not allowed and not existing give the same 404 (access.md R34).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            found = next(iter(find(request.user, kwargs.pop("public_id"))), None)  # type: ignore[arg-type]
            if found is None:
                raise Http404
            kwargs[name] = found
            return view(request, *args, **kwargs)

        return marked(guarded, rule)

    return decorate


def found_for(name: str, rule: str, question: Callable[[User], QuerySet[Any]]) -> Callable[[View], View]:
    """The same for a thing that is looked up by its public id among what `question(person)` allows."""
    return found_by(name, rule, lambda person, public_id: question(person).filter(public_id=public_id))


def _known(person: User) -> QuerySet[Membership]:
    return Membership.objects.known_to(person).select_related("person", "organisation", "partnership", "team")


for_coordinator = found_for("organisation", "coordinator of the organisation", Organisation.objects.coordinated_by)
for_organisation = found_for(
    "organisation", "belongs to it or to a partner, or runs the machine", organisations_visible_to
)
for_colleague = found_for("organisation", "member of the organisation", Organisation.objects.with_member)
for_partner = found_for("partnership", "takes part in the partnership", Partnership.objects.visible_to)
for_partnership_coordinator = found_for("partnership", "coordinator of a partner", Partnership.objects.managed_by)
for_team_lead = found_for("team", "leads the team", Team.objects.led_by)
for_team = found_for("team", "member of the team, or coordinator of its organisation", Team.objects.visible_to)
for_manager_of_team = found_for("team", "coordinator of the organisation of the team", Team.objects.managed_by)
for_manager_of_workplace = found_for("workplace", "coordinator of its organisation", Workplace.objects.managed_by)
for_membership = found_for("membership", "the member, who leads the team, or coordinator of the organisation", _known)
for_manager_of_membership = found_for("membership", "coordinator of its organisation", Membership.objects.manageable_by)
for_inviter = found_for(
    "invitation",
    "coordinator of its organisation, or lead of its team",
    Invitation.objects.manageable_by,
)
for_asked = found_for(
    "partnership", "takes part, or coordinates an organisation that is asked to", Partnership.objects.knowable_to
)
for_moderator_of_professional = found_for(
    "professional", "decides about the register, and not about the own profile", Professional.objects.moderated_by
)
for_told = found_for("notice", "the person who was told", Notice.objects.of)


def for_platform_admin(view: View) -> View:
    """For who runs the machine; to anybody else the page does not exist (access.md R24, R34)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request.user, "is_superuser", False):
            raise Http404
        return view(request, *args, **kwargs)

    return marked(guarded, "platform administrator")
