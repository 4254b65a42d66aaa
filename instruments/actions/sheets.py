"""Actions on sheets: keep what somebody answers, and what a group writes down (docs/decisions/0127)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Refused, require, version_of
from instruments.actions import trainings
from instruments.ask_kinds import KINDS
from instruments.events.asks import ASK_HANDED_IN
from instruments.models.asks import Ask
from instruments.models.instruments import Item
from instruments.models.sheets import Answer, Evidence, Sheet
from instruments.policy.asks import may_answer, may_answer_together, may_note, may_stand_by
from instruments.policy.evidence import may_choose_evidence
from instruments.policy.sides import speaks_as
from instruments.policy.subjects import party_in
from instruments.values.asks import ANSWER_ALL, NOTHING_YET, Given
from learningtracks.models.pieces import Piece
from learningtracks.values.instruments import Reading
from partnerships import events


@transaction.atomic
def write(
    ask: Ask,
    *,
    by: User,
    answers: Mapping[Item, Given],
    version: int,
    shows_own: bool = False,
    together: bool = False,
) -> Sheet:
    """Keep what was filled in so far, alone or as a team; who leads the team may let it see theirs (`shows_own`).
    Raises Stale when another tab or a colleague was ahead. Nobody hears of it: when somebody writes is nobody's
    business (access.md R7)."""
    ask = locked(Ask.objects.with_heads(), ask.pk)
    sheet = ask.sheets.filter(person=None if together else by, organisation=None).first()
    require(may_answer_together(by, ask) if together else may_answer(by, ask, sheet))
    if sheet:
        check_version(sheet, version)
    else:
        person, party = (None, "") if together else (by, party_in(by, ask))
        sheet = Sheet.objects.create(ask=ask, person=person, party=party)
    keep_answers(sheet, answers)
    sheet.edited_by = by if together else None
    sheet.shows_own = shows_own and not together and may_stand_by(by, ask)
    sheet.save(update_fields=["edited_by", "shows_own"])
    return sheet


def keep_answers(sheet: Sheet, answers: Mapping[Item, Given], *, by: User | None = None) -> None:
    """These are the answers now, within the caller's transaction. `by` is who wrote them for others."""
    sheet.answers.all().delete()
    said = {item: Given(one.choice, one.text.strip()) for item, one in answers.items()}
    Answer.objects.bulk_create(
        Answer(sheet=sheet, item=item, choice=one.choice, text=one.text, edited_by=by)
        for item, one in said.items()
        if one.choice or one.text
    )
    sheet.version += 1
    sheet.edited_at = timezone.now()
    sheet.save(update_fields=["version", "edited_at"])


@transaction.atomic
def hand_in(ask: Ask, *, by: User) -> Sheet:
    """Let the own sheet count, or show it to the others who handed in, who are told. It stands then, unless the kind
    lets it change until it is closed. Where answers are only counted nobody hears of it (access.md R16)."""
    ask = locked(Ask.objects.with_heads(), ask.pk)
    noun, sheet = KINDS[ask.kind], ask.sheets.filter(person=by).first()
    if sheet and sheet.handed_in_at and not noun.apart:
        return sheet
    require(may_answer(by, ask, sheet))
    sheet = sheet or Sheet.objects.create(ask=ask, person=by, party=party_in(by, ask))
    said = set(sheet.answers.exclude(choice="").values_list("item", flat=True))
    if noun.apart and noun.apart.whole and not {item.pk for one in ask.sources() for item in one.tree} <= said:
        raise Refused(ANSWER_ALL)
    if ask.organisation_id and not sheet.answers.exists():  # who is invited reads the others' for it
        raise Refused(NOTHING_YET)
    sheet.handed_in_at = sheet.handed_in_at or timezone.now()
    sheet.save(update_fields=["handed_in_at"])
    if noun.handed_in and ask.reading != Reading.SPREAD:
        there = User.objects.filter(sheets__ask=ask, sheets__handed_in_at__isnull=False)
        events.record(noun.handed_in, by=by, about=ask, tell=there, place=ask.place)
    else:
        events.record(ASK_HANDED_IN, by=by, about=ask, trail=f"person:{by.public_id}")
    trainings.count(ask)
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
    together = KINDS[ask.kind].together
    assert together  # noqa: S101 - the policy said so; for the type checker
    events.record(together.noted, by=by, about=ask, **speaks_as(by, ask))
    return answer


@transaction.atomic
def choose_evidence(
    ask: Ask,
    *,
    by: User,
    pieces_for: Mapping[Item, Iterable[Piece]],
    experiences_for: Mapping[Item, Iterable[Any]],
    version: int,
) -> None:
    """What the learner chose to show, per principle; what was chosen before goes. Raises Stale when another window was
    ahead."""
    ask = locked(Ask.objects.with_heads(), ask.pk)
    require(may_choose_evidence(by, ask))
    sheet, _new = Sheet.objects.get_or_create(ask=ask, person=by, defaults={"party": party_in(by, ask)})
    shown = sheet.shown()
    check_version(shown, version, version_of(shown))
    sheet.evidence.all().delete()
    Evidence.objects.bulk_create(
        [Evidence(sheet=sheet, item=item, piece=one) for item, some in pieces_for.items() for one in some]
        + [Evidence(sheet=sheet, item=item, experience=one) for item, some in experiences_for.items() for one in some]
    )
