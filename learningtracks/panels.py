"""What this layer adds to pages of the partnerships layer (partnerships/extensions.py): names and days, no content."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.names import by_surname
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.policy.action_points import name_owners
from partnerships.extensions import Part, Task
from partnerships.models.memberships import Membership
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.values import Role

MOST_POINTS = 5


def task_of_tracks(partnership: Partnership, person: User) -> Task:
    """The last line of setting up: are there tracks on your side?"""
    set_up = Track.objects.managed_by(person).filter(partnership=partnership, self_begun=False)
    count = set_up.not_over().count()
    if not count:
        new = reverse("learningtracks:track_new", args=[partnership.public_id])
        return Task(_("Trajecten"), new, _("Nog doen"), "open", _("Wie leert waar, met wie en hoelang?"))
    said = ngettext("%(count)s traject", "%(count)s trajecten", count) % {"count": count}
    return Task(_("Trajecten"), reverse("learningtracks:tracks"), _("Klaar"), "done", said)


def actions_of(partnership: Partnership, person: User) -> Part:
    """What is still to be done."""
    points = ActionPoint.objects.visible_to(person).of(partnership).standing().with_heads().soonest_first()
    facts = {"partnership": partnership, "points": name_owners(person, list(points[:MOST_POINTS]))}
    return Part("learningtracks/panels/partnership.html", facts)


def effects_of_end(membership: Membership) -> list[str]:
    """The tracks that somebody is named on through this membership, and their own when they learn."""
    named = TrackPerson.objects.standing().filter(membership=membership).select_related("track__learner")
    learners = ", ".join(sorted({str(one.track.learner) for one in named}, key=by_surname))
    lines = [_("%(name)s begeleidt dan niet meer: %(learners)s.") % {"name": membership.person, "learners": learners}]
    lines = lines if learners else []
    if membership.role == Role.LEARNER:
        here = Track.objects.filter(partnership=membership.partnership, self_begun=False)
        learning = here.of_learner(membership.person).not_over()
        lines += [_("Het traject %(title)s blijft staan. Stop het apart.") % {"title": track} for track in learning]
    return lines


def effects_of_leaving(party: PartnershipParty) -> list[str]:
    """How many running tracks lose a party."""
    ours = Q(school=party.organisation) | Q(workplace__organisation=party.organisation)
    count = Track.objects.not_over().filter(ours, partnership=party.partnership).count()
    if not count:
        return []
    return [
        ngettext(
            "Bij %(count)s traject is er dan geen begeleider van jullie meer.",
            "Bij %(count)s trajecten is er dan geen begeleider van jullie meer.",
            count,
        )
        % {"count": count}
    ]
