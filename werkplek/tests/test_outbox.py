""" "Uitgaande post": the demo shows the mails that were written to files, shut in; elsewhere there is no such page."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives

from werkplek import outbox

pytestmark = pytest.mark.django_db
HTML = '<!doctype html><html><head><style>p { margin: 0 }</style></head><body><a href="http://testserver/">Ga</a></body></html>'


@pytest.fixture
def post(settings, tmp_path):
    """Writes mails to files, as without EMAIL_URL."""
    settings.DEMO = True
    settings.OUTBOX_DIR = tmp_path / "mail"
    settings.EMAIL_BACKEND = "werkplek.outbox.EmailBackend"

    def send(subject="Er wacht iets op je", html=HTML, **headers):
        letter = EmailMultiAlternatives(
            subject, "Ga naar http://testserver/notices/", to=["sam@x.example"], headers=headers
        )
        if html:
            letter.attach_alternative(html, "text/html")
        return letter

    return send


def test_without_mails_the_page_says_how_to_get_one(client, post):
    assert "Nog geen post" in client.get("/outbox/").content.decode()


def test_newest_first_and_one_file_each(client, post, settings):
    letters = [post(f"Mail {hour}", Date=f"Mon, 01 Mar 2027 0{hour}:00:00 +0100") for hour in (1, 3, 2)]
    letters[0].get_connection().send_messages(letters)
    page = client.get("/outbox/").context["page"]

    assert [letter.subject for letter in page] == ["Mail 3", "Mail 2", "Mail 1"]
    assert len(list(settings.OUTBOX_DIR.iterdir())) == 3


def test_a_mail_is_shown_as_text_with_links_that_work_and_with_its_files(client, post):
    letter = post()
    letter.attach("waardecheck.ics", "BEGIN:VCALENDAR", "text/calendar")
    letter.send()
    (only,) = outbox.mails()
    page = client.get(f"/outbox/{only.name}/").content.decode()

    assert re.findall(r'<a href="(http://testserver/[^"]*)"', page) == ["http://testserver/notices/"]
    assert ("waardecheck.ics" in page, "sam@x.example" in page) == (True, True)
    assert f'src="/outbox/{only.name}/html/"' in page


def test_the_html_is_shut_in(client, post):
    post().send()
    (only,) = outbox.mails()
    response = client.get(f"/outbox/{only.name}/html/")
    policy = response["Content-Security-Policy"]

    assert response.content.decode() == HTML.replace("<head>", '<head><base target="_top">')
    assert (response["X-Frame-Options"], "unsafe" in policy, "'sha256-" in policy) == ("SAMEORIGIN", False, True)
    assert policy.startswith("default-src 'none';")


def test_a_mail_without_html_has_text_only(client, post):
    post(html="").send()
    (only,) = outbox.mails()

    assert "<iframe" not in client.get(f"/outbox/{only.name}/").content.decode()
    assert "style-src 'none'" in client.get(f"/outbox/{only.name}/html/")["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/outbox/made-up/", "/outbox/made-up/html/"])
def test_a_mail_that_is_not_there(client, post, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/outbox/", "/outbox/{}/", "/outbox/{}/html/"])
def test_outside_the_demo_there_is_no_such_page(client, post, settings, address):
    post().send()
    name = outbox.mails()[0].name
    settings.DEMO = False

    assert client.get(address.format(name)).status_code == 404
