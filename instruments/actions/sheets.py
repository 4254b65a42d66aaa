"""Actions on sheets: keep what somebody answers, and what a group writes down (docs/spec/questions.md §2.5)."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Refused, require
from instruments.ask_kinds import KINDS
from instruments.events.asks import ASK_HANDED_IN
from instruments.models.asks import Ask
from instruments.models.sheets import Answer, Sheet
from instruments.policy.asks import may_answer, may_note, may_stand_by
from instruments.values.asks import ANSWER_ALL, Given
from learningtracks.models.instruments import Item
from partnerships import events


@transaction.atomic
def write(ask: Ask, *, by: User, answers: Mapping[Item, Given], version: int, shows_own: bool = False) -> Sheet:
    """Keep what was filled in so far; who leads the team may let it see theirs (`shows_own`). Raises Stale when another
    tab was ahead. Nobody hears of it."""
    ask = locked(Ask.objects.with_heads(), ask.pk)
    require(may_answer(by, ask))
    sheet, _new = Sheet.objects.get_or_create(ask=ask, person=by)
    check_version(sheet, version)
    sheet.answers.all().delete()
    said = {item: Given(one.choice, one.text.strip()) for item, one in answers.items()}
    Answer.objects.bulk_create(
        Answer(sheet=sheet, item=item, choice=one.choice, text=one.text)
        for item, one in said.items()
        if one.choice or one.text
    )
    sheet.version += 1
    sheet.edited_at = timezone.now()
    sheet.shows_own = shows_own and may_stand_by(by, ask)
    sheet.save(update_fields=["version", "edited_at", "shows_own"])
    return sheet


@transaction.atomic
def hand_in(ask: Ask, *, by: User) -> Sheet:
    """Let the own sheet count. It can be changed until it is closed. Nobody else hears of it, or can see that there is
    one."""
    ask = locked(Ask.objects.with_heads(), ask.pk)
    require(may_answer(by, ask))
    sheet, _new = Sheet.objects.get_or_create(ask=ask, person=by)
    apart = KINDS[ask.kind].apart
    said = set(sheet.answers.exclude(choice="").values_list("item", flat=True))
    if apart and apart.whole and not {item.pk for one in ask.sources() for item in one.tree} <= said:
        raise Refused(ANSWER_ALL)
    sheet.handed_in_at = sheet.handed_in_at or timezone.now()
    sheet.save(update_fields=["handed_in_at"])
    events.record(ASK_HANDED_IN, by=by, about=ask, trail=f"person:{by.public_id}")
    return sheet


@transaction.atomic
def note(ask: Ask, *, item: Item, given: Given, version: int, by: User) -> Answer:
    """Write down what the group says to one question. Raises Stale when a colleague was ahead at that question. It
    waits for whoever takes the whole back at that moment."""
    ask = locked(Ask.objects.with_heads(), ask.pk)
    require(may_note(by, ask))
    sheet, _new = Sheet.objects.get_or_create(ask=ask, person=None, organisation=None)
    answer, _new = Answer.objects.get_or_create(sheet=sheet, item=item)
    check_version(answer, version)
    answer.choice, answer.text, answer.edited_by = given.choice, given.text.strip(), by
    answer.version += 1
    answer.save()
    sheet.edited_by, sheet.edited_at = by, timezone.now()
    sheet.save(update_fields=["edited_by", "edited_at"])
    if together := KINDS[ask.kind].together:
        events.record(together.noted, by=by, about=ask)
    return answer
