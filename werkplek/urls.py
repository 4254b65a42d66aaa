"""Every address of Werkplek, per layer."""

from django.conf import settings
from django.urls import include, path, re_path

from accounts.admin import site
from werkplek.values import TOPICS
from werkplek.views import demo, desk, health, offline, outbox, pages, privacy, queue, styleguide

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("worker.js", offline.worker, name="worker"),
    path("offline/", offline.offline, name="offline"),
    path("", desk.home, name="home"),
    path("for-you/", queue.queue, name="queue"),
    path("for-you/next/", queue.queue_next, name="queue_next"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<slug:name>/", outbox.outbox_mail, name="outbox_mail"),
    path("outbox/<slug:name>/html/", outbox.outbox_html, name="outbox_html"),
    path("demo/again/", demo.demo_again, name="demo_again"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("help/", pages.help_page, name="help"),
    re_path(rf"^help/(?P<topic>{'|'.join(TOPICS)})/$", pages.help_topic, name="help_topic"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("what-we-keep/", privacy.what_we_keep, name="what_we_keep"),
    path("my-data/", privacy.my_data, name="my_data"),
    path("my-data/werkplek.json", privacy.my_data_json, name="my_data_json"),
    path("my-data/werkplek.zip", privacy.my_data_files, name="my_data_files"),
    path("my-data/werkplek.html", privacy.my_data_html, name="my_data_html"),
    path("settings/leave/", privacy.leave, name="leave"),
    path(settings.ADMIN_PATH, site.urls),
    path("", include("accounts.urls")),
    path("", include("partnerships.urls")),
    path("", include("learningtracks.urls")),
    path("", include("instruments.urls")),
    path("", include("reflections.urls")),
]

handler400 = "werkplek.refusals.bad_request"
handler403 = "werkplek.views.errors.forbidden"
handler404 = "werkplek.views.errors.not_found"
handler429 = "werkplek.views.errors.too_many"  # asked for by allauth
handler500 = "werkplek.views.errors.broken"
