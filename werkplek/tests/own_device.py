"""A browser with a folder of its own, in which somebody said that the device is theirs, and what they write there."""

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from werkplek.tests.services import until

CANARY = "kanarievogel"
TOO_LONG = "veel te lang " * 1_000
KEPT = """() => new Promise((resolve) => {
  const asked = indexedDB.open("werkplek", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("kept", { keyPath: "id" });
  asked.onsuccess = () => {
    const rows = asked.result.transaction("kept").objectStore("kept").count();
    rows.onsuccess = () => { asked.result.close(); resolve(rows.result); };
  };
})"""


class Device:
    """A browser that keeps its folder when it is closed."""

    def __init__(self, folder: Path, address: str, launch: Callable[[Path], BrowserContext]) -> None:
        self.folder, self.address, self.launch = folder, address, launch
        self.context = launch(folder)

    def sign_in(self, person: User, *, own: bool = True) -> None:
        client = Client()
        client.force_login(person)
        client.post("/settings/sessions/", {"own": "yes" if own else "no"})
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": self.address}
        self.context.add_cookies([cookie | {"expires": time.time() + 1_000_000}])

    def open(self, address: str = "/") -> Page:
        page = self.context.new_page()
        page.goto(address)
        return page

    def ready(self, address: str = "/") -> Page:
        """A page, with the worker behind it, and with the lock of its session: a page that is closed before it has that
        leaves the lock of the session before, with which nothing can be brought."""
        page = self.open(address)
        page.evaluate("navigator.serviceWorker.ready.then(({ active }) => active.state)")
        assert until(lambda: page.evaluate("Boolean(navigator.serviceWorker.controller)"))
        assert until(lambda: page.evaluate("localStorage.lock === document.body.dataset.own"))
        return page

    def has_network(self, has: bool) -> None:
        self.context.set_offline(not has)

    def restart(self) -> None:
        """Closed and opened anew, still without a network."""
        self.context.close()
        self.context = self.launch(self.folder)
        self.has_network(False)

    def traces(self, *words: str) -> list[str]:
        """Files of the closed browser that hold one of these words."""
        self.context.close()
        wanted = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
        files = [path for path in self.folder.rglob("*") if path.is_file() and not path.is_symlink()]
        assert len(files) > 10
        return [str(path) for path in files if any(word in path.read_bytes() for word in wanted)]


def write_a_whole_log(page: Page) -> None:
    page.get_by_label("Wat maakte je mee op je werk?").fill(f"Een {CANARY} in de trein.")
    page.get_by_text("Meer vertellen").click()
    page.get_by_label("Wat gebeurde er?").fill(f"De {CANARY} zong.")
    page.get_by_label("Wat betekent dit voor jou?").fill(f"Ik hoor een {CANARY}.")
    page.locator("label[for=id_applied]").click()
    page.locator("#id_applied_text").fill(f"Ik let op een {CANARY}.")


def a_photo() -> bytes:
    """With a word of its maker in it, as a camera writes."""
    made = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG", comment=CANARY)
    return made.getvalue()


def bring_a_photo(page: Page, content: bytes = b"") -> None:
    photo = {"name": f"{CANARY}.jpg", "mimeType": "image/jpeg", "buffer": content or a_photo()}
    page.locator("#id_file").set_input_files(photo)  # type: ignore[arg-type]
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("[data-said]")).to_contain_text("Schrijf bij je foto")
    page.locator("#id_description").fill(f"Een {CANARY} op een tak.")
    page.get_by_label("Nee", exact=True).check()


def without_network(device: Device, person: User, address: str = "/") -> Page:
    """The page that is there without a network at every address."""
    device.sign_in(person)
    device.ready().close()
    device.has_network(False)
    return device.open(address)


def in_a_form(device: Device, person: User, address: str) -> Page:
    """A page that was there before the network went."""
    device.sign_in(person)
    page = device.ready(address)
    page.wait_for_load_state("networkidle")
    device.has_network(False)
    return page


def close(page: Page) -> None:
    """Close a tab without a network. The browser takes it from a tab that is open; the last request of one that
    closes would go out all the same."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')); }")
    page.close()


def put_away(page: Page) -> None:
    """What is in the one page is ready to go."""
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard op dit apparaat. Je kunt nog iets opschrijven.")).to_be_visible()


def answer(page: Page, text: str, *, send: bool = False) -> None:
    """Type an answer to a question without a network, and perhaps press its button."""
    page.locator("#id_text").fill(text)
    if send:
        page.locator("form:has(#id_text) button[type=submit]").first.click()
    expect(page.locator("form:has(#id_text) [data-saved-words]")).to_contain_text("Bewaard op dit apparaat.")


def left_behind(device: Device, person: User) -> None:
    """Something this person wrote without a network, in a tab that is closed."""
    page = without_network(device, person)
    write_a_whole_log(page)
    put_away(page)
    close(page)
