"""What people were told in a school that is filled: events and notices."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef
from django.db.models.functions import Now

from bench.bulk import insert
from bench.school import PIECES, School
from learningtracks.models.pieces import Piece
from partnerships import events
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.todos import ToDo
from reflections.models.feedback import Feedback, FeedbackRequest


def fill_events(s: School) -> None:
    """Who was asked, who was answered, and a proposal for each piece of a puzzle to both others."""
    asked, learner = s.size.experiences, f"{s.learners} + {s.author}"
    guide = f"{s.staff} + {s.guide_of(s.author)}"
    trail = f"'experience:' || (SELECT public_id FROM reflections_experience WHERE id = {s.experiences} + n)"
    words = f"jsonb_build_object('name', (SELECT name FROM accounts_user WHERE id = {guide}))"
    on = {"at": "now() - (n % 60) * interval '1 day'", "trail": trail, "words": words}
    about = {"about_type": str(_type(FeedbackRequest)), "about_id": f"{s.requests} + n"}
    told = insert(Event, asked, "n % 5 = 0", kind="'feedback_asked'", by=learner, **about, **on)
    _tell(s, told, asked, "n % 5 = 0", guide, "n % 100 <> 0")
    about = {"about_type": str(_type(Feedback)), "about_id": f"{s.answers} + n"}
    answered = "n % 5 = 0 AND n % 100 <> 0"
    told = insert(Event, asked, answered, kind="'feedback_given'", by=guide, **about, **on)
    _tell(s, told, asked, answered, learner, "n % 30 <> 0")
    _tell_of_pieces(s)


def _tell_of_pieces(s: School) -> None:
    count, number, place = s.piece_count, f"((n - 1) / {PIECES} + 1)", f"((n - 1) % {PIECES})"
    learner, guide = f"{s.learners} + {number}", f"{s.staff} + {s.guide_of(number)}"
    told = insert(
        Event,
        count,
        kind="'piece_proposed'",
        by=f"CASE {place} % 3 WHEN 0 THEN {learner} ELSE {guide} END",
        about_type=str(_type(Piece)),
        about_id=f"{s.pieces} + n",
        at="now() - (20 + n % 50) * interval '1 day'",
        trail=f"'piece:' || (SELECT public_id FROM learningtracks_piece WHERE id = {s.pieces} + n)",
        words=f"jsonb_build_object('learner', (SELECT name FROM accounts_user WHERE id = {learner}))",
    )
    supervisor = f"(SELECT person_id FROM partnerships_membership WHERE id = {s.named} + {s.supervisor_of(number)})"
    to = f"CASE {place} % 3 WHEN 0 THEN {guide} ELSE {learner} END"
    _tell(s, told, count, "true", to, f"NOT {s.waits}")
    _tell(s, told, count, "true", supervisor, f"NOT {s.waits}")


def _tell(s: School, events: int, count: int, where: str, person: str, seen: str) -> None:
    moment = "now() - (n % 60) * interval '1 day'"
    insert(
        Notice,
        count,
        where,
        event=f"{events} + n",
        person=person,
        created_at=moment,
        seen_at=f"CASE WHEN {seen} THEN {moment} END",
    )


def _type(model: type[Model]) -> int:
    return ContentType.objects.get_for_model(model).pk


def see_settled() -> None:
    """Who has nothing to do any more about what a notice asked has seen it, as when it is done in the product."""
    for code, asks in ((code, kind.asks) for code, kind in events.KINDS.items() if kind.asks):
        open_ones = ToDo.objects.open().filter(kind=asks.code, person=OuterRef("person"))
        still = Exists(open_ones.filter(about_id=OuterRef("event__about_id")))
        Notice.objects.filter(~still, event__kind=code, seen_at__isnull=True).update(seen_at=Now())
