"""May X do Y to Z now? Action points (access.md row 23b; docs/decisions/0030-action-points.md)."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from learningtracks.belonging import learns_on, tracks_of
from learningtracks.models.action_points import ActionPoint, Subject
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.values.actions import STILL_AFTER
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.policy import colleagues
from partnerships.values import Role

FURTHEST = dt.timedelta(days=2 * 366)  # an action point is due within two years


def own_sides(person: User, partnership: Partnership) -> QuerySet[Organisation]:
    """The partners for which this person is in the partnership: member of it there, or coordinator of the partner."""
    return _sides(person, partnership, list(Role))


def speaking_sides(person: User, partnership: Partnership) -> QuerySet[Organisation]:
    """The partners that this person may speak for: who guides or coordinates there. Learners read along."""
    return _sides(person, partnership, [role for role in Role if role != Role.LEARNER])


def _sides(person: User, partnership: Partnership, roles: list[Role]) -> QuerySet[Organisation]:
    mine = belonging.of(person)
    as_member = {one.organisation_id for one in mine.now if one.partnership_id == partnership.pk and one.role in roles}
    present = partnership.parties.present().values("organisation")
    return Organisation.objects.filter(pk__in=as_member | mine.coordinated).filter(pk__in=present)


def people_of_sides(partnership: Partnership, sides: QuerySet[Organisation]) -> QuerySet[User]:
    """Who takes part in a partnership for these partners: nobody sees the people of another side (access.md R23)."""
    here = Q(partnership=partnership) | Q(role=Role.COORDINATOR)
    there = Membership.objects.active().filter(here, organisation__in=sides).exclude(role=Role.LEARNER)
    return User.objects.filter(pk__in=there.values("person")).order_by("name_key", "pk")


def people_on(track: Track) -> QuerySet[User]:
    """Who takes part in a track today or from a later day on: its learner, and who is named on it."""
    named = TrackPerson.objects.standing().filter(track=track)
    learner = [track.learner_id] if learns_on(track) else []
    return User.objects.filter(Q(pk__in=learner) | Q(pk__in=named.values("person"))).order_by("name_key", "pk")


def owners_for(person: User, subject: Subject) -> QuerySet[User]:
    """Whom this person may give an action point of this subject: the people of it, of a partnership the own side. Who
    may give none of it, but owns one, sees no list of people."""
    if not may_make_action_point(person, subject):
        return User.objects.filter(pk=person.pk)
    if isinstance(subject, Team):
        return User.objects.filter(pk__in=belonging.keys_of_people_in(subject.pk)).order_by("name_key", "pk")
    if isinstance(subject, Organisation):
        return colleagues(subject)
    if isinstance(subject, Partnership):
        return people_of_sides(subject, speaking_sides(person, subject))
    return people_on(subject)


def may_make_action_point(person: User, subject: Subject) -> Answer:
    """People of the team; who advises the organisation; who guides or coordinates in the partnership; the three voices
    of a track that is not over."""
    if isinstance(subject, Team):
        inside = subject.pk in belonging.teams_of(person)
    elif isinstance(subject, Organisation):
        inside = subject.pk in belonging.of(person).advised
    elif isinstance(subject, Partnership):
        inside = speaking_sides(person, subject).exists()
    else:
        if subject.is_over:
            return no(_("Dit traject is afgelopen."))
        inside = subject.pk in tracks_of(person).active
    return YES if inside else no(_("Je kunt hier geen actiepunt maken."))


def may_be_due(day: dt.date) -> Answer:
    """Today or later, within two years."""
    if not today() <= day <= today() + FURTHEST:
        return no(_("Kies een dag vanaf vandaag, binnen twee jaar."))
    return YES


def may_own(person: User, subject: Subject, owner: User) -> Answer:
    """The owner is one of the people whom the giver may choose from."""
    if owners_for(person, subject).filter(pk=owner.pk).exists():
        return YES
    return no(_("Kies iemand die hierbij hoort."))


def may_see_action_point(person: User, point: ActionPoint) -> Answer:
    if ActionPoint.objects.visible_to(person).filter(pk=point.pk).exists():
        return YES
    return no(_("Dit actiepunt is niet van jou of je team."))


def _steers(person: User, point: ActionPoint) -> bool:
    """Who may change every action point of the subject: the lead, the adviser, a coordinator of a partner, and on a
    track all three voices."""
    if point.team:
        return point.team.pk in belonging.of(person).teams(Role.TEAM_LEAD)
    if point.organisation:
        return point.organisation.pk in belonging.of(person).advised
    if point.partnership:
        return point.partnership.pk in belonging.of(person).managed
    return True


def steers_action_point(person: User, point: ActionPoint) -> bool:
    """Whose it is, who made it, and who steers, among those who see it."""
    return person.pk in (point.owner_id, point.made_by_id) or _steers(person, point)


def may_steer_action_point(person: User, point: ActionPoint) -> Answer:
    """Whose it is, who made it, and who steers; as long as they may see it."""
    if not (answer := may_see_action_point(person, point)):
        return answer
    if steers_action_point(person, point):
        return YES
    return no(_("Alleen de eigenaar, de maker of de teamleider kan dit aanpassen."))


def may_edit_action_point(person: User, point: ActionPoint) -> Answer:
    """Change words, owner or date, start, finish or stop it: as long as it is not settled."""
    if not (answer := may_steer_action_point(person, point)):
        return answer
    return no(_("Dit actiepunt is al afgesloten.")) if point.is_settled else YES


def may_start_action_point(person: User, point: ActionPoint) -> Answer:
    if not (answer := may_edit_action_point(person, point)):
        return answer
    return no(_("Dit actiepunt is al begonnen.")) if point.started_at else YES


def may_reopen_action_point(person: User, point: ActionPoint) -> Answer:
    """Take it up again after it was settled."""
    if not (answer := may_steer_action_point(person, point)):
        return answer
    return YES if point.is_settled else no(_("Dit actiepunt staat nog open."))


def may_say_whether_it_holds(person: User, point: ActionPoint) -> Answer:
    """Who did it, from six weeks after it was done, once: an idea of the catalogue, or agreed in a value check."""
    if person.pk != point.owner_id:
        return no(_("Alleen de eigenaar kan dit zeggen."))
    if not point.is_asked_later or point.holds is not None:
        return no(_("Dit vragen we nu niet."))
    if not point.finished_at or point.finished_at > timezone.now() - STILL_AFTER:
        return no(_("Dit vragen we zes weken nadat iets klaar is."))
    return may_see_action_point(person, point)


def name_owners(person: User, points: list[ActionPoint]) -> list[ActionPoint]:
    """Give each action point `who`: the name of its owner, or, in a partnership, of the owner's organisation when that
    is another side than the reader's (access.md R23). One query at most, however many there are."""
    shared = [point for point in points if point.partnership_id and point.owner_id != person.pk]
    sides: dict[int, list[Organisation]] = {}
    if shared:
        there = Membership.objects.active().filter(person__in=[person.pk, *(point.owner_id for point in shared)])
        for membership in there.select_related("organisation"):
            sides.setdefault(membership.person_id, []).append(membership.organisation)
    mine = {side.pk for side in sides.get(person.pk, [])}
    for point in points:
        of_owner = sides.get(point.owner_id, [])
        beside = point in shared and not any(side.pk in mine for side in of_owner)
        point.who = str(of_owner[0] if of_owner else _("Iemand van een partner")) if beside else str(point.owner)  # type: ignore[attr-defined]
    return points


def places_for(person: User) -> list[Subject]:
    """Everything of which this person may make an action point, in four queries."""
    mine = belonging.of(person)
    speaks = mine.partnerships(*(role for role in Role if role != Role.LEARNER)) | mine.managed
    tracks = Track.objects.visible_to(person).not_over().select_related("learner")
    return [
        *Team.objects.with_member(person),
        *Organisation.objects.advised_by(person),
        *Partnership.objects.filter(pk__in=speaks),
        *tracks,
    ]
