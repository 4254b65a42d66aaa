"""A photo, sound or PDF with a reply: for the two of that thread while they may read it (access.md R8, row 12)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused
from learningtracks.models.tracks import Track
from partnerships.models.notices import Notice
from reflections.actions import attachments, concerns, experiences, replies, retention, shares
from reflections.models.attachments import Attachment, StoredFile
from reflections.models.experiences import Experience
from reflections.models.replies import Reply, thread_url
from reflections.policy.attachments import may_attach_to_reply
from reflections.tests.logbook import on, words
from reflections.tests.pictures import PDF, a_picture, taken_somewhere
from reflections.tests.test_attachments import sent
from reflections.uploads import taken_from
from reflections.values import MOST_BYTES, Part, ReplyKind
from werkplek.actions import erasure
from werkplek.tests.pages import browser_of

ANSWER, QUESTION = ReplyKind.ANSWER, ReplyKind.QUESTION


@pytest.fixture
def shared(experience, wim, samira):
    """Wim and Samira read the story."""
    people = [on(experience.track, person) for person in (wim, samira)]
    shares.share(experience, people=people, parts=[Part.STORY], by=experience.author)
    return experience


@pytest.fixture
def reply(shared, wim):
    return replies.send(shared, reader=wim, kind=ANSWER, text="Zo doen wij het.", by=wim)


def bring(entry, reader, by, content=PDF):
    facts = {"description": "De weekplanning.", "recognisable": "nobody", "by": by}
    return attachments.add_to_reply(entry, reader=reader, upload=taken_from(content), **facts)


@pytest.fixture
def made(shared, reply, wim):
    """Wim's reply with a PDF."""
    return bring(shared, wim, by=wim)


def file_page(entry, reader):
    return f"{thread_url(entry, reader)}file/"


def statuses(made, people, signed_in):
    return [signed_in(person).get(made.get_absolute_url()).status_code for person in people]


def is_all_gone():
    return (Attachment.objects.exists(), StoredFile.objects.exists()) == (False, False)


# --- Bringing -------------------------------------------------------------------------------------------------------


def test_reacting_with_a_photo_leads_to_the_form_for_it(shared, wim, sam, signed_in):
    client = signed_in(wim)
    answer = client.post(thread_url(shared, wim), {"text": "Kijk maar.", "then": "file"})
    form = words(client.get(answer.url))
    done = client.post(answer.url, sent(taken_somewhere()))

    made = Attachment.objects.get()
    assert (answer.url, done.url) == (file_page(shared, wim), thread_url(shared, wim))
    assert ["Kijk maar." in form, "Alleen jij en Sam zien dit." in form] == [True, True]
    assert (made.kind, made.author, made.reply.text, made.experience) == ("photo", wim, "Kijk maar.", None)
    assert b"kanarie" not in signed_in(sam).get(made.get_absolute_url()).content


def test_it_stands_below_the_words_for_both(made, shared, wim, sam, signed_in):
    pages = [words(signed_in(person).get(thread_url(shared, wim))) for person in (wim, sam)]
    pages.append(words(signed_in(sam).get(shared.get_absolute_url())))

    assert [made.get_absolute_url() in page for page in pages] == [True, True, True]
    assert ["Bestand verwijderen" in page for page in pages] == [True, False, False]


def test_from_the_page_it_is_one_step_as_long_as_it_may_be_taken_back(reply, shared, wim, sam, signed_in):
    page = words(signed_in(wim).get(thread_url(shared, wim)))
    replies.send(shared, reader=wim, kind=ANSWER, text="Dank je.", by=sam)
    later = words(signed_in(wim).get(thread_url(shared, wim)))

    assert [f'href="{file_page(shared, wim)}"' in one for one in (page, later)] == [True, False]


def test_the_other_is_told_of_it_and_no_longer_when_it_is_taken_away(made, sam, wim):
    told = Notice.objects.filter(person=sam, event__kind="reply_file_added", lapsed_at=None)
    assert told.count() == 1

    attachments.remove(made, by=wim)

    assert told.count() == 0


@pytest.mark.parametrize("refused", [{"description": " "}, {"recognisable": ""}])
def test_what_is_wrong_is_said_at_the_field(reply, shared, wim, signed_in, refused):
    answer = signed_in(wim).post(file_page(shared, wim), sent(PDF, **refused))

    assert (answer.status_code, Attachment.objects.exists()) == (200, False)


def test_one_with_each_reply(made, shared, wim, signed_in):
    with pytest.raises(Refused, match="past één bestand"):
        bring(shared, wim, by=wim)
    assert "past één bestand" in words(signed_in(wim).get(file_page(shared, wim)))

    replies.send(shared, reader=wim, kind=ANSWER, text="En deze.", by=wim)
    bring(shared, wim, by=wim, content=a_picture())

    assert Attachment.objects.count() == 2


def test_only_with_what_one_wrote_last(reply, shared, wim, sam, samira):
    with pytest.raises(Refused, match="bij je laatste reactie"):
        bring(shared, wim, by=sam)
    with pytest.raises(Refused, match="bij je laatste reactie"):
        bring(shared, samira, by=samira)
    with pytest.raises(Refused, match="niet aan jou"):
        bring(shared, wim, by=samira)


def test_not_when_it_is_closed(reply, shared, wim, sam):
    replies.close(shared, reader=wim, by=sam)

    with pytest.raises(Refused, match="afgesloten"):
        bring(shared, wim, by=wim)


