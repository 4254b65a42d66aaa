"""The endpoints of conversations of partners (row 23c; docs/decisions/0032, 0133).

In the world of the tests the school is ready and the company is not; the last day has passed.
"""

from werkplek.tests.access_rows import IN_PARTNERSHIP, SEES_BUT_MAY_NOT, Row, only

AT_SCHOOL, AT_COMPANY = "SO SO2 OA2", "PO PO2 WB OA"
NOT_NOW = only(IN_PARTNERSHIP, SEES_BUT_MAY_NOT)
SIDES = [
    Row("instruments:partnership_conversations", "partnership", only(IN_PARTNERSHIP)),
    Row("instruments:partnership_conversations", "free_partnership", only("OA")),
    Row("instruments:ask", "writing_conversation", only(IN_PARTNERSHIP)),
    Row("instruments:ask", "opened_conversation", only(IN_PARTNERSHIP)),
    Row(
        "instruments:side",
        "writing_conversation",
        only(AT_SCHOOL) | only("S S2", SEES_BUT_MAY_NOT),
        more=("=school_id",),
    ),
    Row("instruments:side", "writing_conversation", only(AT_COMPANY), more=("=company_id",)),
    Row("instruments:side", "opened_conversation", only(f"{AT_SCHOOL} S S2", SEES_BUT_MAY_NOT), more=("=school_id",)),
    Row("instruments:own_side", "writing_conversation", NOT_NOW | only("S S2")),
    Row("instruments:own_side", "opened_conversation", NOT_NOW),
    Row("instruments:open", "writing_conversation", NOT_NOW | only("OA2")),
    Row("instruments:open", "opened_conversation", NOT_NOW),
    Row("instruments:close", "writing_conversation", NOT_NOW),
    Row("instruments:moved_partnership-conversations", "opened_conversation", only(IN_PARTNERSHIP, 301), more=("",)),
    Row("instruments:former_conversations_new", "partnership", only(IN_PARTNERSHIP, 301)),
    Row("instruments:item", "opened_conversation", only(IN_PARTNERSHIP), more=("p1",)),
    Row("instruments:item", "writing_conversation", NOT_NOW, more=("p1",)),
]
