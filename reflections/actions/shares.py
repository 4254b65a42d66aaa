"""Shares: name people who may read a part of an experience, and end that. Always people, never a role or a group."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.values import require
from learningtracks.models.tracks import Track, TrackPerson
from partnerships import events, todos
from reflections.actions import feedback as questions
from reflections.actions.experiences import taken
from reflections.events.experiences import EXPERIENCE_SHARED, SHARE_ENDED
from reflections.models.experiences import Experience, Share
from reflections.models.feedback import FeedbackRequest
from reflections.models.replies import Thread
from reflections.policy.experiences import may_share
from reflections.values import Part


@transaction.atomic
def share(experience: Experience, *, people: Collection[TrackPerson], parts: Collection[str], by: User) -> list[Share]:
    """Let these people read these parts, from the newest saved version on (access.md R2, R3). Gives the new shares."""
    row = taken(experience, by=by)
    for named in people:
        require(may_share(by, row, named))
    newest = row.latest()
    made = []
    for person in {named.person_id: named.person for named in people}.values():
        for part in parts:
            given, is_new = Share.objects.get_or_create(
                experience=row,
                person=person,
                part=part,
                ended_at=None,
                defaults={"from_version": newest.number if newest else 1},
            )
            made += [given] if is_new else []
    if made:
        told = list({given.person_id: given.person for given in made}.values())
        events.record(EXPERIENCE_SHARED, by=by, about=row, tell=told, name=told)
    return made


@transaction.atomic
def end(experience: Experience, *, person: User, parts: Collection[str], by: User) -> bool:
    """Stop sharing these parts with this person, from their next request on (access.md R3). False: there was nothing.

    Who may not read the story any more cannot answer a question about it: a waiting question goes back too.
    """
    row = taken(experience, by=by)
    running = row.shares.running().filter(person=person, part__in=parts)
    if not running.exists():
        return False
    waiting = row.questions().unanswered().filter(asked=person).first()
    if waiting and Part.STORY in parts:
        questions.withdraw_question(waiting, by=by)
    running.update(ended_at=timezone.now())
    events.record(SHARE_ENDED, by=by, about=row, name=person)
    return True


def end_earlier(track: Track, person: User) -> int:
    """End what was shared with this person on a track, within the transaction of who puts them on it again: who learns
    chooses anew (access.md R2). A question that waited goes back too, so that it may be asked again."""
    now = timezone.now()
    waiting = FeedbackRequest.objects.unanswered().filter(experience__track=track, asked=person, withdrawn_at=None)
    gone = list(waiting.select_for_update(of=("self",)))
    FeedbackRequest.objects.filter(pk__in=[one.pk for one in gone]).update(withdrawn_at=now)
    ended = Share.objects.running().filter(experience__track=track, person=person).update(ended_at=now)
    written = Thread.objects.filter(experience__track=track, reader=person)
    events.see_settled(todos.update(*gone, *written))
    return ended
