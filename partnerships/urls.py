"""Addresses of the partnerships floor."""

from django.urls import path

from partnerships.views import history, mails, notices

app_name = "partnerships"
urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/seen/", notices.notices_seen, name="notices_seen"),
    path("notices/<uuid:public_id>/open/", notices.notice_open, name="notice_open"),
    path("less-mail/<str:token>/", mails.less_mail, name="less_mail"),
    path("mail-again/", mails.mail_again, name="mail_again"),
    path("mail-log/", mails.mail_log, name="mail_log"),
    path("partnerships/<uuid:public_id>/history/", history.partnership_history, name="partnership_history"),
    path("teams/<uuid:public_id>/history/", history.team_history, name="team_history"),
]
