"""May X do Y to Z now? The answers of the partnerships layer (access.md rows 2-4, 17, 29 and R22-R28)."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from partnerships import belonging
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import (
    ROLES,
    ROLES_IN_PARTNERSHIP,
    ROLES_IN_TEAM,
    InvitationStanding,
    OrganisationKind,
    Role,
    roles_of_kind,
)

# --- Questions: what somebody may choose from -----------------------------------------------------------


def organisations_visible_to(person: User) -> models.QuerySet[Organisation]:
    """Organisations whose page this person may open (access.md row 3): where they belong, the partners in their
    partnerships, and all of them for who runs the machine."""
    if person.is_active and person.is_superuser:
        return Organisation.objects.all()
    mine = belonging.of(person)
    beside = PartnershipParty.objects.present().filter(partnership__in=mine.joined)
    return Organisation.objects.filter(
        models.Q(pk__in=mine.organisations()) | models.Q(pk__in=beside.values("organisation"))
    )


def coordinates(person: User, organisation: Organisation) -> bool:
    return organisation.pk in belonging.of(person).coordinated


def leads(person: User, team: Team | None) -> bool:
    return team is not None and team.pk in belonging.of(person).teams(Role.TEAM_LEAD)


def colleagues(organisation: Organisation) -> models.QuerySet[User]:
    """Who works or learns at an organisation today."""
    there = Membership.objects.active().filter(organisation=organisation)
    return User.objects.filter(pk__in=there.values("person")).order_by("name_key", "pk")


def coordinators(organisation: Organisation) -> models.QuerySet[User]:
    """Who coordinates an organisation today."""
    there = Membership.objects.active().as_coordinator().filter(organisation=organisation)
    return User.objects.filter(pk__in=there.values("person")).order_by("name_key", "pk")


def partnerships_of(organisation: Organisation) -> models.QuerySet[Partnership]:
    """Partnerships in which an organisation takes part."""
    present = PartnershipParty.objects.present().filter(organisation=organisation)
    return Partnership.objects.filter(pk__in=present.values("partnership"))


def known_organisations(person: User, partnership: Partnership) -> models.QuerySet[Organisation]:
    """Organisations to ask without their coordinator's address: your own, and partners you have elsewhere. Those that
    are in it or were asked already are left out."""
    mine = belonging.of(person)
    elsewhere = PartnershipParty.objects.present().filter(partnership__in=mine.managed)
    there = partnership.parties.filter(left_on__isnull=True)
    return Organisation.objects.filter(
        models.Q(pk__in=mine.coordinated) | models.Q(pk__in=elsewhere.values("organisation"))
    ).exclude(pk__in=there.values("organisation"))


def organisation_of_coordinator(partnership: Partnership, email: str, name: str, kind: str) -> Organisation | None:
    """Which organisation that is not in the partnership yet is meant: the one of exactly this name and kind that has
    this coordinator. By another name it is a new one, or asking would tell what somebody coordinates."""
    person = User.objects.with_address(email).first()
    if person is None:
        return None
    there = partnership.parties.filter(left_on__isnull=True)
    mine = Organisation.objects.coordinated_by(person).filter(kind=kind, name=name.strip())
    return mine.exclude(pk__in=there.values("organisation")).order_by("pk").first()


# --- Organisations, workplaces, teams -------------------------------------------------------------------


def may_found(person: User) -> Answer:
    """Who runs the machine lets the first organisations in; others come in through a partnership."""
    if person.is_active and person.is_superuser:
        return YES
    return no(_("Alleen een beheerder van Werkplek kan dit."))


def may_manage(person: User, organisation: Organisation) -> Answer:
    """A coordinator manages the own organisation: details, closing days, workplaces, teams, people (R22)."""
    if coordinates(person, organisation):
        return YES
    return no(_("Alleen een coördinator van deze organisatie kan dit."))


def may_have_teams(organisation: Organisation) -> Answer:
    """Workplaces and teams belong to employers."""
    if organisation.kind == OrganisationKind.WORKPLACE:
        return YES
    return no(_("Een opleiding heeft geen werkplekken en teams."))


def may_remove(person: User, thing: Workplace | Team) -> Answer:
    """Only what nothing hangs on may go: what people did there keeps its place."""
    if not (answer := may_manage(person, thing.organisation)):
        return answer
    if _is_used(thing):
        return no(_("Hier hangen al mensen, trajecten of lijsten aan. Dan kun je dit niet verwijderen."))
    return YES


def _is_used(thing: models.Model) -> bool:
    """Whether anything refers to it, on this layer or a layer above."""
    relations = [field for field in thing._meta.get_fields(include_hidden=True) if isinstance(field, ForeignObjectRel)]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: thing}).exists() for relation in relations
    )


def may_edit_team(person: User, team: Team) -> Answer:
    """A coordinator of the organisation, or who leads the team (access.md row 17)."""
    if leads(person, team) or coordinates(person, team.organisation):
        return YES
    return no(_("Alleen de teamleider of een coördinator kan dit."))


# --- Partnerships ---------------------------------------------------------------------------------------


def may_start_any(person: User) -> Answer:
    """Who coordinates an organisation may begin a partnership."""
    if belonging.of(person).coordinated:
        return YES
    return no(_("Alleen een coördinator kan een partnerschap beginnen."))


def may_start(person: User, organisation: Organisation) -> Answer:
    """A coordinator starts a partnership for the own organisation."""
    return may_manage(person, organisation)


def may_edit_partnership(person: User, partnership: Partnership) -> Answer:
    """A coordinator of a partner (access.md row 4)."""
    if partnership.pk in belonging.of(person).managed:
        return YES
    return no(_("Alleen een coördinator van een partner kan dit."))


def may_propose(person: User, partnership: Partnership, organisation: Organisation) -> Answer:
    """Ask an organisation to take part, once at a time. It counts when that organisation agrees (row 4, note 4)."""
    if not (answer := may_edit_partnership(person, partnership)):
        return answer
    if partnership.parties.filter(organisation=organisation, left_on__isnull=True).exists():
        return no(_("Deze organisatie doet al mee, of is al gevraagd."))
    return YES


def may_answer(person: User, party: PartnershipParty) -> Answer:
    """A coordinator of the organisation that was asked says yes or no, once."""
    if not (answer := may_manage(person, party.organisation)):
        return answer
    if party.agreed_at or party.left_on:
        return no(_("Deze vraag is al beantwoord."))
    return YES


def may_take_back(person: User, party: PartnershipParty) -> Answer:
    """A coordinator of a partner takes a question back that is not answered yet."""
    if not (answer := may_edit_partnership(person, party.partnership)):
        return answer
    if party.agreed_at or party.left_on:
        return no(_("Deze vraag is al beantwoord."))
    return YES


def may_leave(person: User, party: PartnershipParty) -> Answer:
    """An organisation leaves by the word of its own coordinator."""
    if not (answer := may_manage(person, party.organisation)):
        return answer
    if not party.agreed_at or party.left_on:
        return no(_("Deze organisatie doet niet mee in dit partnerschap."))
    return YES


# --- People -----------------------------------------------------------------------------------------------


def may_fit(organisation: Organisation, role: str, partnership: Partnership | None, team: Team | None) -> Answer:
    """A role belongs to a kind of organisation, and names its partnership or its team where it has one."""
    if role not in roles_of_kind(organisation.kind):
        return no(_("Deze rol past niet bij deze organisatie."))
    if (role in ROLES_IN_TEAM) != (team is not None) or (team and team.organisation_id != organisation.pk):
        return no(_("Kies een team van deze organisatie bij een rol in een team."))
    if (role in ROLES_IN_PARTNERSHIP) != (partnership is not None):
        return no(_("Kies een partnerschap bij deze rol."))
    if partnership and not partnerships_of(organisation).filter(pk=partnership.pk).exists():
        return no(_("Deze organisatie doet niet mee in dit partnerschap."))
    return YES


def may_bring_in(
    person: User, organisation: Organisation, role: str, partnership: Partnership | None, team: Team | None
) -> Answer:
    """Invite somebody, or give a colleague a role (access.md row 29)."""
    if not (answer := may_fit(organisation, role, partnership, team)):
        return answer
    if coordinates(person, organisation) or (role in ROLES[Role.TEAM_LEAD].brings_in and leads(person, team)):
        return YES
    return no(_("Je kunt in deze rol niemand toevoegen."))


def may_last_until(day: dt.date | None) -> Answer:
    """An end that has yet to come, or none."""
    if day and day < today():
        return no(_("Kies een dag vanaf vandaag."))
    return YES


def may_start_before(membership: Membership, ends_on: dt.date) -> Answer:
    """It ends on or after the day it starts."""
    if ends_on < membership.starts_on:
        return no(_("Dit lidmaatschap begint pas later."))
    return YES


def may_go_on(membership: Membership) -> Answer:
    """Without an end there is one membership per role and place."""
    same = Membership.objects.filter(
        person=membership.person_id,
        organisation=membership.organisation_id,
        role=membership.role,
        partnership=membership.partnership_id,
        team=membership.team_id,
        ended_at__isnull=True,
        ends_on__isnull=True,
    )
    return no(_("Deze persoon heeft deze rol al.")) if same.exclude(pk=membership.pk).exists() else YES


def may_give(
    person: User,
    receiver: User,
    organisation: Organisation,
    role: str,
    partnership: Partnership | None,
    team: Team | None,
) -> Answer:
    """Give a colleague a role: a coordinator, somebody of the organisation, and not twice."""
    if not (answer := may_manage(person, organisation)):
        return answer
    if not (answer := may_bring_in(person, organisation, role, partnership, team)):
        return answer
    if not colleagues(organisation).filter(pk=receiver.pk).exists():
        return no(_("Deze persoon hoort niet bij de organisatie. Stuur een uitnodiging."))
    if holds(receiver, organisation, role, partnership, team):
        return no(_("Deze persoon heeft deze rol al."))
    return YES


def holds(
    person: User, organisation: Organisation, role: str, partnership: Partnership | None, team: Team | None
) -> bool:
    """Does this person have this role there, now or from a later day on?"""
    mine = person.memberships.not_over().filter(organisation=organisation, role=role)
    return mine.filter(partnership=partnership, team=team).exists()


def may_change(person: User, membership: Membership) -> Answer:
    """Change the role or the end date of a membership: a coordinator, while it is not over (R22)."""
    if not (answer := may_manage(person, membership.organisation)):
        return answer
    return _may_still_change(membership)


def may_end(person: User, membership: Membership) -> Answer:
    """A coordinator ends memberships of the organisation, a lead those of the own team, and who is in a team leaves it
    (R17). An organisation keeps a coordinator (R27)."""
    leaving = membership.person_id == person.pk and membership.role in ROLES_IN_TEAM
    leading = membership.role in ROLES[Role.TEAM_LEAD].brings_in and leads(person, membership.team)
    if not (leaving or leading or coordinates(person, membership.organisation)):
        return no(_("Je kunt dit lidmaatschap niet beëindigen."))
    if not (answer := _may_still_change(membership)):
        return answer
    return may_lose(membership)


def may_lose(membership: Membership) -> Answer:
    """An organisation that has a coordinator keeps one without an end date (R27). Ask while the organisation is locked:
    two who leave at the same moment must not both be the last but one."""
    if membership.role != Role.COORDINATOR:
        return YES
    others = Membership.objects.active().as_coordinator().filter(organisation=membership.organisation_id)
    if others.filter(ends_on__isnull=True).exclude(pk=membership.pk).exists():
        return YES
    return no(_("Een organisatie houdt altijd een coördinator. Maak eerst iemand anders coördinator."))


def _may_still_change(membership: Membership) -> Answer:
    if Membership.objects.not_over().filter(pk=membership.pk).exists():
        return YES
    return no(_("Dit lidmaatschap is al afgelopen."))


# --- Invitations ------------------------------------------------------------------------------------------


def may_add_organisation(person: User, partnership: Partnership | None) -> Answer:
    """Let a new organisation in: a coordinator into the own partnership, who runs the machine into none yet."""
    return may_edit_partnership(person, partnership) if partnership else may_found(person)


def may_withdraw(person: User, invitation: Invitation) -> Answer:
    """Coordinators of the organisation and leads of the team, while nobody answered (access.md row 29)."""
    if not Invitation.objects.manageable_by(person).filter(pk=invitation.pk).exists():
        return no(_("Je kunt deze uitnodiging niet intrekken."))
    if invitation.accepted_at or invitation.withdrawn_at:
        return no(_("Deze uitnodiging is al aangenomen of ingetrokken."))
    return YES


def may_resend(person: User, invitation: Invitation) -> Answer:
    """Who may withdraw it, and may bring somebody in for this role."""
    return may_withdraw(person, invitation) and _may_send(person, invitation)


def may_stand(invitation: Invitation) -> Answer:
    """Does the invitation still count? Not when who sent it may no longer bring anybody in (R28)."""
    return _may_send(invitation.invited_by, invitation)


def _may_send(sender: User, invitation: Invitation) -> Answer:
    organisation = invitation.organisation
    if invitation.ends_on and invitation.ends_on < today():
        return no(_("Deze uitnodiging gold tot een dag die voorbij is."))
    if may_bring_in(sender, organisation, invitation.role, invitation.partnership, invitation.team):
        return YES
    if invitation.role == Role.COORDINATOR and not coordinators(organisation).exists():
        asked = Partnership.objects.managed_by(sender).filter(parties__organisation=organisation)
        if may_found(sender) or asked.exists():
            return YES
    return no(_("Wie je heeft uitgenodigd, kan dat niet meer. Vraag om een nieuwe uitnodiging."))


def may_accept(person: User | None, invitation: Invitation) -> Answer:
    """Take part: the invitation is open and counts, and this is the person of that address (T13). Nobody yet (None) may
    too, as long as no account has the address."""
    if invitation.standing != InvitationStanding.OPEN:
        return no(_("Deze uitnodiging werkt niet meer."))
    if person is None and has_account(invitation):
        return no(_("Je hebt al een account. Log in om mee te doen."))
    if person and not has_address(person, invitation):
        return no(_("Deze uitnodiging is voor een ander mailadres."))
    return may_stand(invitation)


def may_prove_address(person: User, invitation: Invitation) -> Answer:
    """Take part with the code from the mail, which proves that the invited address is theirs too. The address of
    another account is never theirs."""
    if invitation.standing != InvitationStanding.OPEN:
        return no(_("Deze uitnodiging werkt niet meer."))
    if has_account(invitation):
        return no(_("Deze uitnodiging is voor een ander account."))
    if not EmailAddress.objects.can_add_email(person):
        return no(_("Je hebt al vijf mailadressen. Verwijder er eerst een."))
    return may_stand(invitation)


def has_address(person: User, invitation: Invitation) -> bool:
    found = User.objects.with_address(invitation.email)
    return person.email == invitation.email or found.filter(pk=person.pk).exists()


def has_account(invitation: Invitation) -> bool:
    return User.objects.with_address(invitation.email).exists()
