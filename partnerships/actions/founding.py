"""The first organisation of an installation and who coordinates it, for whom there is no page to begin at yet."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.names import tidy_address
from partnerships import events
from partnerships.actions import organisations
from partnerships.events.kinds import PARTNERSHIP_STARTED
from partnerships.models.invitations import Invitation
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.values import Role


class Impossible(Exception):
    """Why it was not done, in words for who runs the machine."""


def administrator(email: str = "") -> User:
    """The platform administrator of this address; without an address the only one there is."""
    there = User.objects.filter(is_superuser=True, is_active=True)
    found = list(there.filter(email=tidy_address(email)) if email else there)
    if len(found) == 1:
        return found[0]
    if email:
        raise Impossible(f"{email} is not the address of a platform administrator.")
    if found:
        raise Impossible("There is more than one platform administrator. Say which one: --by address.")
    raise Impossible("There is no platform administrator yet. Make one first: manage.py createsuperuser.")


@transaction.atomic
def begin(*, by: User, name: str, kind: str, city: str, coordinator: str, partnership: str = "") -> Invitation:
    """Let an organisation in, present in a new partnership when that has a name, and invite its first coordinator."""
    name, partnership = name.strip(), partnership.strip()
    if not name:
        raise Impossible("An organisation needs a name.")
    try:
        validate_email(coordinator.strip())
    except ValidationError as error:
        raise Impossible(f"{coordinator} is not a mail address.") from error
    if Organisation.objects.filter(name__iexact=name).exists():
        raise Impossible(f"There is an organisation {name} already. Its page can invite a coordinator again.")
    if partnership and Partnership.objects.filter(name__iexact=partnership).exists():
        raise Impossible(f"There is a partnership {partnership} already. Its coordinators can ask {name} to take part.")
    made = organisations.add(by=by, name=name, kind=kind, city=city.strip(), coordinator=coordinator)
    if partnership:
        _found(partnership, made, by)
    return made.invitations.get(role=Role.COORDINATOR)


def _found(name: str, organisation: Organisation, by: User) -> None:
    """A partnership with this organisation in it: nobody is there to agree first."""
    partnership = Partnership.objects.create(name=name)
    PartnershipParty.objects.create(
        partnership=partnership, organisation=organisation, agreed_at=timezone.now(), agreed_by=by
    )
    events.record(PARTNERSHIP_STARTED, by=by, about=partnership, organisation=organisation)
