"""The pages of a value check that is held apart, as those who take part meet them (domain.md §5.6)."""

import datetime as dt

import pytest
from django.urls import reverse

from learningtracks.models.action_points import ActionPoint
from reflections.actions import stories
from reflections.models.rooms import Seat
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.values import CheckForm

DAYS = {"proposal": "other", "other_day": "2027-03-01", "time": "14:00", "minutes": "60", "form": "apart"}


@pytest.fixture
def week(diary):
    """From Monday 1 to Monday 8 March 2027; it is Monday nine o'clock."""
    diary.at("2027-02-26")
    diary.week("2027-03-01", "2027-03-08")
    diary.at("2027-03-01 09:00")
    return diary


@pytest.fixture
def visit(week, signed_in):
    """`visit("tina", "apart_tell", title=…)`: a page of the value check; with fields the form on it is sent."""

    def open_page(name, page="apart", thing=None, **fields):
        client = signed_in(getattr(week, name))
        address = reverse(f"reflections:{page}", args=[(thing or week.check).public_id])
        return client.post(address, fields, follow=True) if fields else client.get(address, follow=True)

    return open_page


def planned(week, signed_in, **more):
    ValueCheck.objects.all().delete()
    week.at("2027-02-26")
    people = [str(person.public_id) for person in (week.tom, week.tina)]
    fields = DAYS | {"people": people, "questions": "checklist.insight@1"} | more
    return signed_in(week.tom).post(reverse("reflections:value_check_plan", args=[week.team.public_id]), fields)


@pytest.mark.parametrize(
    ("given", "last_on"), [({}, dt.date(2027, 3, 8)), ({"last_on": "2027-03-05"}, dt.date(2027, 3, 5))]
)
def test_planned_with_a_first_and_a_last_day(week, signed_in, given, last_on):
    page = planned(week, signed_in, **given)
    assert (page.status_code, week.check.form, week.check.last_on) == (302, CheckForm.APART, last_on)
    assert f"{week.check.starts_at:%Y-%m-%d}" == "2027-03-01"


@pytest.mark.parametrize(("last_on", "why"), [("2027-03-02", "twee dagen tot vier weken"), ("x", "Vul een datum in")])
def test_a_last_day_that_cannot_be_is_said(week, signed_in, last_on, why):
    page = planned(week, signed_in, last_on=last_on)
    assert why in page.context["form"].errors["last_on"][0]


def test_a_last_day_does_not_count_for_one_that_is_held_together(week, signed_in):
    planned(week, signed_in, form="full", last_on="2027-03-05")
    assert (week.check.form, week.check.last_on) == (CheckForm.FULL, None)


def test_a_short_one_takes_half_an_hour(week, signed_in):
    planned(week, signed_in, form="short")
    assert (week.check.form, week.check.minutes) == (CheckForm.SHORT, 30)


def test_the_page_to_change_it_moves_the_last_day(week, visit):
    version = week.check.plan_version
    people = [str(week.tom.public_id), str(week.tina.public_id)]
    sent = {"last_on": "2027-03-10", "people": people, "questions": "checklist.insight@1", "version": version}
    visit("tom", "value_check_change", **sent)
    assert (week.check.last_on, week.check.form, week.check.place) == (dt.date(2027, 3, 10), "apart", "Huiskamer")


def test_it_is_moved_with_a_day_alone(week, visit):
    week.at("2027-02-27")
    days = {"proposal": "other", "other_day": "2027-03-09", "time": "08:00", "version": week.check.plan_version}
    visit("tom", "value_check_postpone", **days)
    assert week.check.last_on == dt.date(2027, 3, 16)


def test_who_is_invited_tells_and_finds_the_own_story(week, visit):
    assert "Vertel je verhaal" in visit("tina").text
    page = visit("tina", "apart_tell", title="De overdracht", text="Ik liet de familie eerst vertellen.")
    assert page.context["story"] == ValueStory.objects.get()
    assert "Ik liet de familie eerst vertellen." in page.text
    assert visit("tina", "apart_tell").context["story"] == ValueStory.objects.get()


def test_telling_begins_with_an_own_experience(week, visit, signed_in, experience):
    experience.author = week.tina
    experience.save(update_fields=["author"])
    address = reverse("reflections:apart_tell", args=[week.check.public_id])
    begun = signed_in(week.tina).get(f"{address}?from={experience.public_id}").context["form"].initial
    other = signed_in(week.tom).get(f"{address}?from={experience.public_id}").context["form"].initial
    assert (begun["text"].startswith(experience.situation), other) == (True, {})


