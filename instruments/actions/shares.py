"""Actions on who reads along by name (docs/decisions/0127)."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Refused, require
from instruments.ask_kinds import KINDS
from instruments.models.asks import Ask, Named
from instruments.policy.asks import may_share, people_to_show
from learningtracks.models.tracks import Track
from partnerships import events


@transaction.atomic
def share(ask: Ask, *, people: Collection[User], version: int, by: User) -> Ask:
    """Let exactly these people read the answers, those of today and later ones. Who is new is told; who read along and
    is not among them stops reading at once. Raises Stale when others were chosen meanwhile."""
    ask = locked(Ask.objects.with_heads(), ask.pk)
    require(may_share(by, ask))
    sharing, wanted = KINDS[ask.kind].sharing, {person.pk for person in people}
    running = {one.person_id: one.person for one in ask.named.running().select_related("person")}
    new = [person for person in people if person.pk not in running]
    if people_to_show(ask).filter(pk__in=[person.pk for person in new]).count() < len(new):
        raise Refused(_("Deze persoon begeleidt je nu niet in dit traject."))
    gone = [person for pk, person in running.items() if pk not in wanted]
    if not new and not gone:
        return ask
    check_version(ask, version)
    Named.objects.bulk_create(Named(ask=ask, person=person) for person in new)
    ask.named.running().filter(person__in=gone).update(ended_at=timezone.now())
    ask.version += 1
    ask.save(update_fields=["version"])
    if sharing and new:
        events.record(sharing.shared, by=by, about=ask, tell=new, name=new)
    if sharing and gone:
        events.record(sharing.ended, by=by, about=ask, name=gone)
    return ask


def end_earlier(track: Track, person: User) -> int:
    """End what this person was let into on a track, within the transaction of who puts them on it again: who learns
    chooses anew (access.md R2)."""
    return Named.objects.running().filter(ask__track=track, person=person).update(ended_at=timezone.now())
