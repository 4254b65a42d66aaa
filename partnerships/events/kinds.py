"""The kinds of events of this layer: names of people on the history of their own organisation or team, names of
organisations on that of a partnership, for one side does not know the people of the other (access.md R23)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import User
from partnerships.events import Kind, register
from partnerships.models.memberships import Membership
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team


def _choose(partnership: Partnership, person: User) -> str:
    return reverse("partnerships:proposal", args=[partnership.public_id])


def _all_partnerships(about: models.Model, person: User) -> str:
    return reverse("partnerships:partnerships")


ORGANISATION_ADDED = register(Kind("organisation_added", story=gettext_lazy("%(by)s heeft %(name)s toegevoegd")))
ORGANISATION_EDITED = register(Kind("organisation_edited", story=gettext_lazy("%(by)s heeft de gegevens aangepast")))
HOLIDAY_ADDED = register(Kind("holiday_added", story=gettext_lazy("%(by)s heeft %(day_on)s bij de vrije dagen gezet")))
HOLIDAY_REMOVED = register(
    Kind("holiday_removed", story=gettext_lazy("%(by)s heeft %(day_on)s uit de vrije dagen gehaald"))
)
WORKPLACE_ADDED = register(Kind("workplace_added", story=gettext_lazy("%(by)s heeft werkplek %(name)s toegevoegd")))
WORKPLACE_EDITED = register(Kind("workplace_edited", story=gettext_lazy("%(by)s heeft werkplek %(name)s aangepast")))
WORKPLACE_REMOVED = register(Kind("workplace_removed", story=gettext_lazy("%(by)s heeft werkplek %(name)s verwijderd")))
TEAM_ADDED = register(Kind("team_added", story=gettext_lazy("%(by)s heeft team %(name)s gemaakt")))
TEAM_EDITED = register(Kind("team_edited", story=gettext_lazy("%(by)s heeft de gegevens van %(name)s aangepast")))
TEAM_REMOVED = register(Kind("team_removed", story=gettext_lazy("%(by)s heeft team %(name)s verwijderd")))

PARTNERSHIP_STARTED = register(
    Kind("partnership_started", story=gettext_lazy("%(organisation)s is dit partnerschap begonnen"))
)
PARTNERSHIP_EDITED = register(
    Kind("partnership_edited", story=gettext_lazy("%(organisation)s heeft de gegevens aangepast"))
)
PARTY_ASKED = register(
    Kind(
        "party_asked",
        story=gettext_lazy("%(organisation)s heeft %(name)s gevraagd om mee te doen"),
        notice=gettext_lazy("%(organisation)s vraagt %(name)s om mee te doen in een partnerschap"),
        sees=Partnership.objects.knowable_to,
        link=_choose,
    )
)
PARTY_AGREED = register(
    Kind(
        "party_agreed",
        story=gettext_lazy("%(name)s doet mee"),
        notice=gettext_lazy("%(name)s doet mee in %(partnership)s"),
        sees=Partnership.objects.knowable_to,
    )
)
PARTY_DECLINED = register(
    Kind(
        "party_declined",
        story=gettext_lazy("%(name)s doet niet mee"),
        notice=gettext_lazy("%(name)s doet niet mee in %(partnership)s"),
        sees=Partnership.objects.knowable_to,
    )
)
PARTY_TAKEN_BACK = register(
    Kind("party_taken_back", story=gettext_lazy("%(organisation)s heeft de vraag aan %(name)s ingetrokken"))
)
PARTY_LEFT = register(
    Kind(
        "party_left",
        story=gettext_lazy("%(name)s is gestopt met dit partnerschap"),
        notice=gettext_lazy("%(name)s is gestopt met %(partnership)s"),
        sees=Partnership.objects.ever_of,
        link=_all_partnerships,
    )
)

INVITED = register(Kind("invited", story=gettext_lazy("%(by)s heeft uitnodigingen als %(role)s verstuurd: %(count)s")))
INVITATION_RESENT = register(
    Kind("invitation_resent", story=gettext_lazy("%(by)s heeft een uitnodiging als %(role)s opnieuw gestuurd"))
)
INVITATION_WITHDRAWN = register(
    Kind("invitation_withdrawn", story=gettext_lazy("%(by)s heeft een uitnodiging als %(role)s ingetrokken"))
)
MEMBER_JOINED = register(
    Kind(
        "member_joined",
        story=gettext_lazy("%(by)s doet mee als %(role)s"),
        notice=gettext_lazy("%(by)s heeft je uitnodiging aangenomen als %(role)s"),
        sees=Membership.objects.known_to,
    )
)
ROLE_GIVEN = register(
    Kind(
        "role_given",
        always=True,
        story=gettext_lazy("%(by)s heeft %(name)s de rol %(role)s gegeven"),
        notice=gettext_lazy("%(by)s heeft je de rol %(role)s gegeven bij %(place)s"),
        sees=Membership.objects.of,
    )
)
ROLE_TAKEN = register(Kind("role_taken", story=gettext_lazy("%(by)s leert hier voortaan ook")))
ROLE_CHANGED = register(
    Kind(
        "role_changed",
        always=True,
        story=gettext_lazy("%(by)s heeft de rol van %(name)s aangepast: van %(old_role)s naar %(role)s"),
        notice=gettext_lazy("%(by)s heeft je rol bij %(place)s aangepast: van %(old_role)s naar %(role)s"),
        sees=Membership.objects.of,
    )
)
MEMBERSHIP_ENDED = register(
    Kind(
        "membership_ended",
        always=True,
        story=gettext_lazy("%(by)s heeft de rol %(role)s van %(name)s beëindigd"),
        notice=gettext_lazy("%(by)s heeft je rol %(role)s bij %(place)s beëindigd"),
        sees=Membership.objects.of,
    )
)
MEMBERSHIP_LIMITED = register(
    Kind(
        "membership_limited",
        always=True,
        story=gettext_lazy("%(by)s heeft een einde gezet bij de rol %(role)s van %(name)s: %(ends_on)s"),
        notice=gettext_lazy("%(by)s heeft een einde gezet bij je rol %(role)s: %(ends_on)s"),
        sees=Membership.objects.of,
    )
)
MEMBERSHIP_OPENED = register(
    Kind(
        "membership_opened",
        always=True,
        story=gettext_lazy("%(by)s heeft het einde van de rol %(role)s van %(name)s verwijderd"),
        notice=gettext_lazy("%(by)s heeft het einde van je rol %(role)s verwijderd"),
        sees=Membership.objects.of,
    )
)
TEAM_LEFT = register(
    Kind(
        "team_left",
        story=gettext_lazy("%(by)s heeft het team verlaten"),
        notice=gettext_lazy("%(by)s heeft %(name)s verlaten"),
        sees=Team.objects.visible_to,
    )
)
