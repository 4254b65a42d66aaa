"""The browser fixtures themselves: that they see what they must see; and the pages of last resort."""

import pytest

from werkplek.tests.browser import DESKTOP, PHONE, assert_no_axe, picture, sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/?search=a%00b", "/nowhere/"], ids=["400", "404"])
def test_pages_of_last_resort_are_accessible(open_browser, sam, window, scheme, address):
    page = open_browser(window, sam, color_scheme=scheme)
    page.goto(address)

    assert page.locator("h1").count() == 1
    assert_no_axe(page)


def test_axe_is_really_asked(phone):
    phone.goto("/?search=a%00b")
    phone.evaluate("document.querySelector('main').innerHTML = '<img src=\"x.png\">'")

    with pytest.raises(AssertionError, match="image-alt"):
        assert_no_axe(phone)


def test_without_scripts_none_runs(js_off, live_server):
    js_off.goto("data:text/html,<title>before</title><script>document.title = 'after'</script>")

    assert js_off.title() == "before"


def test_a_person_is_signed_in(desktop, sam, live_server):
    sign_in(desktop, sam, live_server.url)

    assert desktop.request.get("/nowhere/").headers["cache-control"] == "no-store"


def test_a_picture_is_of_the_whole_page(desktop, tmp_path):
    desktop.goto("/nowhere/")

    assert picture(desktop, tmp_path / "page.png").stat().st_size > 1000


def test_what_breaks_the_security_policy_fails_a_test(open_browser):
    page = open_browser()
    page.goto("/?search=a%00b")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(50)

    assert len(open_browser.problems) == 1
    open_browser.problems.clear()


def test_a_script_that_fails_fails_a_test(open_browser):
    page = open_browser()
    page.goto("/?search=a%00b")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(50)

    assert [problem.rsplit(": ", 1)[1] for problem in open_browser.problems] == ["broken"]
    open_browser.problems.clear()
