"""What was experienced and told in a school that is filled."""

from bench.bulk import insert
from bench.school import LONG, SEATS, STAFF, TELLERS, School, one_of
from reflections.models.experiences import Experience, ExperienceVersion, Share
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.models.rooms import Room, ScoreCount, Seat
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import Participant, ValueCheck
from reflections.models.value_notes import ValueNote
from reflections.values import LEVELS, Part


def fill_experiences(s: School) -> None:
    size = s.size
    day = f"current_date - ((n / {max(1, size.learners // 10)}) % 400)"
    moment = f"({day})::timestamp AT TIME ZONE 'Europe/Amsterdam'"
    s.experiences = insert(
        Experience,
        size.experiences,
        author=f"{s.learners} + {s.author}",
        track=f"{s.tracks} + {s.author}",
        happened_on=day,
        situation=f"'{LONG}' || n",
        analysis=f"'{LONG * 2}'",
        reflection=f"'{LONG}'",
        version="3",
        created_at=moment,
        edited_at=moment,
        saved_at=moment,
    )
    insert(
        ExperienceVersion,
        size.experiences,
        experience=f"{s.experiences} + n",
        number="3",
        happened_on=day,
        situation=f"'{LONG}' || n",
        analysis=f"'{LONG * 2}'",
        reflection=f"'{LONG}'",
        saved_at=moment,
    )
    level = one_of([level.level for level in LEVELS], "n")
    insert(
        ValueNote,
        size.experiences,
        "n % 2 = 0",
        experience=f"{s.experiences} + n",
        level=level,
        text="'Ik durf het nu zelf.'",
    )


def fill_feedback(s: School) -> None:
    """One in five asks the guide something; of those one in twenty waits for an answer."""
    size, asks, answered = s.size, "n % 5 = 0", "n % 5 = 0 AND n % 100 <> 0"
    guide = f"{s.staff} + {s.guide_of(s.author)}"
    insert(
        Share,
        size.experiences,
        asks,
        experience=f"{s.experiences} + n",
        person=guide,
        part=f"'{Part.STORY}'",
        from_version="3",
    )
    s.requests = insert(
        FeedbackRequest,
        size.experiences,
        asks,
        experience=f"{s.experiences} + n",
        asked=guide,
        named_as=f"(SELECT min(id) FROM learningtracks_trackperson WHERE track_id = {s.tracks} + {s.author})",
        question="'Wat had ik eerder kunnen doen?'",
        asked_at="now() - (n % 60) * interval '1 day'",
    )
    s.answers = insert(
        Feedback,
        size.experiences,
        answered,
        request=f"{s.requests} + n",
        author=guide,
        receiver=f"{s.learners} + {s.author}",
        text=f"'{LONG}'",
        sent_at="now() - (n % 60) * interval '1 day'",
        thanked_at="now()",
    )


def fill_checks(s: School) -> None:
    size, count = s.size, s.check_count
    turn, team = f"((n - 1) % {size.checks})", f"((n - 1) / {size.checks})"
    day = f"current_date - (5 + {team} % 80 + 91 * {turn})"
    moment = f"({day})::timestamp + interval '14 hours'"
    s.checks = insert(
        ValueCheck,
        count,
        team=f"{s.teams} + 1 + {team}",
        cycle=f"to_char({day}, 'YYYY-MM-DD')",
        due_on=day,
        starts_at=moment,
        planned_at=f"{moment} - interval '20 days'",
        opened_at=moment,
        closed_at=f"{moment} + interval '1 hour'",
        facilitator=f"{s.staff} + 1 + {team} * {STAFF}",
    )
    insert(Room, count, value_check=f"{s.checks} + n", touched_at=f"{moment} + interval '1 hour'")
    score = {"value_check": f"{s.checks} + 1 + (n - 1) / 5", "score": "1 + (n - 1) % 5", "count": "n % 7"}
    insert(ScoreCount, 5 * count, **score)
    check, place = f"((n - 1) / {SEATS})", f"((n - 1) % {SEATS})"
    team = f"({check} / {size.checks})"
    turn = f"({team} % {size.teams} + {size.teams} * ({place} - {STAFF}))"
    learner = f"{s.learners} + 1 + {turn} * {size.places} + {team} / {size.teams}"
    person = f"CASE WHEN {place} < {STAFF} THEN {s.staff} + 1 + {team} * {STAFF} + {place} ELSE {learner} END"
    here = f"{place} < {STAFF} OR {turn} * {size.places} + {team} / {size.teams} < {size.learners}"
    sits = {"value_check": f"{s.checks} + 1 + {check}", "person": person}
    insert(Participant, SEATS * count, here, **sits)
    s.seats = insert(Seat, SEATS * count, here, number=f"1 + {place}", **sits)
    insert(CheckOutWord, SEATS * count, here, seat=f"{s.seats} + n", text="'Trots'")
    s.here = here


def fill_stories(s: School) -> None:
    count, place = s.check_count, f"((n - 1) % {SEATS})"
    tells = f"({s.here}) AND {place} < {TELLERS}"
    s.stories = insert(
        ValueStory,
        SEATS * count,
        tells,
        value_check=f"{s.checks} + 1 + (n - 1) / {SEATS}",
        seat=f"{s.seats} + n",
        number=f"1 + {place}",
        title="'De ochtend dat het rustig bleef'",
    )
    story = "((n - 1) / 2 + 1)"
    tells = tells.replace("(n - 1)", f"({story} - 1)")
    levels = [level.level for level in LEVELS]
    insert(
        StoryNote,
        2 * SEATS * count,
        tells,
        story=f"{s.stories} + {story}",
        number="n",
        level=one_of(levels, "n"),
        text="'Ik vraag nu eerst wat iemand wil.'",
        confirmed_at="now()",
    )
