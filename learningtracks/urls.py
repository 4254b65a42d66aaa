"""Addresses of the learningtracks floor."""

from django.urls import path

from learningtracks.views import (
    action_lists,
    action_points,
    delegations,
    guides,
    piece_deeds,
    pieces,
    puzzles,
    relays,
    teams,
    tracks,
)

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
    path("puzzle/", puzzles.my_puzzle, name="my_puzzle"),
    path("tracks/<uuid:public_id>/puzzle/", puzzles.puzzle, name="puzzle"),
    path("tracks/<uuid:public_id>/puzzle/<int:number>/", puzzles.puzzle_of, name="puzzle_of"),
    path("tracks/<uuid:public_id>/puzzle/<int:number>/relay/", relays.relay, name="relay"),
    path("tracks/<uuid:public_id>/pieces/new/", pieces.piece_new, name="piece_new"),
    path("pieces/<uuid:public_id>/", pieces.piece, name="piece"),
    path("pieces/<uuid:public_id>/agree/", pieces.piece_agree, name="piece_agree"),
    path("pieces/<uuid:public_id>/ask/", pieces.piece_ask, name="piece_ask"),
    path("pieces/<uuid:public_id>/remark/", pieces.piece_remark, name="piece_remark"),
    path("pieces/<uuid:public_id>/change/", pieces.piece_change, name="piece_change"),
    path("pieces/<uuid:public_id>/value/", piece_deeds.piece_value, name="piece_value"),
    path("pieces/<uuid:public_id>/deed/<slug:slug>/", piece_deeds.piece_deed, name="piece_deed"),
    path("tracks/<uuid:public_id>/delegations/", delegations.delegations, name="delegations"),
    path("delegations/<uuid:public_id>/end/", delegations.delegation_end, name="delegation_end"),
    path("teams/<uuid:public_id>/learners/", teams.team_learners, name="team_learners"),
    # Action points
    path("action-points/", action_points.action_points, name="action_points"),
    path("action-points/<uuid:public_id>/", action_points.action_point, name="action_point"),
    path("action-points/<uuid:public_id>/edit/", action_points.action_point_edit, name="action_point_edit"),
    path("action-points/<uuid:public_id>/start/", action_points.action_point_start, name="action_point_start"),
    path("action-points/<uuid:public_id>/finish/", action_points.action_point_finish, name="action_point_finish"),
    path("action-points/<uuid:public_id>/stop/", action_points.action_point_stop, name="action_point_stop"),
    path("action-points/<uuid:public_id>/reopen/", action_points.action_point_reopen, name="action_point_reopen"),
    path("teams/<uuid:public_id>/action-points/", action_lists.team_action_points, name="team_action_points"),
    path(
        "teams/<uuid:public_id>/action-points/new/",
        action_lists.team_action_point_new,
        name="team_action_point_new",
    ),
    path(
        "organisations/<uuid:public_id>/action-points/",
        action_lists.organisation_action_points,
        name="organisation_action_points",
    ),
    path(
        "organisations/<uuid:public_id>/action-points/new/",
        action_lists.organisation_action_point_new,
        name="organisation_action_point_new",
    ),
    path(
        "partnerships/<uuid:public_id>/action-points/",
        action_lists.partnership_action_points,
        name="partnership_action_points",
    ),
    path(
        "partnerships/<uuid:public_id>/action-points/new/",
        action_lists.partnership_action_point_new,
        name="partnership_action_point_new",
    ),
    path("tracks/<uuid:public_id>/action-points/", action_lists.track_action_points, name="track_action_points"),
    path(
        "tracks/<uuid:public_id>/action-points/new/",
        action_lists.track_action_point_new,
        name="track_action_point_new",
    ),
]
