"""The rows that outlive a session follow its board: stories, notes and check-out words, in the action of the move. And
the scores, which were never on it."""

from django.utils import timezone

from reflections.live.board import Board, Note, Story
from reflections.models.rooms import ScoreCount, Seat
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.values import HIGHEST_SCORE, LOWEST_SCORE


def begin_scores(check: ValueCheck) -> None:
    """The tallies of a session, before anybody gives a score (access.md R16)."""
    scores = range(LOWEST_SCORE, HIGHEST_SCORE + 1)
    ScoreCount.objects.bulk_create(ScoreCount(value_check=check, score=score) for score in scores)


def count_score(seat: Seat, value: int) -> None:
    """One more of this score, and that this seat gave one; in an action that holds the session."""
    tally = ScoreCount.objects.select_for_update().get(value_check=seat.value_check_id, score=value)
    tally.count += 1
    tally.save(update_fields=["count"])
    seat.has_scored = True
    seat.save(update_fields=["has_scored"])


def follow(check: ValueCheck, before: Board, after: Board, by: Seat) -> None:
    """Bring the rows from the one board to the other. What did not change is not touched."""
    _stories(check, before, after)
    _notes(check, before, after, by)
    if before.words != after.words:
        CheckOutWord.objects.update_or_create(seat=by, defaults={"text": after.words.get(str(by.number), "")})


def _stories(check: ValueCheck, before: Board, after: Board) -> None:
    was, now = ({story.seat: story for story in board.stories} for board in (before, after))
    for number, story in now.items():
        if was.get(number) != story:
            _put_story(check, story)
    if gone := was.keys() - now.keys():
        ValueStory.objects.filter(value_check=check, seat__number__in=gone).delete()


def _put_story(check: ValueCheck, story: Story) -> None:
    seat = Seat.objects.get(value_check=check, number=story.seat)
    continues = ValueStory.objects.filter(public_id=story.continues).first() if story.continues else None
    facts = {"number": story.number, "title": story.title, "continues": continues}
    ValueStory.objects.update_or_create(seat=seat, defaults={"value_check": check, **facts})


def _notes(check: ValueCheck, before: Board, after: Board, by: Seat) -> None:
    was, now = ({note.id: note for note in board.notes} for board in (before, after))
    for each, note in now.items():
        if each not in was:
            _write(check, note, by)
        elif was[each] != note:
            _change(note)
    gone = was.keys() - now.keys()
    StoryNote.objects.filter(public_id__in=gone).update(removed_at=timezone.now(), text="", confirmed_at=None)


def _write(check: ValueCheck, note: Note, by: Seat) -> None:
    StoryNote.objects.create(
        public_id=note.id,
        story=ValueStory.objects.get(value_check=check, seat__number=note.story),
        number=note.number,
        level=note.level,
        text=note.text,
        item=note.item,
        by=by,
        confirmed_at=timezone.now() if note.confirmed else None,
    )


def _change(note: Note) -> None:
    row = StoryNote.objects.get(public_id=note.id)
    moment = timezone.now()
    row.confirmed_at = (row.confirmed_at or moment) if note.confirmed else None
    if (row.text, row.level) != (note.text, note.level):
        row.text, row.level, row.edited_at = note.text, note.level, moment
    row.version += 1
    row.save(update_fields=["text", "level", "confirmed_at", "edited_at", "version"])
