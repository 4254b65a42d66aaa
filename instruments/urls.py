"""Addresses of the layer of questions."""

from django.urls import path, re_path

from instruments.views import (
    asks,
    catalogue,
    evidence,
    former,
    items,
    outcomes,
    own_lists,
    rounds,
    shares,
    sheets,
    sides,
    spreads,
    steps,
    trainings,
    yearly,
)

app_name = "instruments"
UUID = r"(?P<public_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
REST = (
    r"(?:(?:answer|together|evidence|withdraw|decline|move|cancel|mine|open|agreed|close|choose|report|ask|become"
    r"|look-back|workplace/new|write/[0-9a-f-]{36}|(?:items|talk|steps)/[a-z0-9_-]+(?:/action)?)/)"
)
urlpatterns = [
    path("teams/<uuid:public_id>/follow-ups/", asks.of_team, {"kind": "follow_up"}, name="follow_ups"),
    path("teams/<uuid:public_id>/meetings/", asks.of_team, {"kind": "team_meeting"}, name="team_meetings"),
    path("teams/<uuid:public_id>/condition-scans/", asks.of_team, {"kind": "condition_scan"}, name="condition_scans"),
    path("rounds/", rounds.mine, name="rounds"),
    path("tracks/<uuid:public_id>/rounds/", rounds.of_track, name="track_rounds"),
    path("teams/<uuid:public_id>/rounds/", rounds.of_team, name="team_rounds"),
    path(
        "organisations/<uuid:public_id>/scans/",
        yearly.of_organisation,
        {"kind": "organisation_scan"},
        name="organisation_scans",
    ),
    path("asks/<uuid:public_id>/invite/", yearly.invite, name="invite"),
    path("asks/<uuid:public_id>/invite/<uuid:person>/end/", yearly.uninvite, name="uninvite"),
    path("asks/<uuid:public_id>/publish/", steps.publish, name="publish"),
    path(
        "partnerships/<uuid:public_id>/conversations/",
        sides.of_partnership,
        {"kind": "partnership_conversation"},
        name="partnership_conversations",
    ),
    path("asks/<uuid:public_id>/", asks.ask, name="ask"),
    path("asks/<uuid:public_id>/answer/", sheets.answer, name="answer"),
    path("asks/<uuid:public_id>/together/", sheets.together, name="together"),
    path("asks/<uuid:public_id>/tips/", rounds.take_tip, name="take_tip"),
    path("asks/<uuid:public_id>/evidence/", evidence.choose, name="evidence"),
    path("asks/<uuid:public_id>/items/<slug:item>/", items.item, name="item"),
    path("asks/<uuid:public_id>/choose/", spreads.choose, name="choose"),
    path("asks/<uuid:public_id>/close/", steps.close, name="close"),
    path("asks/<uuid:public_id>/share/", shares.share, name="share"),
    path("asks/<uuid:public_id>/move/", asks.move, name="move"),
    path("asks/<uuid:public_id>/withdraw/", steps.withdraw, name="withdraw"),
    path("asks/<uuid:public_id>/decline/", steps.decline, name="decline"),
    path("asks/<uuid:public_id>/sides/own/", sides.own_side, name="own_side"),
    path("asks/<uuid:public_id>/sides/<uuid:side>/", sides.side, name="side"),
    path("asks/<uuid:public_id>/open/", steps.open_now, name="open"),
    path("asks/<uuid:public_id>/offer/", steps.offer, name="offer"),
    path("asks/<uuid:public_id>/become/<str:item>/<str:outcome>/", outcomes.become, name="become"),
    path("trainings/new/", trainings.training_new, name="training_new"),
    path("trainings/<uuid:public_id>/", trainings.training, name="training"),
    path("trainings/<uuid:public_id>/ask/", trainings.training_ask, name="training_ask"),
    re_path(rf"^trainings/{UUID}/(?P<was>use|act)/$", trainings.training_moved, name="training_moved"),
    path("trainings/<uuid:public_id>/remove/", trainings.training_remove, name="training_remove"),
    path("organisations/<uuid:public_id>/lists/", own_lists.own_lists, name="own_lists"),
    path("organisations/<uuid:public_id>/lists/new/", own_lists.own_list_new, name="own_list_new"),
    path("lists/<uuid:public_id>/", own_lists.own_list, name="own_list"),
    path("lists/<uuid:public_id>/renew/", own_lists.own_list_renew, name="own_list_renew"),
    path("lists/<uuid:public_id>/withdraw/", own_lists.own_list_withdraw, name="own_list_withdraw"),
    *(
        re_path(rf"^{noun}/{UUID}/(?P<rest>{REST}?)$", former.ask, name=f"moved_{noun}")
        for noun in (
            "follow-ups",
            "meetings",
            "condition-scans",
            "organisation-scans",
            "rounds",
            "help",
            "personal-checks",
            "partnership-conversations",
        )
    ),
    # Beginning stands on the page of the list.
    path(
        "teams/<uuid:public_id>/condition-scans/new/",
        former.begin_in_team,
        {"kind": "condition_scan"},
        name="former_condition_scans_new",
    ),
    path(
        "partnerships/<uuid:public_id>/conversations/new/",
        former.begin_in_partnership,
        {"kind": "partnership_conversation"},
        name="former_conversations_new",
    ),
    path(
        "organisations/<uuid:public_id>/scans/begin/",
        former.begin_in_organisation,
        {"kind": "organisation_scan"},
        name="former_scans_begin",
    ),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/choose/<slug:factor>/<slug:idea>/", catalogue.idea, name="catalogue_idea"),
]
