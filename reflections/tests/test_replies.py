"""The author of an experience and each reader write to each other: answer, thank, ask (access.md row 12, R5)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.values import Refused
from conftest import ask_feedback
from partnerships.models.notices import Notice
from partnerships.todos import waiting_for
from reflections.actions import concerns, experiences, replies, retention, shares
from reflections.models.experiences import Experience, Share
from reflections.models.replies import Reply, Thread, thread_url
from reflections.values import Part, ReplyKind

ANSWER, THANKS, QUESTION = ReplyKind.ANSWER, ReplyKind.THANKS, ReplyKind.QUESTION


@pytest.fixture
def shared(experience, wim):
    """Wim reads the story; nobody asked him anything."""
    shares.share(experience, people=[experience.track.people.get(person=wim)], parts=[Part.STORY], by=experience.author)
    return experience


@pytest.fixture
def asked(shared, wim):
    """Wim asks Sam something about it."""
    return replies.send(shared, reader=wim, kind=QUESTION, text="Hoe liep het af?", by=wim)


def kinds_for(person):
    return [row.kind for row in waiting_for(person)]


def page_of(client, url):
    return client.get(url).content.decode()


# --- Who asks, who answers ------------------------------------------------------------------------------------------


def test_a_question_of_a_reader_waits_for_the_author(asked, sam, wim):
    assert (kinds_for(sam), kinds_for(wim)) == (["reply"], [])


def test_the_answer_settles_it(asked, shared, sam, wim):
    replies.send(shared, reader=wim, kind=ANSWER, text="Goed.", by=sam)

    assert (kinds_for(sam), kinds_for(wim)) == ([], [])


def test_asking_back_waits_for_the_other(asked, shared, sam, wim):
    replies.send(shared, reader=wim, kind=QUESTION, text="Hoe zou jij het doen?", by=sam)

    assert (kinds_for(sam), kinds_for(wim)) == ([], ["reply"])


def test_who_asks_once_more_waits_since_the_first_of_the_last_words(asked, shared, sam, wim):
    replies.send(shared, reader=wim, kind=QUESTION, text="En nu?", by=wim)

    assert kinds_for(sam) == ["reply"]


def test_thanks_ask_nothing_and_need_no_words(shared, sam, wim):
    reply = replies.send(shared, reader=wim, kind=THANKS, by=wim)

    assert (reply.said, kinds_for(sam)) == ("Bedankt.", [])
    assert Notice.objects.get(person=sam).event.kind == "reply_thanked"


def test_nobody_but_the_two_is_told(asked, sam, samira, karima):
    assert [notice.person for notice in Notice.objects.filter(event__kind="reply_asked")] == [sam]


def test_the_bell_tells_of_it_as_long_as_they_may_know(asked, shared, sam, wim, samira, signed_in):
    replies.send(shared, reader=wim, kind=ANSWER, text="Goed.", by=sam)
    bell = reverse("partnerships:notices")
    assert "vraagt je iets over een ervaring" in page_of(signed_in(sam), bell)
    assert "heeft gereageerd op een ervaring" in page_of(signed_in(wim), bell)
    assert asked.thread not in Thread.objects.known_to(samira)

    shares.end(shared, person=wim, parts=[Part.STORY], by=sam)

    assert "heeft gereageerd" not in page_of(signed_in(wim), bell)


def test_another_reader_has_a_thread_of_their_own(asked, shared, sam, samira, wim):
    ask_feedback(shared, samira, "Wat zag jij?")
    replies.send(shared, reader=samira, kind=ANSWER, text="Ik zag rust.", by=samira)

    assert Thread.objects.count() == 2
    with pytest.raises(Refused, match="niet aan jou"):
        replies.send(shared, reader=wim, kind=ANSWER, text="Ik ook.", by=samira)


# --- When sharing ends ----------------------------------------------------------------------------------------------


def test_nothing_is_asked_of_anybody_once_sharing_ends(asked, shared, sam, wim, signed_in):
    shares.end(shared, person=wim, parts=[Part.STORY], by=sam)

    assert kinds_for(sam) == []
    assert signed_in(wim).get(thread_url(shared, wim)).status_code == 404
    with pytest.raises(Refused, match="niet meer lezen"):
        replies.send(shared, reader=wim, kind=ANSWER, text="Nog iets.", by=wim)
    with pytest.raises(Refused, match="leest deze ervaring niet meer"):
        replies.send(shared, reader=wim, kind=ANSWER, text="Nog iets.", by=sam)


def test_the_author_keeps_reading_what_was_written(asked, shared, sam, wim, signed_in):
    shares.end(shared, person=wim, parts=[Part.STORY], by=sam)

    page = page_of(signed_in(sam), thread_url(shared, wim))

    assert ("Hoe liep het af?" in page, "leest deze ervaring niet meer" in page) == (True, True)
    assert 'name="text"' not in page


def test_who_leaves_the_track_is_asked_nothing(shared, sam, wim, track):
    replies.send(shared, reader=wim, kind=QUESTION, text="Wat vond jij?", by=sam)

    track.people.filter(person=wim).update(ended_at=timezone.now())

    assert kinds_for(wim) == []


def test_who_comes_on_the_track_again_starts_without_it(shared, sam, wim, track):
    replies.send(shared, reader=wim, kind=QUESTION, text="Wat vond jij?", by=sam)

    shares.end_earlier(track, wim)

    assert (kinds_for(wim), Share.objects.running().count()) == ([], 0)


def test_a_hidden_entry_asks_nothing(asked, shared, sam, wim):
    concerns.express(shared, by=wim)

    assert kinds_for(sam) == []


# --- Taking back, closing -------------------------------------------------------------------------------------------


def test_the_last_words_can_be_taken_back(asked, shared, sam, wim, signed_in):
    signed_in(wim).post(reverse("reflections:reply_withdraw", args=[shared.public_id, wim.public_id]))

    assert (Reply.objects.exists(), kinds_for(sam)) == (False, [])


def test_nobody_is_told_of_what_was_taken_back(asked, shared, sam, wim):
    replies.send(shared, reader=wim, kind=THANKS, text="En bedankt.", by=wim)
    replies.send(shared, reader=wim, kind=THANKS, text="Nog eens.", by=wim)
    told = []
    for _time in range(3):
        replies.withdraw(shared, reader=wim, by=wim)
        told.append([one.event.kind for one in Notice.objects.unmailed().filter(person=sam).order_by("pk")])

    assert told == [["reply_asked", "reply_thanked"], ["reply_asked"], []]
    assert not Thread.objects.exists()


def test_not_after_the_other_wrote(asked, shared, sam, wim):
    replies.send(shared, reader=wim, kind=ANSWER, text="Goed.", by=sam)

    with pytest.raises(Refused, match="tot de ander"):
        replies.withdraw(shared, reader=wim, by=wim)


def test_nor_when_nothing_was_written_or_sharing_ended(asked, shared, sam, samira, wim):
    with pytest.raises(Refused, match="niet meer"):
        replies.withdraw(shared, reader=samira, by=sam)
    shares.end(shared, person=wim, parts=[Part.STORY], by=sam)
    with pytest.raises(Refused, match="niet meer lezen"):
        replies.withdraw(shared, reader=wim, by=wim)


def test_the_author_closes_and_opens_again(asked, shared, sam, wim, signed_in):
    client, close = signed_in(sam), reverse("reflections:thread_close", args=[shared.public_id, wim.public_id])

    client.post(close)
    assert (kinds_for(sam), Notice.objects.filter(person=wim, event__kind="thread_closed").count()) == ([], 1)
    with pytest.raises(Refused, match="afgesloten"):
        replies.send(shared, reader=wim, kind=ANSWER, text="Nog iets.", by=wim)
    assert "heeft deze reacties afgesloten" in page_of(signed_in(wim), thread_url(shared, wim))
    assert "Weer openen" in page_of(client, thread_url(shared, wim))

    client.post(close, {"open": "yes"})
    told = Notice.objects.filter(person=wim, event__kind="thread_opened").count()
    assert (kinds_for(sam), told) == (["reply"], 1)


def test_nobody_else_closes_or_opens(asked, shared, sam, wim):
    with pytest.raises(Refused, match="sluit de reacties"):
        replies.close(shared, reader=wim, by=wim)
    with pytest.raises(Refused, match="opent de reacties"):
        replies.open_again(shared, reader=wim, by=wim)


def test_what_is_closed_or_open_stays_so(asked, shared, sam, wim):
    with pytest.raises(Refused, match="zijn open"):
        replies.open_again(shared, reader=wim, by=sam)
    replies.close(shared, reader=wim, by=sam)
    with pytest.raises(Refused, match="niets om af te sluiten"):
        replies.close(shared, reader=wim, by=sam)


# --- In the browser -------------------------------------------------------------------------------------------------


def test_a_reader_reacts_under_the_experience(shared, sam, wim, signed_in):
    client = signed_in(wim)
    page = page_of(client, shared.get_absolute_url())

    answer = client.post(thread_url(shared, wim), {"text": "Mooi hoe je bleef zitten.", "kind": "answer"}, follow=True)

    assert ("Bedanken" in page, "Alleen jij en Sam" in page) == (True, True)
    assert "Mooi hoe je bleef zitten." in answer.content.decode()


def test_the_author_reads_it_at_the_experience_and_answers(asked, shared, sam, wim, signed_in):
    client = signed_in(sam)
    page = page_of(client, shared.get_absolute_url())

    client.post(thread_url(shared, wim), {"text": "Ze bedankte me.", "kind": "answer"})

    assert ("Hoe liep het af?" in page, "Antwoord Wim" in page) == (True, True)
    assert kinds_for(sam) == []


def test_the_author_writes_first_to_who_reads(shared, sam, wim, signed_in):
    client = signed_in(sam)

    client.post(thread_url(shared, wim), {"text": "Wat vond jij?", "kind": "question"})

    assert "Schrijf iets aan" not in page_of(client, shared.get_absolute_url())
    assert kinds_for(wim) == ["reply"]


def test_nothing_written_is_an_error_at_the_box(shared, wim, signed_in):
    page = signed_in(wim).post(thread_url(shared, wim), {"text": "  ", "kind": "question"})

    assert "Schrijf eerst wat je wilt zeggen." in page.content.decode()
    assert not Reply.objects.exists()


def test_reading_the_thread_is_reading_the_experience(asked, shared, wim, signed_in):
    signed_in(wim).get(thread_url(shared, wim))

    assert shared.reads.get().person == wim


def test_through_the_queue_the_next_thing_follows(asked, shared, sam, wim, signed_in):
    client = signed_in(sam)
    line = client.get(reverse("queue")).context["rows"][0]
    client.get(line.way)

    answer = client.post(thread_url(shared, wim), {"text": "Goed.", "kind": "answer"}, follow=True)

    assert answer.request["PATH_INFO"] == reverse("queue")


def test_with_whom_it_was_never_shared_there_is_no_thread(shared, sam, karima, wim, signed_in):
    assert signed_in(sam).get(thread_url(shared, karima)).status_code == 404
    assert signed_in(wim).get(thread_url(shared, karima)).status_code == 404


# --- What stays -----------------------------------------------------------------------------------------------------


def test_when_the_entry_goes_a_reader_keeps_the_own_words_only(asked, shared, sam, wim, signed_in):
    replies.send(shared, reader=wim, kind=ANSWER, text="Ze bedankte me.", by=sam)

    experiences.delete(shared, by=sam)

    page = page_of(signed_in(wim), reverse("reflections:feedback_given"))
    assert ("Hoe liep het af?" in page, "Ze bedankte me." in page) == (True, False)
    assert [reply.author for reply in Reply.objects.all()] == [wim]


def test_all_that_is_left_over_can_be_read(asked, shared, wim, signed_in):
    Experience.objects.all().delete()
    Reply.objects.bulk_create(Reply(author=wim, text=f"Nummer {number}.") for number in range(25))
    client, given = signed_in(wim), reverse("reflections:feedback_given")
    pages = [page_of(client, f"{given}?left={number}") for number in (1, 2)]

    assert ["Nummer 24." in pages[0], "Nummer 0." in pages[1], "?left=2" in pages[0]] == [True, True, True]
    assert "Hier staan straks" not in pages[0]


def test_a_reader_who_is_gone_still_has_a_name(asked, shared, sam, wim, signed_in):
    User.objects.filter(pk=wim.pk).update(name="", name_key="", email=None)

    assert "Reacties met Voormalig deelnemer" in page_of(signed_in(sam), thread_url(shared, wim))


def test_after_two_years_they_go_too(asked, shared, sam):
    Experience.objects.all().delete()
    Reply.objects.update(said_at=timezone.now() - dt.timedelta(days=800))

    assert (retention.feedback(timezone.now()), Reply.objects.exists()) == (1, False)


def test_who_left_is_answered_by_nobody(asked, shared, sam, wim):
    Reply.objects.update(author=None)

    assert set(Thread.objects.get().waiting()) == {sam.pk}


def test_a_reply_says_something_of_a_known_kind(asked):
    thread = asked.thread
    for wrong in ({"kind": ANSWER, "text": ""}, {"kind": "shout", "text": "Hoi"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reply.objects.create(thread=thread, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Thread.objects.create(experience=thread.experience, reader=thread.reader)
