"""Terugblik: draft, hand in, change, lock, correct, react (domain.md §2.3 step 6, access.md rows 13-15, R10-R13)."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale, today
from learningtracks.actions import retention, reviews
from learningtracks.models.reviews import TrackReview
from learningtracks.models.tracks import Period, Track
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.values import Party
from werkplek.actions import erasure
from werkplek.tests.filling_pieces import agreed
from werkplek.tests.filling_talks import looked_back
from werkplek.tests.queue import waits_for


@pytest.fixture
def period(track):
    """A period that ended yesterday."""
    Period.objects.filter(track=track, number=1).update(ends_on=today() - dt.timedelta(days=1))
    return track.periods.get(number=1)


@pytest.fixture
def draft(period, samira):
    return reviews.start(period, by=samira)


def url(name, thing):
    return reverse(f"learningtracks:{name}", args=[thing.public_id])


def new_url(track, number=1):
    return reverse("learningtracks:review_new", args=[track.public_id, number])


def hand_in(review, by, well="Goed", further="Verder"):
    return reviews.submit(review, version=review.version, by=by, went_well=well, next_up=further)


# --- Writing ------------------------------------------------------------------------------------------------------


def test_a_draft_is_its_authors_alone(draft, sam, samira, karima, wim):
    seen = [TrackReview.objects.visible_to(one).count() for one in (samira, sam, karima, wim)]

    assert (seen, Event.objects.filter(kind__startswith="review_").count()) == ([1, 0, 0, 0], 0)


@pytest.mark.parametrize("who", ["sam", "wim", "nora", "tom", "otto"])
def test_only_educators_look_back(period, who, request):
    with pytest.raises(Refused):
        reviews.start(period, by=request.getfixturevalue(who))


def test_a_period_that_goes_on_for_weeks_is_not_looked_back_on(track, samira):
    with pytest.raises(Refused):
        reviews.start(track.periods.get(number=2), by=samira)


def test_beginning_twice_gives_the_same_draft(draft, period, samira):
    assert reviews.start(period, by=samira, went_well="Anders") == draft


def test_typing_makes_the_draft_and_saves_it(signed_in, track, period, samira):
    client, key = signed_in(samira), str(uuid.uuid4())
    assert (client.get(new_url(track)).status_code, TrackReview.objects.count()) == (200, 0)
    sent = {"went_well": "Sam luis", "next_up": "", "once": key}
    first = client.post(new_url(track), sent, headers={"X-Autosave": "1"}).json()
    again = client.post(first["url"], sent | {"went_well": "Sam luistert", "version": 1}, headers={"X-Autosave": "1"})

    [made] = TrackReview.objects.all()
    assert (first["version"], again.json()["version"], made.went_well, made.is_submitted) == (
        1,
        2,
        "Sam luistert",
        False,
    )
    assert client.get(new_url(track))["Location"] == url("review_write", made)


def test_the_same_page_again_adds_the_words_that_came_after(signed_in, track, period, samira):
    client, sent = signed_in(samira), {"next_up": "", "once": str(uuid.uuid4())}
    for words in ("Sam", "Sam luistert"):
        client.post(new_url(track), sent | {"went_well": words}, headers={"X-Autosave": "1"})

    assert [one.went_well for one in TrackReview.objects.all()] == ["Sam luistert"]


def test_a_stale_save_shows_both_texts(signed_in, draft, samira):
    reviews.write(draft, version=1, by=samira, went_well="Op mijn telefoon", next_up="")
    client = signed_in(samira)
    sent = {"went_well": "Aan mijn bureau", "next_up": "x", "version": 1, "then": "submit"}
    answer, quiet = (client.post(url("review_write", draft), sent, headers=more) for more in ({}, {"X-Autosave": "1"}))
    page = answer.content.decode()

    assert (answer.status_code, quiet.status_code) == (409, 409)
    assert ("Op mijn telefoon" in page, "Aan mijn bureau" in page, "Op mijn telefoon" in quiet.content.decode()) == (
        True,
        True,
        True,
    )


def test_what_is_too_long_is_refused_and_stays_on_the_page(signed_in, draft, samira):
    sent = {"went_well": "x" * 6001, "next_up": "", "version": 1}
    client = signed_in(samira)

    assert client.post(url("review_write", draft), sent, headers={"X-Autosave": "1"}).status_code == 422
    assert "x" * 6001 in client.post(url("review_write", draft), sent).content.decode()


def test_beside_the_box_stand_the_question_and_the_evidence(signed_in, track, samira, period):
    Period.objects.filter(pk=period.pk).update(ends_on=today())
    agreed(track, "question", title="Hoe voer ik een intake?")
    agreed(track, "evidence", title="Drie verslagen", noticed="Je doet het alleen.")
    page = signed_in(samira).get(new_url(track)).content.decode()

    assert [
        words for words in ("Hoe voer ik een intake?", "Drie verslagen", "Gedeeld met jou") if words not in page
    ] == []


def test_keep_and_stop_goes_back_to_the_track(signed_in, track, draft, samira):
    sent = {"went_well": "Half", "next_up": "", "version": 1, "then": "stop"}

    assert signed_in(samira).post(url("review_write", draft), sent)["Location"] == track.get_absolute_url()


def test_a_draft_can_be_thrown_away(signed_in, draft, samira, karima):
    client = signed_in(samira)
    assert "Dit concept verwijderen?" in client.get(url("review_discard", draft)).content.decode()
    with pytest.raises(Refused):
        reviews.discard(draft, by=karima)
    client.post(url("review_discard", draft), {"once": str(uuid.uuid4())})

    assert TrackReview.objects.count() == 0


def test_drafts_die_after_ninety_days(draft):
    for days, left in ((89, 1), (91, 0)):
        TrackReview.objects.update(edited_at=timezone.now() - dt.timedelta(days=days))
        retention.draft_reviews(timezone.now())
        assert TrackReview.objects.count() == left


# --- Handing in ---------------------------------------------------------------------------------------------------


def test_handed_in_the_learner_reads_it_at_once(signed_in, track, draft, sam, samira, karima, wim):
    sent = {"went_well": "Sam luistert", "next_up": "Zelf leiden", "version": 1, "then": "submit"}
    assert signed_in(samira).post(url("review_write", draft), sent)["Location"] == draft.get_absolute_url()

    assert "Sam luistert" in signed_in(sam).get(draft.get_absolute_url()).content.decode()
    assert {notice.person for notice in Notice.objects.filter(event__kind="review_submitted")} == {sam, karima}
    assert signed_in(wim).get(draft.get_absolute_url()).status_code == 404
    assert draft.get_absolute_url() in signed_in(sam).get(track.get_absolute_url()).content.decode()


def test_both_questions_need_an_answer(signed_in, draft, samira):
    page = signed_in(samira).post(url("review_write", draft), {"went_well": "x", "version": 1, "then": "submit"})

    assert "Schrijf op wat een goede volgende stap is." in page.content.decode()
    with pytest.raises(Refused):
        hand_in(draft, samira, further=" ")


def test_a_colleague_of_the_same_party_was_first(period, samira, draft):
    TrackReview.objects.create(
        period=period, party=Party.WORKPLACE, went_well="a", next_up="b", submitted_at=timezone.now()
    )

    with pytest.raises(Refused):
        hand_in(draft, samira)


def test_before_both_it_can_change_and_the_old_words_stay(signed_in, period, sam, samira):
    review = looked_back(period, samira, well="Eerst dit")
    hand_in(review, samira, well="Toen dat")
    page = signed_in(sam).get(review.get_absolute_url()).content.decode()

    assert ("Eerst dit" in page, "Toen dat" in page) == (True, True)
    assert hand_in(TrackReview.objects.get(), samira, well="Toen dat").earlier.count() == 1  # the same words again


def test_writing_in_what_was_handed_in_keeps_the_old_words_too(period, sam, samira):
    """access.md A13: whoever calls it, what the learner could read is never written over. The same words change
    nothing."""
    review = looked_back(period, samira, well="Eerst dit", further="Verder")
    for version in (2, 3):
        review = reviews.write(review, version=version, by=samira, went_well="Toen dat ", next_up="Verder")

    assert (review.version, [one.went_well for one in review.earlier.all()]) == (3, ["Eerst dit"])
    assert Notice.objects.filter(event__kind="review_changed", person=sam).count() == 1


def test_what_was_handed_in_is_not_saved_by_itself(signed_in, period, samira):
    review = looked_back(period, samira)
    sent = {"went_well": "Half ge", "next_up": "x", "version": 2}
    answer = signed_in(samira).post(url("review_write", review), sent, headers={"X-Autosave": "1"})

    assert (answer.status_code, TrackReview.objects.get().went_well) == (422, review.went_well)


def test_after_both_it_is_locked_for_everybody(period, samira, karima):
    review = looked_back(period, samira)
    assert not review.is_locked
    looked_back(period, karima)
    review = TrackReview.objects.with_heads().get(pk=review.pk)

    assert (review.is_locked, review.standing) == (True, "locked")
    with pytest.raises(Refused):
        hand_in(review, samira, well="Anders")
    with pytest.raises(Refused):
        reviews.discard(review, by=samira)


def test_who_comes_back_to_write_in_a_locked_one_lands_on_it(signed_in, period, samira, karima):
    """An old tab or link: to the page with the button for a correction. What is sent is refused, and given back."""
    review, client = looked_back(period, samira), signed_in(samira)
    assert client.get(url("review_write", review)).status_code == 200
    looked_back(period, karima)
    looked = client.get(url("review_write", review), follow=True)
    text = "Nog een gedachte over de nachtdienst."
    sent = client.post(url("review_write", review), {"went_well": text, "next_up": "Verder", "version": review.version})

    assert looked.redirect_chain == [(review.get_absolute_url(), 302)]
    assert url("review_correct", review) in looked.content.decode()
    assert (sent.status_code, text in sent.content.decode()) == (403, True)


def test_without_a_school_the_workplace_is_both(track, period, samira):
    Track.objects.filter(pk=track.pk).update(school=None)

    assert looked_back(Period.objects.get(pk=period.pk), samira).is_locked


def test_a_correction_is_a_new_review_that_refers_to_the_old(signed_in, period, sam, samira, karima):
    old = looked_back(period, samira, well="Oud")
    with pytest.raises(Refused):
        reviews.correct(old, by=samira)  # it can still change
    looked_back(period, karima)
    with pytest.raises(Refused):
        reviews.correct(old, by=karima)
    made = signed_in(samira).post(url("review_correct", old), {"once": str(uuid.uuid4())})["Location"]
    correction = TrackReview.objects.get(corrects=old)
    assert (made, reviews.correct(old, by=samira)) == (url("review_write", correction), correction)
    hand_in(correction, samira, well="Nieuw")

    page = signed_in(sam).get(old.get_absolute_url()).content.decode()
    assert ("Oud" in page, correction.get_absolute_url() in page) == (True, True)
    assert TrackReview.objects.with_heads().get(pk=correction.pk).is_locked
    with pytest.raises(Refused):
        reviews.correct(old, by=samira)


def test_the_learner_reacts_once(signed_in, period, sam, samira, karima):
    review, client = looked_back(period, samira), signed_in(sam)
    empty = client.post(url("review_react", review), {"text": ""}).content.decode()
    client.post(url("review_react", review), {"text": "Dank je", "once": str(uuid.uuid4())})
    review.refresh_from_db()

    assert ("Schrijf je reactie op." in empty, review.reaction) == (True, "Dank je")
    assert Notice.objects.get(event__kind="review_reacted").person == samira
    for person in (sam, karima):
        with pytest.raises(Refused):
            reviews.react(review, text="Nog eens", by=person)


def test_it_can_be_finished_until_thirty_days_after_the_end(track, period, draft, samira):
    for days, may in ((30, True), (31, False)):
        day = today() - dt.timedelta(days=days)
        Track.objects.filter(pk=track.pk).update(starts_on=day - dt.timedelta(weeks=9), ends_on=day)
        seen = TrackReview.objects.visible_to(samira).exists()
        assert seen == may
    with pytest.raises(Refused):
        hand_in(draft, samira)


# --- Who is asked, who sees, what stays -----------------------------------------------------------------------------


def test_the_queue_asks_who_did_not_look_back(signed_in, period, samira, karima, wim, sam):
    looked_back(period, samira)

    assert [len(waits_for(one, "review")) for one in (samira, karima, wim, sam)] == [0, 1, 0, 0]
    assert "Terugblik te schrijven: periode 1" in signed_in(karima).get(reverse("queue")).content.decode()


def test_a_coordinator_sees_that_and_when_but_not_what(signed_in, track, period, samira, nora):
    review = looked_back(period, samira, well="Geheim voor Nora")
    client = signed_in(nora)
    page = client.get(track.get_absolute_url()).content.decode()

    assert ("Ingeleverd" in page, "Geheim voor Nora" in page, review.get_absolute_url() in page) == (True, False, False)
    assert client.get(review.get_absolute_url()).status_code == 404


def test_a_stale_number_writes_nothing(draft, samira):
    with pytest.raises(Stale):
        reviews.submit(draft, version=9, by=samira, went_well="a", next_up="b")


def test_the_same_words_sent_again_are_done_whatever_happened_since(period, samira, karima):
    """Fifty clicks on "Inleveren" at once: the others saw the version of before."""
    review = looked_back(period, samira)
    looked_back(period, karima)  # and locked it is
    again = reviews.submit(review, version=1, by=samira, went_well=f" {review.went_well} ", next_up=review.next_up)

    assert (again.pk, again.version, again.earlier.count()) == (review.pk, review.version, 0)
    with pytest.raises(Refused):
        reviews.submit(review, version=1, by=karima, went_well=review.went_well, next_up=review.next_up)


def test_the_name_stays_on_a_review_and_drafts_go(period, track, samira, karima):
    review = looked_back(period, samira)
    name = samira.name
    reviews.start(period, by=karima, went_well="Concept")
    for person in (samira, karima):
        erasure.erase(person)
    review.refresh_from_db()

    assert (review.written_by, review.author, TrackReview.objects.count()) == (name, None, 1)


def test_the_reaction_goes_with_the_learner(period, sam, samira):
    review = looked_back(period, samira)
    reviews.react(review, text="Dank je", by=sam)
    erasure.erase(sam)
    review.refresh_from_db()

    assert (review.reaction, review.reacted_at, review.went_well != "") == ("", None, True)


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("track_review_party_reviews", {"party": Party.LEARNER}),
        ("track_review_submitted_has_text", {"next_up": ""}),
        ("track_review_reaction_after_submission", {"reaction": "Zomaar"}),
    ],
)
def test_the_database_knows_the_rules(period, samira, name, changes):
    review = looked_back(period, samira)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        TrackReview.objects.filter(pk=review.pk).update(**changes)

    assert name in str(refused.value)


@pytest.mark.both("the database keeps the rule")
def test_the_database_knows_one_review_a_party(period, samira):
    looked_back(period, samira)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrackReview.objects.create(
            period=period, party=Party.WORKPLACE, went_well="a", next_up="b", submitted_at=timezone.now()
        )
