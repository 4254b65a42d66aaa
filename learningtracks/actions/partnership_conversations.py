"""Actions on partnership conversations: begin, write for the own organisation, open, agree (domain.md §2.5)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Refused, require
from learningtracks.events.partnership_conversations import (
    CONVERSATION_AGREED,
    CONVERSATION_BEGUN,
    CONVERSATION_OPENED,
    CONVERSATION_WRITTEN,
)
from learningtracks.models.partnership_conversations import PartnershipConversation, PartnershipSheet
from learningtracks.policy.action_points import people_of_sides, speaking_sides
from learningtracks.policy.partnership_conversations import (
    everybody_is_ready,
    may_agree_together,
    may_ask_to_write,
    may_open_now,
    may_write_for,
)
from partnerships import events
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership


@transaction.atomic
def begin(partnership: Partnership, *, until_on: dt.date, content: str, by: User) -> PartnershipConversation:
    """Ask every partner to write first, until a day. Who guides or coordinates there is told. `content` is the version
    of the questions. Two who begin at the same moment wait for each other at the partnership."""
    partnership = locked(Partnership.objects.all(), partnership.pk)
    require(may_ask_to_write(by, partnership, until_on))
    made = PartnershipConversation.objects.create(
        partnership=partnership, until_on=until_on, content=content, started_by=by
    )
    events.record(CONVERSATION_BEGUN, by=by, about=made, tell=_people(partnership), **_said_by(by, partnership))
    return made


@transaction.atomic
def write(
    conversation: PartnershipConversation,
    *,
    side: Organisation,
    answers: Mapping[str, str],
    ready: bool,
    version: int,
    by: User,
) -> PartnershipSheet:
    """Write the answers of the own organisation; colleagues write on. The last one who is ready opens everything.

    Raises Stale when a colleague saved meanwhile, Refused when an empty sheet is called ready.
    """
    conversation = _locked(conversation)
    require(may_write_for(by, conversation, side))
    if ready and not any(text.strip() for text in answers.values()):
        raise Refused(_("Schrijf bij minstens één vraag iets op."))
    sheet, _is_new = PartnershipSheet.objects.get_or_create(conversation=conversation, organisation=side)
    check_version(sheet, version)
    for question, text in answers.items():
        setattr(sheet, question, text.strip())
    sheet.ready_at = timezone.now() if ready else None
    sheet.edited_by = by
    sheet.version += 1
    sheet.save()
    events.record(CONVERSATION_WRITTEN, by=by, about=conversation, trail=f"person:{by.public_id}")
    if ready and everybody_is_ready(conversation):
        _open(conversation)
    return sheet


@transaction.atomic
def open_now(conversation: PartnershipConversation, *, by: User) -> PartnershipConversation:
    """Do not wait any longer: what is not ready stays closed for good."""
    conversation = _locked(conversation)
    require(may_open_now(by, conversation))
    _open(conversation)
    return conversation


@transaction.atomic
def agree(conversation: PartnershipConversation, *, text: str, version: int, by: User) -> PartnershipConversation:
    """Write down what was agreed together. Raises Stale when somebody did so meanwhile."""
    conversation = _locked(conversation)
    require(may_agree_together(by, conversation))
    check_version(conversation, version)
    conversation.agreed, conversation.agreed_by = text.strip(), by
    conversation.version += 1
    conversation.save(update_fields=["agreed", "agreed_by", "version"])
    partnership = conversation.partnership
    words = _said_by(by, partnership)
    events.record(CONVERSATION_AGREED, by=by, about=conversation, tell=_people(partnership), **words)
    return conversation


def _open(conversation: PartnershipConversation) -> None:
    """Nobody did this alone, so it has no doer. Of an organisation that left, nothing opens."""
    present = conversation.partnership.parties.present().values("organisation")
    conversation.sheets.exclude(organisation__in=present).update(ready_at=None)
    conversation.opened_at = timezone.now()
    conversation.save(update_fields=["opened_at"])
    people, partnership = _people(conversation.partnership), conversation.partnership
    events.record(CONVERSATION_OPENED, by=None, about=conversation, tell=people, partnership=partnership)


def _people(partnership: Partnership) -> list[User]:
    """Who guides or coordinates for any partner."""
    present = Organisation.objects.filter(pk__in=partnership.parties.present().values("organisation"))
    return list(people_of_sides(partnership, present))


def _said_by(person: User, partnership: Partnership) -> dict[str, Any]:
    """The organisation speaks: one side does not know the people of the other (access.md R23)."""
    sides = speaking_sides(person, partnership).order_by("name")
    return {"organisation": sides, "partnership": partnership}


def _locked(conversation: PartnershipConversation) -> PartnershipConversation:
    rows = PartnershipConversation.objects.select_for_update(of=("self",)).select_related("partnership")
    return rows.get(pk=conversation.pk)
