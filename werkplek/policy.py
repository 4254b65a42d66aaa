"""May X do Y now? The answers of the top layer: those that need more than one layer."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation


def may_leave(person: User) -> Answer:
    """Everybody may have their account erased, but an organisation keeps a coordinator (access.md R27)."""
    others = (
        Membership.objects.active().as_coordinator().exclude(person=person).exclude(person__erase_after__isnull=False)
    )
    alone = Organisation.objects.coordinated_by(person).exclude(pk__in=others.values("organisation")).first()
    if alone is None:
        return YES
    return no(
        _("Jij bent de laatste coördinator van %(organisation)s. Wijs eerst een andere coördinator aan.")
        % {"organisation": alone}
    )
