"""Every form that makes something carries a key: sent many times at once, and again, it makes one row and every answer
points to it (reliability.md §1.3). The forms for organisations and people: partnerships/tests/test_people_at_once.py;
planning a value check: reflections/tests/test_value_checks_plan.py."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from accounts.values import today
from instruments.models.asks import Ask, Named
from instruments.models.instruments import Instrument
from instruments.models.trainings import Training
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.conversations import Conversation, ConversationNote
from learningtracks.models.delegations import VoteDelegation
from learningtracks.models.pieces import Piece
from learningtracks.models.reviews import TrackReview
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.models.versions import PieceVersion, Remark
from learningtracks.models.workplace_conditions import WorkplaceCondition
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from reflections.models.attachments import Attachment
from reflections.models.experiences import Experience, ExperienceVersion, Share
from reflections.models.feedback import Feedback
from reflections.models.harvest import HarvestItem
from reflections.models.improvements import ImprovementTrack, SituationCard
from reflections.models.indicators import Indicator
from reflections.models.passes import Pass
from reflections.models.promises import Promise
from reflections.models.replies import Reply
from reflections.models.rooms import GuestPass
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.models.wonder import WonderEntry
from reflections.tests.pictures import a_picture
from werkplek.tests.form_table import MAKING, VERSIONED
from werkplek.tests.pages import at_once, browser_of, text_of
from werkplek.tests.world import World

Facts = Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class Form:
    """A form on a page: its address, the thing it is about, who sends it, what is in it, and what it makes."""

    address: str
    who: str
    facts: Facts
    makes: Callable[[], QuerySet[Any]]
    thing: str = ""
    more: tuple[str, ...] = ()

    def url(self, world: World) -> str:
        ids = [world.things[self.thing].public_id] if self.thing else []
        more = [world.things[one[1:]] if one.startswith("=") else one for one in self.more]
        return reverse(self.address, args=[*ids, *more])


def always(**facts: Any) -> Facts:
    return lambda world: facts


def a_track(world: World) -> dict[str, Any]:
    track = world.things["track"]
    learner = Membership.objects.get(person__name="Leerling 0")
    days = {"starts_on": today().isoformat(), "ends_on": (today() + dt.timedelta(weeks=20)).isoformat()}
    places = {"school": track.school.public_id, "workplace": track.workplace.public_id}
    return (
        {"title": "Nieuw", "learner": learner.public_id, "learner_kind": "student", "period_weeks": 10} | places | days
    )


def an_own_track(world: World) -> dict[str, Any]:
    track = world.things["track"]
    days = {"starts_on": today().isoformat(), "ends_on": (today() + dt.timedelta(weeks=20)).isoformat()}
    return {"wants": "Rustig blijven", "spot": f"{track.partnership.public_id}:{track.workplace.public_id}"} | days


def stand_in(world: World) -> dict[str, Any]:
    days = {"starts_on": today().isoformat(), "ends_on": (today() + dt.timedelta(weeks=2)).isoformat()}
    return {"membership": world.people["PO2"].memberships.get().public_id} | days


def a_share(world: World) -> dict[str, Any]:
    wim = world.things["track"].people.get(person=world.people["wim"])
    return {"people": [wim.public_id], "parts": ["story"], "then": "share"}


class APicture:
    """A file that can be sent as often as one likes."""

    name, content_type = "foto.png", "image/png"

    def read(self, *_size: int) -> bytes:
        return a_picture()


def a_promise(world: World) -> dict[str, Any]:
    return {"text": "Het lukt.", "ask_on": (today() + dt.timedelta(days=10)).isoformat()}


A_LIST = {"title": "Kijken", "questions": "Wat zag je?", "answer": "text", "attribution": "Van onszelf"}
TO_JOKE = always(name="Joke", email="joke@werkplek.example", question="Hoe deed jij dat?")
A_STORY = always(title="De gang", text="Ik bleef staan.", note_applied="Ik vraag eerst.")
A_NOTE = always(text="Rustiger.", level="applied")
FORMS = [
    Form(
        "reflections:experience_new",
        "S",
        always(situation="Ik hielp iemand.", happened_on=today().isoformat(), version=0, then="stop"),
        lambda: Experience.objects.all(),
    ),
    Form("reflections:experience_whole", "S", always(situation="Ik hielp."), lambda: Experience.objects.all()),
    Form("reflections:experience_check", "S", always(version=1), lambda: ExperienceVersion.objects.all(), "draft"),
    Form(
        "reflections:experience_files",
        "S",
        always(file=APicture(), description="Een bord.", recognisable="nobody"),
        lambda: Attachment.objects.all(),
        "draft",
    ),
    Form(
        "reflections:reply_file",
        "S",
        always(file=APicture(), description="Een bord.", recognisable="nobody"),
        lambda: Attachment.objects.all(),
        "experience",
        ("=reader",),
    ),
    Form("reflections:experience_share", "S", a_share, lambda: Share.objects.all(), "long_experience"),
    Form("reflections:feedback", "PO", always(text="Mooi."), lambda: Feedback.objects.all(), "open_question"),
    Form("reflections:feedback_use", "S", always(text="Dus."), lambda: ExperienceVersion.objects.all(), "feedback"),
    Form("reflections:thread", "PO", always(text="Mooi."), lambda: Reply.objects.all(), "experience", ("=reader",)),
    Form("reflections:pass_ask", "S", TO_JOKE, lambda: Pass.objects.all(), "private_experience"),
    Form("reflections:story_alone", "S", A_STORY, lambda: ValueStory.objects.all(), "private_experience"),
    Form("reflections:promise_new", "S", a_promise, lambda: Promise.objects.all(), "story"),
    Form("reflections:promise_voice", "S", TO_JOKE, lambda: Pass.objects.all(), "ended_promise"),
    Form("reflections:story_note_new", "S", A_NOTE, lambda: StoryNote.objects.all(), "story"),
    Form("reflections:value_check_guests", "TL", always(name="Gerda"), lambda: GuestPass.objects.all(), "live_check"),
    Form("reflections:wonder_new", "S2", always(text="Hoe stil."), lambda: WonderEntry.objects.all()),
    Form("reflections:personal_check_start", "S", always(), lambda: Ask.objects.all(), "track_to_begin"),
    Form("learningtracks:track_new", "OA", a_track, lambda: Track.objects.all(), "partnership"),
    Form("learningtracks:own_track_new", "TM", an_own_track, lambda: Track.objects.all()),
    Form(
        "learningtracks:guide_new",
        "OA",
        lambda world: {"membership": world.people["PO2"].memberships.get().public_id},
        lambda: TrackPerson.objects.all(),
        "track",
        ("practice_educator",),
    ),
    Form("learningtracks:guide_stand_in", "OA", stand_in, lambda: TrackPerson.objects.all(), "guide"),
    Form(
        "learningtracks:guide_replace",
        "OA",
        lambda world: {"membership": world.people["PO2"].memberships.get().public_id},
        lambda: TrackPerson.objects.all(),
        "guide",
    ),
    Form("instruments:track_rounds", "S", always(moment="during"), lambda: Ask.objects.all(), "track"),
    Form("instruments:team_rounds", "TL", always(moment="during"), lambda: Ask.objects.all(), "team"),
    Form("instruments:training", "S", always(moment="after"), lambda: Ask.objects.all(), "training"),
    Form(
        "instruments:follow_ups",
        "TL",
        lambda world: {"asked": world.people["sam"].public_id, "title": "Tillen"},
        lambda: Ask.objects.all(),
        "team",
    ),
    Form(
        "instruments:become",
        "S",
        lambda world: {"text": "Oefenen", "owner": world.people["sam"].public_id, "due_on": today().isoformat()},
        lambda: ActionPoint.objects.all(),
        "answered_follow_up",
        ("team.action.a1", "action_point"),
    ),
    Form("instruments:team_meetings", "TM", always(until_on=today().isoformat()), lambda: Ask.objects.all(), "team"),
    Form("instruments:own_list_new", "LA", always(**A_LIST), lambda: Instrument.objects.all(), "organisation"),
    Form(
        "instruments:own_list_renew",
        "LA",
        always(**A_LIST, version=2),
        lambda: Instrument.objects.all(),
        "own_list",
    ),
    Form(
        "instruments:training_new",
        "S",
        always(title="Tillen", ends_on=today().isoformat()),
        lambda: Training.objects.all(),
    ),
    Form(
        "instruments:take_tip",
        "S",
        always(tip="hill.urgency.t1", **{"as": "action"}),
        lambda: ActionPoint.objects.all(),
        "track_round",
    ),
    Form(
        "learningtracks:team_action_point_new",
        "TL",
        lambda world: {"text": "Meekijken", "owner": world.people["tom"].public_id, "due_on": today().isoformat()},
        lambda: ActionPoint.objects.all(),
        "team",
    ),
    Form(
        "reflections:apart_tell",
        "S",
        always(title="Rustig", text="Ik bleef rustig."),
        lambda: ValueStory.objects.all(),
        "apart_check",
    ),
    Form(
        "reflections:apart_note",
        "S",
        always(text="Ik vraag door.", level="applied"),
        lambda: StoryNote.objects.all(),
        "apart_story",
    ),
    Form("reflections:apart_check_out", "S", always(word="Blij"), lambda: CheckOutWord.objects.all(), "apart_over"),
    Form(
        "reflections:apart_action",
        "S",
        lambda world: {"text": "Meekijken", "owner": world.people["tom"].public_id, "due_on": today().isoformat()},
        lambda: ActionPoint.objects.all(),
        "apart_over",
    ),
    Form(
        "reflections:harvest_propose",
        "TL",
        always(audience="organisation"),
        lambda: HarvestItem.objects.all(),
        "team_note",
    ),
    Form(
        "instruments:condition_scans",
        "TL",
        always(together="1"),
        lambda: Ask.objects.filter(kind="condition_scan"),
        "led_team",
    ),
    Form(
        "instruments:partnership_conversations",
        "OA",
        always(until_on=today().isoformat()),
        lambda: Ask.objects.all(),
        "free_partnership",
    ),
    Form(
        "instruments:invite",
        "LA",
        lambda world: {"person": world.people["tom"].public_id},
        lambda: Named.objects.all(),
        "organisation_scan",
    ),
    Form(
        "instruments:organisation_scans",
        "LA",
        always(),
        lambda: Ask.objects.filter(kind="organisation_scan"),
        "organisation",
    ),
    Form(
        "learningtracks:workplace_condition_new",
        "LA",
        always(name="Leesclub", presence="yes", where="", slot=""),
        lambda: WorkplaceCondition.objects.all(),
        "workplace",
    ),
    Form(
        "reflections:indicator_new",
        "TL",
        always(level="realised", text="Minder valpartijen", unit="", how=""),
        lambda: Indicator.objects.all(),
        "team",
    ),
    Form(
        "reflections:improvement_new",
        "TL",
        lambda world: {
            "process": "De overdracht",
            "reason": "Rust voor bewoners",
            "starts_on": today().isoformat(),
            "ends_on": (today() + dt.timedelta(days=100)).isoformat(),
            "lead": world.people["tom"].public_id,
        },
        lambda: ImprovementTrack.objects.all(),
        "team",
    ),
    Form(
        "reflections:situation_new",
        "TL",
        always(situation="De bel bleef gaan", happened=""),
        lambda: SituationCard.objects.all(),
        "improvement",
    ),
    Form(
        "reflections:situation_agree",
        "TL",
        lambda world: {
            "text": "Eén naam op het bord",
            "owner": world.people["tom"].public_id,
            "due_on": (today() + dt.timedelta(days=30)).isoformat(),
            "how_noticed": "De familie belt één keer",
        },
        lambda: ActionPoint.objects.all(),
        "situation",
    ),
    Form(
        "partnerships:organisation_new",
        "PA",
        always(name="De Wilg", kind="school", coordinator="lena@werkplek.example"),
        lambda: Organisation.objects.all(),
    ),
]
# The same form and the same action as of a team's list.
MORE_LISTS = {f"learningtracks:{kind}_action_point_new" for kind in ("organisation", "partnership", "track")}
FORMS += [
    Form("learningtracks:piece_new", "S", always(slot="work", title="Meelopen"), lambda: Piece.objects.all(), "track"),
    Form("learningtracks:piece_ask", "S", always(text="Hoe?", version=1), lambda: Remark.objects.all(), "piece"),
    Form(
        "learningtracks:piece_change",
        "S",
        always(title="Woensdagmiddag", version=1),
        lambda: PieceVersion.objects.all(),
        "piece",
    ),
]


def a_talk(world: World) -> dict[str, Any]:
    day = (today() + dt.timedelta(days=9)).isoformat()
    return {
        "day": day,
        "time": "14:00",
        "minutes": 45,
        "place": "Kamer 2",
        "people": [world.people["samira"].public_id],
    }


A_REVIEW = always(went_well="Je luistert.", next_up="Leid zelf.", version=0, then="submit")
FORMS += [
    Form("learningtracks:conversation_new", "PO", a_talk, lambda: Conversation.objects.all(), "track"),
    Form("learningtracks:conversation_note", "S", always(text="Tijd"), lambda: ConversationNote.objects.all(), "talk"),
    Form("learningtracks:review_new", "PO", A_REVIEW, lambda: TrackReview.objects.all(), "looked_back_track", ("1",)),
    Form("learningtracks:review_correct", "PO", always(), lambda: TrackReview.objects.all(), "correction"),
]
ELSEWHERE = {  # tested beside their actions, at once too, or ending something instead of making it
    "learningtracks:conversation_outcome": PieceVersion,
    "learningtracks:delegations": VoteDelegation,
    "partnerships:partnership_new": Partnership,
    "partnerships:partner_new": Organisation,
    "partnerships:workplace_new": Workplace,
    "partnerships:team_new": Team,
    "partnerships:invite": Invitation,
    "partnerships:team_invite": Invitation,
    "partnerships:organisation_holidays": Organisation,
    "partnerships:membership_more": Membership,
    "partnerships:membership_role": Membership,
    "partnerships:team_place": Membership,
    "reflections:value_check_plan": ValueCheck,
    "reflections:value_check_skip_turn": ValueCheck,
}
CHANGES = {  # the same key, but they change or end one thing: a second time finds it changed
    "learningtracks:workplace_condition_remove",
    "instruments:close",
    "instruments:publish",
    "learningtracks:conversation_cancel",
    "learningtracks:review_discard",
    "instruments:decline",
    "instruments:offer",
    "instruments:own_list_withdraw",
    "instruments:share",
    "instruments:withdraw",
    "learningtracks:guide_end",
    "instruments:open",
    "learningtracks:piece_action",
    "learningtracks:track_end",
    "partnerships:membership_end",
    "partnerships:partner_ask",
    "partnerships:partner_leave",
    "partnerships:partner_take_back",
    "partnerships:professional_withdraw",
    "partnerships:proposal",
    "partnerships:team_remove",
    "partnerships:workplace_remove",
    "reflections:apart_close",
    "reflections:improvement_end",
    "reflections:indicator_stop",
    "reflections:situation_withdraw",
    "reflections:value_check_outcome",
    "reflections:value_check_skip",
}
SHOWN_ON = {  # pages that show a form of another address
    "home": "reflections:wonder_new",
    "learningtracks:conversation": "learningtracks:conversation_note",
    "learningtracks:review": "learningtracks:review_correct",
    "reflections:experience": "reflections:thread",
    "reflections:wonder": "reflections:wonder_new",
    "reflections:personal_checks": "reflections:personal_check_start",
    "instruments:ask": "instruments:become",
}


@pytest.mark.both("every page asks its questions")
def test_every_form_with_a_key_is_known(first_looks):
    """A page with a key is a form of this list, or of one of the lists beside it."""
    known = (
        {form.address for form in FORMS}
        | ELSEWHERE.keys()
        | CHANGES
        | VERSIONED.keys()
        | MAKING.keys()
        | SHOWN_ON.keys()
        | MORE_LISTS
    )
    with_key = {row.address for row, page in first_looks if re.search(r'name="once" value="[^"]', page)}

    assert with_key - known == set()


WITH_WORDS = {  # one of each kind of page: with its own form, on a page of something else, looked up before the rules
    "instruments:training_new": "title",
    "instruments:follow_ups": "title",
    "learningtracks:conversation_note": "text",
    "learningtracks:piece_ask": "text",
    "reflections:wonder_new": "text",
    "reflections:feedback_use": "text",
    "partnerships:organisation_new": "name",
}
MORE_WITH_WORDS = {  # the same kinds
    "learningtracks:conversation_new": "place",
    "instruments:become": "text",
    "instruments:own_list_new": "title",
    "instruments:own_list_renew": "title",
    "learningtracks:piece_change": "title",
    "learningtracks:piece_new": "title",
    "learningtracks:team_action_point_new": "text",
    "learningtracks:track_new": "title",
    "learningtracks:own_track_new": "wants",
    "learningtracks:workplace_condition_new": "name",
    "reflections:apart_action": "text",
    "reflections:apart_check_out": "word",
    "reflections:apart_tell": "text",
    "reflections:experience_files": "description",
    "reflections:apart_note": "text",
    "reflections:feedback": "text",
    "reflections:improvement_new": "process",
    "reflections:situation_new": "situation",
    "reflections:situation_agree": "text",
    "reflections:indicator_new": "text",
    "reflections:thread": "text",
    "reflections:reply_file": "description",
    "reflections:pass_ask": "question",
    "reflections:promise_new": "text",
    "reflections:promise_voice": "question",
    "reflections:story_alone": "text",
    "reflections:story_note_new": "text",
    "reflections:value_check_guests": "name",
}
WRITTEN_ON = {"reflections:experience_new", "learningtracks:review_new"}  # one page goes on writing in what it began
BY_SCRIPT = {"reflections:experience_whole"}  # static/js/pocket.js has the words until they are taken
CHOSEN_ONLY = {  # no box for words
    "instruments:condition_scans",
    "learningtracks:guide_new",
    "learningtracks:guide_replace",
    "learningtracks:guide_stand_in",
    "instruments:invite",
    "instruments:organisation_scans",
    "instruments:partnership_conversations",
    "learningtracks:review_correct",
    "instruments:take_tip",
    "instruments:team_meetings",
    "instruments:team_rounds",
    "instruments:track_rounds",
    "instruments:training",
    "reflections:experience_check",
    "reflections:experience_share",
    "reflections:harvest_propose",
    "reflections:personal_check_start",
}
EACH_FORM = pytest.mark.long("every form with words; one of each kind is in each run")


def test_of_every_form_is_known_whether_it_has_words():
    with_words = WITH_WORDS.keys() | MORE_WITH_WORDS.keys() | WRITTEN_ON | BY_SCRIPT
    assert {form.address for form in FORMS} == with_words | CHOSEN_ONLY


@pytest.mark.parametrize("address", [*WITH_WORDS, *(pytest.param(one, marks=EACH_FORM) for one in MORE_WITH_WORDS)])
def test_the_same_key_with_other_words_keeps_both(filled, quiet, address):
    form = next(each for each in FORMS if each.address == address)
    client, url, before = browser_of(filled.who(form.who), just_confirmed=True), form.url(filled), form.makes().count()
    sent = {**form.facts(filled), "once": str(uuid.uuid4())}
    client.post(url, sent)
    other = client.post(url, {**sent, (WITH_WORDS | MORE_WITH_WORDS)[address]: "Wat ik daarna nog bedacht"})

    assert (other.status_code in (403, 409), form.makes().count() - before) == (True, 1)
    assert "met iets anders erin" in text_of(other) or other.status_code == 403  # policy's reason, such as "answered"
    assert "Wat ik daarna nog bedacht" in text_of(other)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.address)
def test_sent_at_once_and_again_it_makes_one(filled, quiet, form, many):
    client, url = browser_of(filled.who(form.who), just_confirmed=True), form.url(filled)
    sent, before = {**form.facts(filled), "once": str(uuid.uuid4())}, form.makes().count()

    answers = at_once(client, url, sent, many)
    answers.append(client.post(url, sent).headers.get("Location"))

    assert (len(answers), len(set(answers)), form.makes().count() - before) == (many + 1, 1, 1), set(answers)
