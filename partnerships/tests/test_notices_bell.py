"""The bell: newest first, only what you may still know, and nothing is marked by looking."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from partnerships.models.invitations import Invitation
from partnerships.models.notices import Mail, Notice
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team

pytestmark = pytest.mark.django_db
BELL = "/notices/"


def unseen(person):
    return Notice.objects.unseen_by(person).count()


def texts(response):
    return [row["text"] for row in response.context["rows"]]


@pytest.fixture
def tell_of(tell, kind):
    """Tells somebody of that many things: as many teams of De Linde, which this person may all know of."""
    met = kind("met", sees=lambda person: Team.objects.all(), notice="%(by)s groet %(name)s", link=lambda *_: "/")

    def tell_them(person, company, count):
        names = [f"Team {Notice.objects.count()} {number}" for number in range(count)]
        teams = [Team.objects.create(organisation=company, name=name) for name in names]
        return [tell(person, kind=met, about=team) for team in teams]

    return tell_them


def test_an_empty_bell_says_what_will_be_here(signed_in, samira):
    assert "Gebeurt er iets wat jij moet weten" in signed_in(samira).get(BELL).content.decode()


def test_newest_first_and_looking_marks_nothing(signed_in, samira, tell, tell_of, company):
    tell(samira, name="eerst")
    tell_of(samira, company, 1)
    response = signed_in(samira).get(BELL)

    assert texts(response) == ["Nora Smit groet jou", "Nora Smit groet eerst"]
    assert unseen(samira) == 2


def test_of_one_thing_the_newest_is_the_line_with_how_many_came_before(signed_in, samira, tell, tell_of, company):
    tell_of(samira, company, 1)
    for name in ("een", "twee", "drie"):
        tell(samira, name=name)
    response = signed_in(samira).get(BELL)

    assert texts(response) == ["Nora Smit groet drie", "Nora Smit groet jou"]
    assert [row["notice"].earlier for row in response.context["rows"]] == [2, 0]
    assert response.content.decode().count("en 2 eerder") == 1


def test_the_bell_counts_things_and_not_notices(signed_in, samira, tell, tell_of, company):
    for name in ("een", "twee", "drie"):
        tell(samira, name=name)
    tell_of(samira, company, 2)

    assert signed_in(samira).get(BELL).context["frame"].bell_count == 3


def test_two_kinds_of_news_about_one_thing_are_two_lines(signed_in, samira, tell, kind, partnership):
    other = kind("other", sees=Partnership.objects.visible_to, notice="%(by)s zwaait", link=lambda *_: "/")
    tell(samira)
    tell(samira, kind=other)

    assert texts(signed_in(samira).get(BELL)) == ["Nora Smit zwaait", "Nora Smit groet jou"]


def test_opening_one_marks_it_and_goes_there(signed_in, samira, tell, tell_of, partnership, company):
    notice = tell(samira)
    tell_of(samira, company, 1)
    response = signed_in(samira).post(reverse("partnerships:notice_open", args=[notice.public_id]))

    assert (response.status_code, response["Location"]) == (302, f"/greetings/{partnership.public_id}/")
    assert unseen(samira) == 1


def test_what_came_before_in_the_same_line_is_settled_together(signed_in, samira, wim, tell):
    for person in (samira, wim, samira):
        notice = tell(person)
    signed_in(samira).post(reverse("partnerships:notice_open", args=[notice.public_id]))

    assert (unseen(samira), unseen(wim)) == (0, 1)


def test_what_came_after_the_page_was_made_stays_new(signed_in, samira, tell):
    opened, _newer = tell(samira), tell(samira, name="later")
    browser = signed_in(samira)
    browser.post(reverse("partnerships:notice_open", args=[opened.public_id]))

    assert (unseen(samira), texts(browser.get(BELL))) == (1, ["Nora Smit groet later"])


def test_when_the_newest_is_taken_back_the_one_before_is_the_line(signed_in, samira, tell):
    tell(samira, name="eerst")
    Notice.objects.filter(pk=tell(samira, name="later").pk).update(lapsed_at=timezone.now())
    response = signed_in(samira).get(BELL)

    assert (texts(response), response.context["rows"][0]["notice"].earlier) == (["Nora Smit groet eerst"], 0)


def test_all_read(signed_in, samira, wim, tell):
    for person in (samira, samira, wim):
        tell(person)
    response = signed_in(samira).post(reverse("partnerships:notices_seen"))

    assert (response["Location"], unseen(samira), unseen(wim)) == (BELL, 0, 1)


def test_what_was_read_is_a_plain_link(signed_in, samira, tell, partnership):
    address = reverse("partnerships:notice", args=[tell(samira).public_id])
    Notice.objects.update(seen_at=timezone.now())
    browser = signed_in(samira)
    page = browser.get(BELL).content.decode()

    assert f'<a href="{address}">Nora Smit groet jou</a>' in page
    assert "Alles gelezen" not in page
    assert browser.get(address)["Location"] == f"/greetings/{partnership.public_id}/"


def test_what_you_may_no_longer_know_disappears(signed_in, samira, tell):
    notice = tell(samira)
    before = texts(signed_in(samira).get(BELL))
    samira.memberships.update(ended_at=timezone.now())
    browser = signed_in(samira)

    assert (before, texts(browser.get(BELL))) == (["Nora Smit groet jou"], [])
    assert browser.get(reverse("partnerships:notice", args=[notice.public_id])).status_code == 404
    assert browser.post(reverse("partnerships:notice_open", args=[notice.public_id])).status_code == 404


@pytest.mark.parametrize("name", ["notice", "notice_open"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_notice_does_not_exist(signed_in, samira, otto, tell, method, name):
    address = reverse(f"partnerships:{name}", args=[tell(samira).public_id])

    assert getattr(signed_in(otto), method)(address).status_code == 404


def test_a_look_opens_nothing(signed_in, samira, tell):
    notice = tell(samira)

    assert signed_in(samira).get(reverse("partnerships:notice_open", args=[notice.public_id])).status_code == 405
    assert unseen(samira) == 1


def test_thirty_cost_as_many_queries_as_one(signed_in, samira, tell_of, company, django_assert_num_queries):
    browser = signed_in(samira)
    browser.get(BELL)  # the first page of a session writes down the device
    for count in (1, 29):
        tell_of(samira, company, count)
        with django_assert_num_queries(7):
            browser.get(BELL)


def test_bell_is_paged(signed_in, samira, tell_of, company):
    tell_of(samira, company, 21)
    browser = signed_in(samira)

    assert [len(texts(browser.get(f"{BELL}?page={page}"))) for page in (1, 2, "x", 999)] == [20, 1, 20, 1]


# --- An address that is refused, and what the platform administrator sees --------------------------------


def test_a_refused_address_is_told_and_can_be_tried_again(signed_in, samira):
    User.objects.filter(pk=samira.pk).update(mail_refused_at=timezone.now())
    browser = signed_in(samira)
    told = "Je mail komt niet aan" in browser.get(BELL).content.decode()
    response = browser.post(reverse("partnerships:mail_again"), follow=True)
    samira.refresh_from_db()

    assert (told, samira.mail_refused_at) == (True, None)
    assert "We sturen weer mail naar samira.haddad@demo.werkplek.example." in response.content.decode()


def test_the_platform_administrator_sees_what_failed_without_names(signed_in, samira, neighbours):
    now = timezone.now()
    Mail.objects.create(person=samira, key="digest:a", tries=6, failed_at=now)
    Mail.objects.create(person=samira, key="digest:b", tries=1)
    Mail.objects.create(person=samira, key="digest:c", tries=1, sent_at=now)
    response = signed_in(neighbours["PA"]).get("/mail-log/")
    page = response.content.decode()

    assert [mail.key for mail in response.context["page"]] == ["digest:b", "digest:a"]
    assert response.context["counts"] == {"sent": 1, "waiting": 1, "failed": 1}
    assert ("s***@demo.werkplek.example" in page, samira.email in page, "Samira" in page) == (True, False, False)


def test_when_all_arrives_the_log_is_empty(signed_in, neighbours):
    assert "Alles komt aan" in signed_in(neighbours["PA"]).get("/mail-log/").content.decode()


def test_for_all_others_there_is_no_mail_log(signed_in, nora, samira):
    assert [signed_in(person).get("/mail-log/").status_code for person in (nora, samira)] == [404, 404]


def test_the_address_of_an_invitation_is_masked_too(nora, company):
    invitation = Invitation(email="nieuw@demo.werkplek.example", organisation=company, invited_by=nora)

    assert Mail(invitation=invitation).masked_address == "n***@demo.werkplek.example"
    assert Mail(person=User(name="x")).masked_address == "***@"