def test_there_is_room_for_one_person_and_no_more(made, shared, wim):
    replies.send(shared, reader=wim, kind=ANSWER, text="En deze.", by=wim)
    Attachment.objects.update(size=MOST_BYTES)

    with pytest.raises(Refused, match="geen ruimte meer"):
        bring(shared, wim, by=wim)


def test_from_the_queue_the_next_thing_comes_after_the_file(shared, sam, wim, signed_in):
    replies.send(shared, reader=wim, kind=QUESTION, text="Hoe ziet dat eruit?", by=wim)
    client = signed_in(sam)
    client.get(client.get(reverse("queue")).context["rows"][0].way)

    answer = client.post(thread_url(shared, wim), {"text": "Zo.", "then": "file"})
    done = client.post(answer.url, sent(a_picture()), follow=True)

    assert answer.url == file_page(shared, wim)
    assert done.request["PATH_INFO"] == reverse("queue")


# --- Who gets it ----------------------------------------------------------------------------------------------------


def test_the_two_of_that_thread_and_no_other_reader(made, sam, wim, samira, karima, signed_in):
    assert statuses(made, (sam, wim, samira, karima), signed_in) == [200, 200, 404, 404]


def test_fetching_it_is_reading_the_experience(shared, wim, sam, samira, signed_in):
    replies.send(shared, reader=wim, kind=ANSWER, text="Zo.", by=sam)
    made = bring(shared, wim, by=sam)

    signed_in(wim).get(made.get_absolute_url())

    assert shared.reads.get().person == wim


def _end_share(entry, wim):
    shares.end(entry, person=wim, parts=[Part.STORY], by=entry.author)


def _end_place(entry, wim):
    wim.memberships.update(ended_at=timezone.now())


def _end_track(entry, wim):
    day = timezone.localdate() - dt.timedelta(days=40)
    Track.objects.update(starts_on=day, ends_on=day)


def _raise_concern(entry, wim):
    concerns.express(entry, reason="Een gezicht", by=wim)


@pytest.mark.parametrize("ends", [_end_share, _end_place, _end_track, _raise_concern])
def test_when_the_thread_is_not_to_read_any_more_its_files_are_not_either(made, shared, sam, wim, signed_in, ends):
    ends(shared, wim)

    assert statuses(made, (sam, wim), signed_in) == [200, 404]
    removed = signed_in(wim).post(reverse("reflections:attachment_remove", args=[made.public_id]))
    assert (removed.status_code, Attachment.objects.count()) == (404, 1)


# --- Taking away ----------------------------------------------------------------------------------------------------


def test_it_goes_with_the_reply_that_is_taken_back(made, shared, sam, wim, signed_in):
    replies.withdraw(shared, reader=wim, by=wim)

    assert is_all_gone()
    assert statuses(made, (sam, wim), signed_in) == [404, 404]
    assert not Notice.objects.filter(person=sam, event__kind="reply_file_added", lapsed_at=None).exists()


def test_who_brought_it_takes_it_away_later_too(made, shared, sam, wim, signed_in):
    replies.send(shared, reader=wim, kind=ANSWER, text="Dank je.", by=sam)

    answer = signed_in(wim).post(reverse("reflections:attachment_remove", args=[made.public_id]))

    assert (answer.url, is_all_gone(), Reply.objects.count()) == (thread_url(shared, wim), True, 2)


def test_the_other_does_not(made, sam, signed_in):
    answer = signed_in(sam).post(reverse("reflections:attachment_remove", args=[made.public_id]))

    assert (answer.status_code, Attachment.objects.count()) == (404, 1)


def test_when_the_entry_goes_each_keeps_only_the_own(made, shared, sam, wim, signed_in):
    replies.send(shared, reader=wim, kind=ANSWER, text="Dank je.", by=sam)
    bring(shared, wim, by=sam)

    experiences.delete(shared, by=sam)

    assert [one.author for one in Attachment.objects.all()] == [wim]
    assert StoredFile.objects.count() == 1
    assert statuses(made, (sam, wim), signed_in) == [404, 200]
    page = words(signed_in(wim).get(reverse("reflections:feedback_given")))
    assert made.get_absolute_url() in page
    answer = signed_in(wim).post(reverse("reflections:attachment_remove", args=[made.public_id]))
    assert (answer.url, is_all_gone()) == (reverse("reflections:feedback_given"), True)


def test_after_two_years_what_is_left_goes_too(made):
    Experience.objects.all().delete()
    Reply.objects.update(said_at=timezone.now() - dt.timedelta(days=800))

    retention.feedback(timezone.now())
    retention.files(timezone.now())

    assert is_all_gone()


def test_who_leaves_takes_the_file_along_and_leaves_the_words(made, shared, sam, wim, signed_in):
    erasure.erase(wim)

    assert (is_all_gone(), Reply.objects.get().text) == (True, "Zo doen wij het.")
    assert "Zo doen wij het." in words(signed_in(sam).get(shared.get_absolute_url()))


def test_it_is_in_the_download_of_who_brought_it(made, sam, wim):
    found = [browser_of(one, just_confirmed=True).get("/my-data/werkplek.zip").getvalue() for one in (wim, sam)]

    assert [PDF in packed for packed in found] == [True, False]


# --- The database knows ---------------------------------------------------------------------------------------------


def test_each_is_with_an_experience_or_with_a_reply(made, shared):
    for wrong in ({"experience": shared}, {"reply": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attachment.objects.filter(pk=made.pk).update(**wrong)


def test_nobody_attaches_before_anybody_wrote(shared, sam, samira):
    assert not may_attach_to_reply(sam, replies.held(shared, samira), 0)
