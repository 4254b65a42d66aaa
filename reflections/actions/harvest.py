"""The harvest for others: a sentence is proposed, its teller says yes or no, and may take it back (access.md R18)."""

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require
from partnerships import events
from reflections.events.stories import HARVEST_DECLINED, HARVEST_PROPOSED, HARVEST_PUBLISHED, HARVEST_WITHDRAWN
from reflections.models.harvest import HarvestItem, HarvestItemQuerySet
from reflections.models.stories import StoryNote
from reflections.policy.stories import may_answer_harvest, may_propose_harvest, may_rewrite_story, may_withdraw_harvest


@transaction.atomic
def propose(note: StoryNote, *, audience: str, by: User) -> HarvestItem:
    """Propose a confirmed note for one audience. Its teller is asked; proposing twice is proposing once."""
    note = locked(
        StoryNote.objects.select_related("story__seat__person", "story__value_check__team__organisation"), note.pk
    )
    require(may_propose_harvest(by, note))
    standing = note.harvest.filter(audience=audience, withdrawn_at__isnull=True).first()
    if standing:
        return standing
    item = HarvestItem.objects.create(story=note.story, note=note, text=note.text, audience=audience, proposed_by=by)
    events.record(HARVEST_PROPOSED, by=by, about=item, tell=User.objects.filter(seats=note.story.seat))
    return item


@transaction.atomic
def agree(item: HarvestItem, *, text: str, with_name: bool, version: int, by: User) -> HarvestItem:
    """The teller's yes to exactly this text, for this audience; from now on it stands in the harvest."""
    item = _locked(item)
    require(may_answer_harvest(by, item))
    require(may_rewrite_story(by, item.story))
    check_version(item, version)
    item.text, item.with_name, item.published_at = text.strip(), with_name, timezone.now()
    item.version += 1
    item.save()
    events.record(HARVEST_PUBLISHED, by=by, about=item)
    return item


@transaction.atomic
def decline(item: HarvestItem, *, by: User) -> None:
    """The teller's no: the proposal is gone."""
    item = _locked(item)
    require(may_answer_harvest(by, item))
    events.record(HARVEST_DECLINED, by=by, about=item)
    item.delete()


@transaction.atomic
def withdraw(item: HarvestItem, *, by: User) -> HarvestItem:
    """Take a sentence back that others read already."""
    item = _locked(item)
    require(may_withdraw_harvest(by, item))
    clear(HarvestItem.objects.filter(pk=item.pk))
    events.record(HARVEST_WITHDRAWN, by=by, about=item)
    return item


def clear(items: HarvestItemQuerySet) -> None:
    """Part of an action that takes words away: what was proposed is gone, what was published is hidden and empty."""
    items.proposed().delete()
    items.published().update(withdrawn_at=timezone.now(), text="")


def _locked(item: HarvestItem) -> HarvestItem:
    return locked(HarvestItem.objects.select_related("story__seat__person", "story__value_check__team"), item.pk)
