"""The front door: every address of Werkplek, per floor."""

from django.urls import include, path

from werkplek.views import health, outbox, queue, styleguide

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("for-you/", queue.queue, name="queue"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<slug:name>/", outbox.outbox_letter, name="outbox_letter"),
    path("outbox/<slug:name>/html/", outbox.outbox_html, name="outbox_html"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("account/", include("allauth.urls")),
    path("", include("partnerships.urls")),
    path("", include("learningtracks.urls")),
    path("", include("reflections.urls")),
]

handler403 = "werkplek.views.errors.forbidden"
handler404 = "werkplek.views.errors.not_found"
