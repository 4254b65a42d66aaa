"""The way through "Voor jou": three groups, a part of it, and on to what comes next after each deed."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import today
from conftest import ask_feedback
from learningtracks.actions import pieces
from learningtracks.models.pieces import fresh
from learningtracks.values.pieces import Slot
from partnerships import events, todos
from partnerships.models.notices import Notice
from partnerships.models.todos import ToDo
from partnerships.todos import Group
from reflections.actions import feedback
from reflections.models.experiences import Experience
from werkplek.tests.casting import more_tracks
from werkplek.tests.filling_pieces import long_ago, propose
from werkplek.tests.filling_rounds import start
from werkplek.waiting import COOKIE


@pytest.fixture
def browser(signed_in, samira):
    return signed_in(samira)


@pytest.fixture
def asks(track):
    """What Sam wants to learn."""
    return propose(track, Slot.QUESTION, title="Hoe blijf ik rustig?")


def lines_of(person):
    return todos.entries(todos.waiting_for(person), person)


def line(person, words):
    [found] = [one for one in lines_of(person) if words in one.what]
    return found


# --- Three groups, and whose it is ----------------------------------------------------------------------------


def test_questions_of_students_stand_first_then_proposals_then_the_rest(question, track, samira, sam):
    long_ago(propose(track, title="Van lang geleden"), 9)
    start(next(one for one in track.periods.all() if one.is_now), moment="during", by=sam)
    propose(track, title="Van zojuist")

    assert [one.group for one in lines_of(samira)] == [
        Group.QUESTIONS,
        Group.PROPOSALS,
        Group.PROPOSALS,
        Group.LATER,
    ]
    assert [one.what.split(": ")[-1] for one in lines_of(samira)[1:3]] == ["Van lang geleden", "Van zojuist"]


def test_a_line_names_the_student_the_school_and_the_leervraag(asks, question, track, samira):
    [asked, *proposed] = lines_of(samira)
    assert {one.who.partition(" Waterland")[0] for one in (asked, *proposed)} == {"Sam de Vries, ROC"}
    assert {one.question for one in proposed} == {"Hoe blijf ik rustig?"}
    assert (asked.asked, asked.question) == (question.question, "")  # whose leervraag it is stands on the page


def test_who_may_not_read_a_question_now_reads_none_of_it(question, samira):
    rows = todos.waiting_for(samira)
    Experience.objects.update(hidden_at=timezone.now())  # without an action: the row is still there

    [asked] = todos.entries(rows, samira)
    assert (asked.what, asked.asked) == ("Sam de Vries vraagt om feedback", "")


def test_a_question_is_found_by_its_own_words(many, browser):
    assert shown(browser, "q=goed")[:1] == ["Sam de Vries vraagt om feedback"]


def test_a_newer_leervraag_is_the_one_that_is_named(asks, track, sam, samira):
    pieces.counter(asks, version=1, title="Hoe vraag ik hulp?", by=sam)

    assert {one.question for one in lines_of(samira)} == {"Hoe vraag ik hulp?"}


def test_a_learner_reads_the_own_track_and_no_own_name(track, sam):
    propose(track, by="workplace")

    [one] = lines_of(sam)
    assert (one.who, one.question) == (f"{track.title}, Werk of klus", "")


PAGES = ["", "ask/", "change/"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_piece_says_whose_it_is(page, asks, track, browser, samira, sam, signed_in):
    piece = propose(track)
    said = browser.get(piece.get_absolute_url() + page).content.decode()

    for words in ("Sam de Vries", "ROC Waterland", "Hoe blijf ik rustig?"):
        assert words in said
        assert words not in said.split("</title>")[0]  # access.md T11
    assert 'class="whose"' not in signed_in(sam).get(piece.get_absolute_url() + page).content.decode()


def test_the_page_of_a_question_says_whose_it_is(asks, question, browser):
    said = browser.get(question.get_absolute_url()).content.decode()

    assert ("ROC Waterland" in said, "Hoe blijf ik rustig?" in said) == (True, True)


# --- A part of it ---------------------------------------------------------------------------------------------


@pytest.fixture
def many(track, question):
    """A question, and six proposals of Sam and four of others."""
    for number in range(6):
        propose(track, title=f"Stuk {number}")
    others = more_tracks(track, 2)
    for other in others:
        other.periods.create(number=1, starts_on=today(), ends_on=other.ends_on)
        for number in range(2):
            propose(other, title=f"Van een ander {number}")
    return others


def shown(browser, query):
    return [one.what for one in browser.get(f"/for-you/?{query}").context["rows"]]


def test_of_few_things_there_is_nothing_to_choose(question, browser):
    assert browser.get("/for-you/").context["choices"] is None


def test_a_part_is_chosen_by_student_school_kind_and_words(many, track, browser):
    assert len(shown(browser, "")) == 11
    assert len(shown(browser, f"student={track.public_id}")) == 7
    assert len(shown(browser, f"student={many[0].public_id}&kind=piece")) == 2
    assert shown(browser, "kind=feedback") == ["Sam de Vries vraagt om feedback"]
    assert len(shown(browser, "school=ROC+Waterland")) == 11
    assert len(shown(browser, "q=ander")) == 4
    assert len(shown(browser, "q=vries+STUK")) == 6


@pytest.mark.parametrize("odd", ["student=x", "school=x", "kind=x", "q=zzz", "student=%27%22"])
def test_what_is_not_there_finds_nothing_and_offers_all(odd, many, browser):
    page = browser.get(f"/for-you/?{odd}")

    assert (page.context["rows"], "Toon alles" in page.content.decode()) == ([], True)


def test_proposals_of_one_student_can_be_looked_at_together(many, track, browser):
    page = browser.get("/for-you/").content.decode()

    assert "Bekijk 6 voorstellen van Sam de Vries op één pagina" in page
    assert reverse("learningtracks:pieces_agree", args=[track.public_id]) in page


# --- What comes next ------------------------------------------------------------------------------------------


def follow(browser, answer):
    """The address that somebody ends at, without what it keeps of the row."""
    while answer.status_code == 302:
        answer = browser.get(answer.url)
    return answer.request["PATH_INFO"]


def agree(browser, piece):
    version = fresh(piece).current.number
    return browser.post(f"{piece.get_absolute_url()}agree/", {"version": version})


def test_after_akkoord_from_the_queue_the_next_piece_opens(track, samira, browser):
    first, second = propose(track, title="Een"), propose(track, title="Twee")
    browser.get(line(samira, "Een").way)

    assert follow(browser, agree(browser, first)) == second.get_absolute_url()
    assert follow(browser, agree(browser, second)) == "/for-you/"


def test_after_a_deed_on_another_page_it_goes_on_too(track, samira, browser):
    first, second = propose(track, title="Een"), propose(track, title="Twee")
    browser.get(line(samira, "Een").way)
    form = {"version": 1, "text": "Eerst meekijken.", "not_yet": "on"}

    assert follow(browser, browser.post(f"{first.get_absolute_url()}ask/", form)) == second.get_absolute_url()


def test_an_answer_goes_on_to_what_waits_next(question, track, browser):
    piece = propose(track)

    assert follow(browser, browser.post(question.get_absolute_url(), {"text": "Ja."})) == piece.get_absolute_url()


def test_who_came_another_way_stays_where_they_are(track, browser):
    first, _second = propose(track, title="Een"), propose(track, title="Twee")
    browser.get(first.get_absolute_url())

    assert follow(browser, agree(browser, first)) == first.get_absolute_url()


def test_what_is_not_done_yet_stays_open(track, samira, browser):
    first, _second = propose(track, title="Een"), propose(track, title="Twee")
    browser.get(line(samira, "Een").way)
    stale = browser.post(f"{first.get_absolute_url()}agree/", {"version": 7})

    assert stale.status_code == 409


def test_going_on_stays_within_the_part(many, track, samira, browser):
    page = browser.get(f"/for-you/?student={many[0].public_id}").content.decode()
    ways = [part.split('"')[0].replace("&amp;", "&") for part in page.split('href="') if "?row=" in part]
    assert len(ways) == 2
    opened = browser.get(ways[0]).context["piece"]

    assert follow(browser, agree(browser, opened)) == ways[1].partition("?")[0]
    assert follow(browser, agree(browser, browser.get(ways[1]).context["piece"])) == "/for-you/"


def test_the_page_leads_back_and_on_without_a_deed(track, samira, browser):
    first, second = propose(track, title="Een"), propose(track, title="Twee")
    page = browser.get(line(samira, "Een").way)
    at = page.context["frame"].going

    assert "Terug naar de rij (nog 2)" in page.content.decode()
    assert follow(browser, browser.get(at.after)) == second.get_absolute_url()
    after = browser.get(line(samira, "Twee").way).context["frame"].going
    assert follow(browser, browser.get(after.before)) == first.get_absolute_url()
    assert follow(browser, browser.get(after.after)) == "/for-you/"


def test_the_bar_stands_only_on_pages_of_the_thing(track, samira, browser):
    piece = propose(track)
    browser.get(line(samira, "Intake").way)

    assert "Terug naar de rij" in browser.get(f"{piece.get_absolute_url()}ask/").content.decode()
    assert "Terug naar de rij" not in browser.get(track.get_absolute_url()).content.decode()


def test_a_row_of_somebody_else_moves_nobody(track, samira, karima, browser):
    piece = propose(track)
    theirs = ToDo.objects.get(person=karima, kind="piece")
    browser.get(f"{piece.get_absolute_url()}?row={theirs.pk}")

    assert follow(browser, browser.get(f"/for-you/next/?after={theirs.pk}")) == piece.get_absolute_url()


@pytest.mark.parametrize("odd", ["", "?after=x", "?after=999", "?before=-1", "?after=" + "9" * 40, "?of=%3D%26"])
def test_an_odd_way_begins_at_the_first(odd, track, browser):
    piece = propose(track)

    assert follow(browser, browser.get(f"/for-you/next/{odd}")) == piece.get_absolute_url()


def test_with_nothing_to_do_it_says_so(browser):
    assert follow(browser, browser.get("/for-you/next/")) == "/for-you/"


def test_a_made_up_cookie_means_nothing(track, browser):
    piece = propose(track)
    browser.cookies[COOKIE] = "made-up"

    assert browser.get(piece.get_absolute_url()).context["frame"].going is None
    assert follow(browser, agree(browser, piece)) == piece.get_absolute_url()


def test_a_question_of_today_is_first_whatever_is_old(track, experience, samira, browser):
    for number in range(35):
        long_ago(propose(track, title=f"Stuk {number}"), 20)
    other = Experience.objects.create(
        author=experience.author, track=track, situation="Net gebeurd.", saved_at=experience.saved_at
    )
    ask_feedback(other, samira, "Hoe deed ik dat?")

    [first, *_rest] = browser.get("/for-you/").context["rows"]
    assert first.what == "Sam de Vries vraagt om feedback"
    assert first.since.date() >= today() - dt.timedelta(days=1)


# --- From the bell and from a mail -----------------------------------------------------------------------------


def bell(browser, person):
    """Open the newest thing at the bell, and give the address that it leads to."""
    notice = Notice.objects.unseen_by(person).latest("pk")
    return browser.post(reverse("partnerships:notice_open", args=[notice.public_id])).url


def test_from_the_bell_it_goes_on_as_from_the_queue(track, samira, browser):
    first, second = propose(track, title="Een"), propose(track, title="Twee")
    opened = browser.get(bell(browser, samira))

    assert "Terug naar de rij (nog 2)" in opened.content.decode()
    assert (opened.context["piece"], follow(browser, agree(browser, second))) == (second, "/for-you/")
    assert follow(browser, agree(browser, first)) == first.get_absolute_url()  # that one was opened another way


def test_a_mail_leads_to_the_row_it_asks(question, track, samira, browser):
    piece = propose(track)
    notice = Notice.objects.filter(person=samira).earliest("pk")
    way = events.way(notice.event, samira)
    opened = browser.get(way)

    assert way == f"{question.get_absolute_url()}?told=feedback"
    assert "Terug naar de rij (nog 2)" in opened.content.decode()
    assert follow(browser, browser.post(question.get_absolute_url(), {"text": "Ja."})) == piece.get_absolute_url()


def test_what_asks_nothing_leads_to_its_page_alone(question, sam, samira):
    feedback.reply(question, text="Mooi.", by=samira)
    told = Notice.objects.filter(person=sam).latest("pk")

    assert events.way(told.event, sam) == events.link(told.event, sam)


def test_what_is_done_already_is_no_row_any_more(track, samira, browser):
    piece = propose(track)
    there = bell(browser, samira)
    agree(browser, piece)

    assert browser.get(there).context["frame"].going is None


@pytest.mark.parametrize("odd", ["", "soup", "feedback", "%27%22", "x" * 300])
def test_an_odd_way_from_a_mail_is_the_page_alone(odd, track, browser):
    piece = propose(track)
    opened = browser.get(f"{piece.get_absolute_url()}?told={odd}")

    assert (opened.status_code, opened.context["frame"].going) == (200, None)


def test_a_stranger_learns_nothing_by_it(track, signed_in, otto):
    piece = propose(track)

    assert signed_in(otto).get(f"{piece.get_absolute_url()}?told=piece").status_code == 404
