"""May X do Y to Z now? Partnership conversations (access.md row 23c; docs/decisions/0032)."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from learningtracks.belonging import tracks_of
from learningtracks.models.partnership_conversations import PartnershipConversation, PartnershipSheet
from learningtracks.models.tracks import Track
from learningtracks.policy.action_points import own_sides, speaking_sides
from partnerships import belonging
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership

LONGEST = dt.timedelta(days=92)  # what stays open longer is about another time
LEAST_SIDES = 2  # a conversation has somebody to talk with


def may_begin_conversation(person: User, partnership: Partnership) -> Answer:
    """Who guides or coordinates in it, when the earlier one was opened and there is somebody to talk with."""
    if not speaking_sides(person, partnership).exists():
        return no(_("Alleen een begeleider of coördinator kan een gesprek beginnen."))
    if PartnershipConversation.objects.of(partnership).unopened().exists():
        return no(_("Er loopt al een gesprek."))
    if partnership.parties.present().count() < LEAST_SIDES:
        return no(_("Een gesprek voer je met twee of meer organisaties."))
    return YES


def may_ask_to_write(person: User, partnership: Partnership, until_on: dt.date) -> Answer:
    """The same, with a last day within three months."""
    if not (answer := may_begin_conversation(person, partnership)):
        return answer
    return may_run_until(until_on)


def may_run_until(day: dt.date) -> Answer:
    if not today() <= day <= today() + LONGEST:
        return no(_("Kies een dag vanaf vandaag, binnen drie maanden."))
    return YES


def may_write_for(person: User, conversation: PartnershipConversation, side: Organisation) -> Answer:
    """Who guides or coordinates for that organisation, until everything is opened."""
    if not speaking_sides(person, conversation.partnership).filter(pk=side.pk).exists():
        return no(_("Alleen een begeleider of coördinator van deze organisatie kan hier schrijven."))
    return no(_("Alles is al geopend.")) if conversation.opened_at else YES


def may_open_now(person: User, conversation: PartnershipConversation) -> Answer:
    """After the last day a coordinator of a partner that is ready does not wait for the others. The answer depends on
    nothing of another organisation, so that it tells nothing about one."""
    if conversation.partnership.pk not in belonging.of(person).managed:
        return no(_("Alleen een coördinator kan het gesprek openen."))
    if conversation.opened_at:
        return no(_("Alles is al geopend."))
    if not conversation.is_past_its_day:
        return no(_("Tot en met de laatste dag kan iedereen nog schrijven."))
    own = own_sides(person, conversation.partnership).values("pk")
    if not ready_sheets(conversation).filter(organisation__in=own).exists():
        return no(_("Dit kan zodra jouw organisatie klaar is."))
    return YES


def may_agree_together(person: User, conversation: PartnershipConversation) -> Answer:
    """Who guides or coordinates for a partner writes down what was agreed, once everything is open."""
    if not speaking_sides(person, conversation.partnership).exists():
        return no(_("Alleen een begeleider of coördinator kan jullie afspraken opschrijven."))
    return YES if conversation.opened_at else no(_("Afspraken komen als alles open is."))


def ready_sheets(conversation: PartnershipConversation) -> QuerySet[PartnershipSheet]:
    """Sheets that are ready, of organisations that still take part."""
    present = conversation.partnership.parties.present().values("organisation")
    return PartnershipSheet.objects.filter(conversation=conversation, ready_at__isnull=False, organisation__in=present)


def everybody_is_ready(conversation: PartnershipConversation) -> bool:
    return ready_sheets(conversation).count() >= max(conversation.partnership.parties.present().count(), LEAST_SIDES)


def sheets_for(person: User, conversation: PartnershipConversation) -> QuerySet[PartnershipSheet]:
    """What this person may read: the own organisation's; of the others nothing until everything is opened, and then
    what was ready."""
    mine = Q(organisation__in=own_sides(person, conversation.partnership))
    known = PartnershipConversation.objects.visible_to(person).opened()
    opened = Q(ready_at__isnull=False, conversation__in=known.values("pk"))
    sheets = PartnershipSheet.objects.filter(mine | opened, conversation=conversation)
    return sheets.select_related("organisation").order_by("organisation__name", "pk")


def sides_not_heard(conversation: PartnershipConversation) -> QuerySet[Organisation]:
    """Partners that took part when everything opened, and were not ready."""
    asked = conversation.partnership.parties.present().filter(agreed_at__lte=conversation.opened_at)
    ready = ready_sheets(conversation)
    return Organisation.objects.filter(pk__in=asked.values("organisation")).exclude(pk__in=ready.values("organisation"))


def last_time_for(person: User, conversation: PartnershipConversation) -> QuerySet[PartnershipSheet]:
    """What was opened in the conversation before this one."""
    last = PartnershipConversation.objects.before(conversation)[:1]
    known = PartnershipConversation.objects.visible_to(person)
    sheets = PartnershipSheet.objects.filter(
        conversation__in=last.values("pk"), conversation__pk__in=known.values("pk"), ready_at__isnull=False
    )
    return sheets.select_related("organisation")


def tracks_for_pieces(person: User, partnership: Partnership) -> QuerySet[Track]:
    """Running tracks in the partnership on which this person brings in pieces."""
    spoken = Track.objects.running().filter(pk__in=tracks_of(person).spoken, partnership=partnership)
    return spoken.select_related("learner")
