"""Who may be in the register, who decides about it, and who says that it still holds (access.md row 36)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, AgeBand, Answer, no
from partnerships.models.professionals import Professional
from partnerships.values import ProfessionalStanding


def moderators() -> QuerySet[User]:
    """Who decides what stands in the register."""
    return User.objects.filter(is_superuser=True, is_active=True)


def may_be_found(person: User) -> Answer:
    """Everybody who is 18 or older, in whatever role."""
    if not person.is_active or person.age_band != AgeBand.ADULT:
        return no(_("In het register staan alleen mensen van 18 jaar of ouder."))
    return YES


def may_list_services(person: User) -> Answer:
    if not (person.is_active and person.is_superuser):
        return no(_("Alleen een beheerder past het aanbod aan."))
    return YES


def may_moderate(person: User, professional: Professional) -> Answer:
    if not (person.is_active and person.is_superuser):
        return no(_("Alleen een beheerder plaatst een profiel."))
    if professional.person_id == person.pk:
        return no(_("Over je eigen profiel beslist een andere beheerder."))
    if professional.standing != ProfessionalStanding.WAITING:
        return no(_("Over dit profiel is al beslist."))
    return YES


def may_confirm(person: User, professional: Professional) -> Answer:
    if professional.person_id != person.pk:
        return no(_("Alleen van wie het profiel is, zegt of het nog klopt."))
    if not (answer := may_be_found(person)):
        return answer
    if not professional.published_at:
        return no(_("Dit profiel staat niet in het register."))
    return YES


def may_withdraw(person: User, professional: Professional) -> Answer:
    if professional.person_id != person.pk:
        return no(_("Alleen van wie het profiel is, verwijdert het."))
    return YES
