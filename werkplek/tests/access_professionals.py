"""The endpoints of the register (access.md row 36): what is published is for everybody, the rest for its owner and for
who decides about it."""

from werkplek.tests.access_rows import SEES_BUT_MAY_NOT, Row, anyone, me, only

PROFESSIONALS = [
    Row("partnerships:professionals", allowed=anyone()),
    Row("partnerships:professional", "professional", anyone()),
    Row("partnerships:professional", "waiting_professional", anyone(404)),
    Row("partnerships:professional", "silent_professional", anyone(404)),
    Row("partnerships:professional_own", allowed=me()),
    Row("partnerships:professional_edit", allowed=me()),
    Row("partnerships:professional_confirm", allowed=me(405)),
    Row("partnerships:professional_withdraw", allowed=me(404) | only("S PO WB")),
    Row("partnerships:professionals_waiting", allowed=only("PA")),
    Row("partnerships:professional_moderate", "waiting_professional", only("PA")),
    Row("partnerships:professional_moderate", "professional", only("PA", SEES_BUT_MAY_NOT)),  # decided
    Row("partnerships:professional_moderate", "silent_professional", only("PA", SEES_BUT_MAY_NOT)),
    Row("partnerships:services", allowed=only("PA")),
]
