"""Addresses of the learningtracks floor."""

from django.urls import path

from learningtracks.views import guides, teams, tracks

app_name = "learningtracks"
urlpatterns = [
    path("tracks/", tracks.tracks, name="tracks"),
    path("tracks/new/", tracks.choose_partnership, name="choose_partnership"),
    path("tracks/<uuid:public_id>/", tracks.track, name="track"),
    path("tracks/<uuid:public_id>/history/", tracks.track_history, name="track_history"),
    path("tracks/<uuid:public_id>/edit/", tracks.track_edit, name="track_edit"),
    path("tracks/<uuid:public_id>/end/", tracks.track_end, name="track_end"),
    path("tracks/<uuid:public_id>/guides/", guides.guides, name="guides"),
    path("tracks/<uuid:public_id>/guides/new/<slug:role>/", guides.guide_new, name="guide_new"),
    path("guides/<uuid:public_id>/replace/", guides.guide_replace, name="guide_replace"),
    path("guides/<uuid:public_id>/stand-in/", guides.guide_stand_in, name="guide_stand_in"),
    path("guides/<uuid:public_id>/end/", guides.guide_end, name="guide_end"),
    path("partnerships/<uuid:public_id>/tracks/new/", tracks.track_new, name="track_new"),
    path("teams/<uuid:public_id>/learners/", teams.team_learners, name="team_learners"),
]