def test_the_others_read_and_note_after_a_button(week, visit):
    week.tells("Tina")
    assert "De overdracht" not in visit("tom").text
    visit("tom", "apart_enter", go="1")
    assert "De overdracht" in visit("tom").text
    story = ValueStory.objects.get()
    page = visit("tom", "apart_note", story, text="Nu vraag ik door", level="applied")
    assert "De verteller is aan de beurt" in page.text
    assert "1 notitie te bevestigen" in visit("tina").text
    visit("tina", "value_story_confirm", story, version=ValueStory.objects.get().version)
    assert StoryNote.objects.confirmed().count() == 1


def test_passing_is_seen_by_nobody_else(week, visit):
    page = visit("tina", "apart_pass", go="1")
    assert "Je slaat deze keer over" in page.text
    assert "slaat" not in visit("tom").text


def test_the_harvest_of_the_group(week, visit):
    week.tells("Tina")
    stories.add_note(ValueStory.objects.get(), text="Nu vraag ik door", level="applied", by=week.tina)
    week.at("2027-03-09 09:00")
    assert "Nu vraag ik door" not in visit("tom").text
    visit("tom", "apart_enter", go="1")
    page = visit("tom")
    assert "Nu vraag ik door" in page.text
    visit("tina", "apart_check_out", word="Trots", score="5")
    visit("tina", "apart_check_out", word="Blij")
    made = {"text": "Vaker doen", "owner": str(week.tina.public_id), "due_on": "2027-06-01", "how_noticed": ""}
    page = visit("tom", "apart_action", **made)
    assert (CheckOutWord.objects.get().text, Seat.objects.get(person=week.tina).has_scored) == ("Blij", True)
    assert (ActionPoint.objects.get().owner, "Vaker doen" in page.text) == (week.tina, True)
    page = visit("tom", "apart_close", go="1")
    assert "Bekijk het verslag" in page.text
    report = visit("tina")
    assert report.redirect_chain[-1][0] == reverse("reflections:report", args=[week.check.public_id])
    assert [word in report.text for word in ("Nu vraag ik door", "Vaker doen", "Blij")] == [True, True, True]


@pytest.mark.parametrize("title", ["", "De overdracht"])
def test_a_story_sent_after_the_last_day_is_refused_with_its_words(week, visit, title):
    week.at("2027-03-09 09:00")
    page = visit("tina", "apart_tell", title=title, text="Ik liet de familie eerst vertellen.")
    assert (page.status_code, "Ik liet de familie eerst vertellen." in page.text) == (403, True)
    assert not ValueStory.objects.exists()


def test_a_harvest_without_stories_says_so(week, visit):
    week.at("2027-03-09 09:00")
    visit("tom", "apart_enter", go="1")
    assert "Niemand heeft een verhaal verteld" in visit("tom").text


@pytest.mark.parametrize("moment", ["2027-02-27", "2027-03-01 09:00"])
def test_an_old_link_leads_to_the_page_of_the_value_check(week, visit, moment):
    week.at(moment)
    if moment.startswith("2027-03"):
        week.skips()
    page = visit("tom")
    assert page.redirect_chain[-1][0] == week.check.get_absolute_url()


def test_one_that_is_held_together_has_no_such_page(week, visit):
    ValueCheck.objects.update(form=CheckForm.FULL, last_on=None)
    assert visit("tom").redirect_chain[-1][0] == week.check.get_absolute_url()


def test_is_it_held_is_not_asked(week, visit):
    assert visit("tom", "value_check_outcome").redirect_chain[-1][0] == week.check.get_absolute_url()


@pytest.mark.parametrize("name", ["tom", "tina"])
@pytest.mark.parametrize("moment", ["2027-02-27", "2027-03-02", "2027-03-09"])
def test_the_pages_around_it_say_its_days(week, visit, signed_in, name, moment):
    week.at(moment)
    pages = [visit(name, "value_check").text, signed_in(getattr(week, name)).get("/").text]
    assert ["tot en met" in page for page in pages] == [True, True]


def test_its_calendar_takes_whole_days(week, visit):
    week.at("2027-02-27")
    file = visit("tina", "value_check_calendar").content.decode()
    assert ("DTSTART;VALUE=DATE:20270301" in file, "DTEND;VALUE=DATE:20270309" in file) == (True, True)
