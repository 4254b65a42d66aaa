"""Addresses of the reflections floor."""

from django.urls import path

from reflections.views import feedback

app_name = "reflections"
urlpatterns = [
    path("feedback/", feedback.feedback_given, name="feedback_given"),
    path("questions/<uuid:public_id>/", feedback.feedback, name="feedback"),
    path("questions/<uuid:public_id>/withdraw/", feedback.question_withdraw, name="question_withdraw"),
    path("feedback/<uuid:public_id>/change/", feedback.feedback_change, name="feedback_change"),
    path("feedback/<uuid:public_id>/withdraw/", feedback.feedback_withdraw, name="feedback_withdraw"),
    path("feedback/<uuid:public_id>/thank/", feedback.feedback_thank, name="feedback_thank"),
]
