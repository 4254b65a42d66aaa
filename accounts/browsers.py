"""What a browser calls itself, in two words that people know."""

from django.utils.translation import gettext as _

# In this order: Edge calls itself Chrome too, and every Chrome calls itself Safari.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome"}
BROWSERS |= {"SamsungBrowser": "Samsung Internet", "Chrome": "Chrome", "Safari": "Safari"}
DEVICES = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac"}
DEVICES |= {"CrOS": "Chromebook", "Linux": "Linux"}


def browser_name(user_agent: str) -> str:
    """ "Chrome op Android", or what of it we recognise."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), _("Onbekende browser"))
    device = next((name for sign, name in DEVICES.items() if sign in user_agent), "")
    return _("%(browser)s op %(device)s") % {"browser": browser, "device": device} if device else browser
