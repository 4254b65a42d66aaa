"""May X do Y to Z now? What is there on a workplace (access.md, LA; docs/decisions/0129-what-is-there-is-kept.md)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from learningtracks.models.workplace_conditions import WorkplaceCondition, lines_of
from learningtracks.values.workplace_conditions import MOST_OWN
from partnerships import belonging
from partnerships.models.workplaces import Workplace


def may_keep_conditions(person: User, workplace: Workplace) -> Answer:
    """Who advises the organisation, at any time: the list is kept, not filled in once a year."""
    if workplace.organisation_id in belonging.of(person).advised:
        return YES
    return no(_("Alleen de adviseur leren en ontwikkelen kan deze lijst bijhouden."))


def may_add_workplace_condition(person: User, workplace: Workplace) -> Answer:
    if not (answer := may_keep_conditions(person, workplace)):
        return answer
    if workplace.conditions.filter(slug="").count() >= MOST_OWN:
        return no(_("De lijst is vol. Haal er eerst iets af."))
    return YES


def may_remove_workplace_condition(person: User, condition: WorkplaceCondition) -> Answer:
    """What the workplace has of its own; what everybody begins with stays, with "Nee" when it is not there."""
    if not (answer := may_keep_conditions(person, condition.workplace)):
        return answer
    return YES if condition.is_own else no(_("Dit hoort bij de lijst. Kies Nee als het er niet is."))


def may_be_named(workplace: Workplace, name: str, but: WorkplaceCondition | None = None) -> Answer:
    """One name, one line: two with the same name cannot be told apart in a puzzle."""
    others = [one for one in lines_of(workplace) if but is None or one.key != but.key]
    if name.casefold() in {str(one).casefold() for one in others}:
        return no(_("Dit staat al op de lijst."))
    return YES
