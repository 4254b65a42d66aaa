"""May X do Y to Z now? The answers of the learning tracks layer (access.md rows 5 and R10, R11, R22, R23)."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import YES, Answer, no, today
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import Track, TrackPerson, TrackQuerySet
from learningtracks.values import LEAST_PERIOD, MOST_PERIOD, MOST_WEEKS, STAND_IN_WEEKS
from partnerships import belonging
from partnerships.models.memberships import Membership, MembershipQuerySet
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import GUIDES, PARTY_OF_ROLE, ROLES, Party, Role

MOST_NAMES = 3  # of whom to ask
# Who puts people on a track in any role also sets tracks up: always within their own organisation.
SETS_UP = {name for facts in ROLES.values() for name in facts.named_by}


# --- Questions about whom and what somebody may choose ------------------------------------------------


def keys_to_set_up(person: User) -> frozenset[int]:
    """Partnerships in which this person may set up a track: as coordinator of a partner, or as instituutsopleider."""
    mine = belonging.of(person)
    return mine.managed | mine.partnerships(Role.SCHOOL_SUPERVISOR)


def partnerships_to_set_up(person: User) -> QuerySet[Partnership]:
    return Partnership.objects.filter(pk__in=keys_to_set_up(person))


def _of_partnership(partnership: Partnership) -> QuerySet[Membership]:
    """Memberships in force that count in a partnership: in it, or of a present partner without saying which."""
    present = partnership.parties.present().values("organisation")
    return Membership.objects.active().filter(
        Q(partnership=partnership) | Q(partnership__isnull=True), organisation__in=present
    )


def learners_for(person: User, partnership: Partnership) -> QuerySet[Membership]:
    """Learners this person may choose from a list: of the own organisation, and those whose track they manage already.
    Others of the other side stay unlisted (access.md R23)."""
    known = Track.objects.managed_by(person).filter(partnership=partnership).values("learner")
    return (
        _of_partnership(partnership)
        .filter(
            Q(organisation__in=belonging.of(person).organisations(*SETS_UP)) | Q(person__in=known), role=Role.LEARNER
        )
        .select_related("person", "organisation")
        .order_by("person__name_key", "pk")
    )


def without_a_track(person: User) -> MembershipQuerySet:
    """Who learns in the organisations that this person coordinates and has no track now (access.md R22). Nobody has to
    find one for who began one for themselves there."""
    goes_on = Track.objects.not_over().filter(learner=OuterRef("person"))
    here = {"workplace__organisation": OuterRef("organisation"), "self_begun": True}
    began = Track.objects.filter(learner=OuterRef("person"), **here)
    learning = Membership.objects.active().filter(role=Role.LEARNER, organisation__in=belonging.of(person).coordinated)
    return (
        learning.filter(~Exists(goes_on), ~Exists(began))
        .select_related("person", "organisation", "partnership")
        .order_by("person__name_key", "pk")
    )


def without_a_track_in(person: User, partnership: Partnership) -> MembershipQuerySet:
    """Those of them who can get one in this partnership."""
    return without_a_track(person).filter(pk__in=_of_partnership(partnership).values("pk"))


def who_sets_up(person: User) -> str:
    """The names of those whom somebody without a track can ask for one: the coordinators of where they belong."""
    places = belonging.of(person).organisations()
    return ", ".join(str(one) for one in _coordinators_of(places)) if places else ""


@Prepared
def _coordinators_of(organisations: list[int]) -> QuerySet[User]:
    there = Membership.objects.active().as_coordinator().filter(organisation__in=organisations)
    return User.objects.filter(pk__in=there.values("person")).order_by("name_key", "pk")[:MOST_NAMES]


def learner_with_address(partnership: Partnership, email: str) -> User | None:
    """The learner of the partnership who has exactly this mail address."""
    found = _of_partnership(partnership).filter(role=Role.LEARNER, person__in=User.objects.with_address(email))
    membership = found.select_related("person").first()
    return membership.person if membership else None


def candidates(person: User, partnership: Partnership, *roles: str) -> QuerySet[Membership]:
    """Colleagues whom this person may put on a track in one of these roles; never people of the other side (access.md
    R23)."""
    mine, named = belonging.of(person), Q()
    for role in roles:
        named |= Q(role=role, organisation__in=mine.organisations(*ROLES[Role(role)].named_by))
    return _with_names(_of_partnership(partnership).filter(named))


def guiding(partnership: Partnership, *roles: str) -> QuerySet[Membership]:
    """Who has one of these roles in a partnership."""
    return _with_names(_of_partnership(partnership).filter(role__in=roles))


def _with_names(found: QuerySet[Membership]) -> QuerySet[Membership]:
    return found.select_related("person", "organisation", "partnership").order_by("person__name_key", "pk")


def colleagues_for(person: User, track: Track, role: str) -> QuerySet[Membership]:
    """The candidates of the track's own organisations, on it or not. Nobody guides their own track; who began it asks
    among the colleagues with that role."""
    if asks_colleagues(track, role) and began(person, track):
        found = guiding(track.partnership, role)
    else:
        found = candidates(person, track.partnership, role)
    return found.filter(organisation=track.organisation_of(role)).exclude(person=track.learner_id)


def candidates_on(person: User, track: Track, role: str) -> QuerySet[Membership]:
    """The colleagues who are not on this track yet in this role."""
    there = TrackPerson.objects.standing().filter(track=track, role=role)
    return colleagues_for(person, track, role).exclude(person__in=there.values("person"))


def others_for(person: User, track: Track, role: str) -> TrackQuerySet:
    """Other tracks of the same side in the same partnership on which this person may put somebody in this role: for the
    workplace never one that a colleague began for themselves."""
    at_work = Q(workplace__organisation=track.workplace.organisation_id, self_begun=False)
    mine = Q(school=track.school_id) if role == Role.SCHOOL_SUPERVISOR else at_work
    found = Track.objects.steered_by(person).not_over().filter(mine, partnership=track.partnership_id)
    return found.exclude(pk=track.pk).select_related("learner").order_by("learner__name_key", "pk")


def lacking(person: User, track: Track, role: str) -> TrackQuerySet:
    """Those of them on which nobody has this role yet."""
    there = TrackPerson.objects.standing().filter(track=OuterRef("pk"), role=role)
    return others_for(person, track, role).filter(~Exists(there))


def manages(person: User, track: Track) -> bool:
    """Does this person coordinate a party of the track? They see its head (access.md R22)."""
    return bool(belonging.of(person).coordinated & {track.school_id, track.workplace.organisation_id})


def began(person: User, track: Track) -> bool:
    """Did this person begin it for themselves, and do they still learn at that employer? Then it is in their hands."""
    learns_at = belonging.of(person).organisations(Role.LEARNER)
    return track.pk in tracks_of(person).begun and track.workplace.organisation_id in learns_at


def asks_colleagues(track: Track, role: str) -> bool:
    """Who began it for themselves asks who speaks and guides for the workplace; nobody names them."""
    return track.self_begun and PARTY_OF_ROLE[Role(role)] == Party.WORKPLACE


def steers(person: User, track: Track) -> bool:
    """Are its people in the hands of this person? The same as `Track.objects.steered_by` (access.md row 5, note 5)."""
    if track.pk in tracks_of(person).supervised:
        return True
    if track.self_begun:
        return began(person, track) or track.school_id in belonging.of(person).coordinated
    return manages(person, track)


# --- Answers --------------------------------------------------------------------------------------------


def may_set_up(person: User, partnership: Partnership, workplace: Workplace, school: Organisation | None) -> Answer:
    """Coordinators set up tracks for their own organisation, an instituutsopleider for the own school."""
    present = set(partnership.parties.present().values_list("organisation_id", flat=True))
    if workplace.organisation_id not in present or (school and school.pk not in present):
        return no(_("Deze organisatie doet niet mee in dit partnerschap."))
    if not partnerships_to_set_up(person).filter(pk=partnership.pk).exists():
        return no(_("Je kunt in dit partnerschap geen traject opzetten."))
    partners = [workplace.organisation_id, school.pk if school else workplace.organisation_id]
    if belonging.of(person).coordinated & set(partners):
        return YES
    if school and school.pk in belonging.of(person).organisations(Role.SCHOOL_SUPERVISOR):
        return YES
    return no(_("Je kunt alleen een traject opzetten voor je eigen organisatie."))


def may_learn(learner: User, partnership: Partnership) -> Answer:
    """Who learns in a track takes part in the partnership as a learner."""
    if _of_partnership(partnership).filter(person=learner, role=Role.LEARNER).exists():
        return YES
    return no(_("Deze persoon doet nu niet als lerende mee in dit partnerschap."))


def may_be_at(workplace: Workplace, team: Team | None) -> Answer:
    """A team belongs to the organisation of the workplace."""
    if team and team.organisation_id != workplace.organisation_id:
        return no(_("Dit team hoort bij een andere organisatie dan de werkplek."))
    return YES


def may_run(track: Track | None, starts_on: dt.date, ends_on: dt.date, period_weeks: int) -> Answer:
    """Dates that make sense; what has begun keeps its first day, and a past end is no way to stop a track."""
    if track and track.starts_on <= today() and starts_on != track.starts_on:
        return no(_("Dit traject is al begonnen. De eerste dag staat vast."))
    if ends_on < starts_on:
        return no(_("Kies een laatste dag die na de eerste dag ligt."))
    if ends_on > starts_on + dt.timedelta(weeks=MOST_WEEKS):
        return no(_("Een traject duurt hoogstens vijf jaar."))
    if track and ends_on < today():
        return no(_("Kies een laatste dag vanaf vandaag. Eerder stoppen kan op een eigen pagina."))
    if not LEAST_PERIOD <= period_weeks <= MOST_PERIOD:
        return no(_("Een periode duurt 2 tot 52 weken."))
    return YES


def may_move(track: Track, workplace: Workplace) -> Answer:
    """Another workplace of the same organisation; with another employer it is another track."""
    if workplace.organisation_id != track.workplace.organisation_id:
        return no(_("Bij een andere werkgever hoort een nieuw traject."))
    return YES


def may_edit(person: User, track: Track) -> Answer:
    """Coordinators of a party change dates and places of a track, until somebody ended it (access.md R22). A track that
    somebody began for themselves they change alone."""
    if track.self_begun and not began(person, track):
        return no(_("Dit is een eigen traject. De medewerker past het zelf aan."))
    if not track.self_begun and not manages(person, track):
        return no(_("Alleen een coördinator kan een traject aanpassen."))
    return no(_("Dit traject is gestopt.")) if track.ended_on else YES


def may_end(person: User, track: Track) -> Answer:
    """A coordinator of a party, or the instituutsopleider named on it, ends a track (row 5, note 5). Who began it for
    themselves ends it alone."""
    if not (began(person, track) if track.self_begun else steers(person, track)):
        return no(_("Je kunt dit traject niet stoppen."))
    return no(_("Dit traject is al afgelopen.")) if track.is_over else YES


def may_change_people(person: User, track: Track) -> Answer:
    """Who steers a track changes its people, each on the own side (`may_name`), while it is not over."""
    if not steers(person, track):
        return no(_("Je kunt de begeleiders van dit traject niet aanpassen."))
    return no(_("Dit traject is al afgelopen.")) if track.is_over else YES


def _may_speak_for(person: User, track: Track, role: str) -> Answer:
    if asks_colleagues(track, role):
        return YES if began(person, track) else no(_("Dit is een eigen traject. Wie leert, vraagt zelf een collega."))
    organisation = track.organisation_of(role)
    if organisation and organisation.pk in belonging.of(person).organisations(*ROLES[Role(role)].named_by):
        return YES
    return no(_("Iedere organisatie kiest haar eigen begeleiders."))


def may_choose(person: User, track: Track, role: str) -> Answer:
    """Name, replace and take off people in this role: who steers the track and belongs to that side."""
    return may_change_people(person, track) and _may_speak_for(person, track, role)


def may_name(person: User, track: Track, membership: Membership) -> Answer:
    """Put a colleague with the right role on a track, once (access.md R23)."""
    if membership.role not in GUIDES:
        return no(_("Wie deze rol heeft, begeleidt geen traject."))
    if not (speaks := _may_speak_for(person, track, membership.role)):
        return speaks
    if candidates_on(person, track, membership.role).filter(pk=membership.pk).exists():
        return YES
    return no(_("Deze persoon kan dit traject nu niet begeleiden, of doet dat al."))


def may_take_off(person: User, guide: TrackPerson) -> Answer:
    """End somebody's place on a track: same side, or the own place on a colleague's own track; and not twice."""
    if not TrackPerson.objects.standing().filter(pk=guide.pk).exists():
        return no(_("Deze persoon begeleidt dit traject niet meer."))
    return YES if may_step_back(person, guide) else may_choose(person, guide.track, guide.role)


def may_step_back(person: User, guide: TrackPerson) -> bool:
    """Whom a colleague asked for a track of their own may say no, also later, until it is over."""
    return guide.track.self_begun and guide.person_id == person.pk and not guide.track.is_over


def may_stand_in_between(starts_on: dt.date, ends_on: dt.date) -> Answer:
    """From today on, for at most six weeks (access.md R11)."""
    if starts_on < today() or ends_on < starts_on:
        return no(_("Kies een eerste dag vanaf vandaag, en een laatste dag daarna."))
    if ends_on > starts_on + dt.timedelta(weeks=STAND_IN_WEEKS, days=-1):
        return no(_("Vervangen kan voor hoogstens zes weken."))
    return YES


def may_stand_in(
    person: User, guide: TrackPerson, membership: Membership, starts_on: dt.date, ends_on: dt.date
) -> Answer:
    """A colleague stands in for at most six weeks, and the learner sees it (access.md R11)."""
    if not (answer := may_take_off(person, guide)):
        return answer
    if guide.stands_in_for_id:
        return no(_("Een vervanger kan niet zelf vervangen worden."))
    if membership.role != guide.role:
        return no(_("Een vervanger heeft dezelfde rol."))
    return may_stand_in_between(starts_on, ends_on) and may_name(person, guide.track, membership)
