"""The endpoints of partnership conversations (row 23c; docs/decisions/0032-who-writes-for-a-partner.md).

In the world of the tests the school is ready and the company is not; the last day has passed.
"""

from werkplek.tests.access_rows import IN_PARTNERSHIP, SEES_BUT_MAY_NOT, Row, only

AT_SCHOOL, AT_COMPANY = "SO SO2 OA2", "PO PO2 WB OA"
SPEAKS = f"{AT_SCHOOL} {AT_COMPANY}"
LEARN_THERE = only("S S2", SEES_BUT_MAY_NOT)  # learners read along
NOT_NOW = only(IN_PARTNERSHIP, SEES_BUT_MAY_NOT)
WRITE = "learningtracks:partnership_conversation_write"

PARTNERSHIP_CONVERSATIONS = [
    Row("learningtracks:partnership_conversations", "partnership", only(IN_PARTNERSHIP)),
    Row("learningtracks:partnership_conversation_new", "partnership", NOT_NOW),  # one is written for
    Row("learningtracks:partnership_conversation_new", "free_partnership", only("OA")),
    Row("learningtracks:partnership_conversation", "writing_conversation", only(IN_PARTNERSHIP)),
    Row("learningtracks:partnership_conversation", "opened_conversation", only(IN_PARTNERSHIP)),
    Row(WRITE, "writing_conversation", only(AT_SCHOOL) | LEARN_THERE, more=("=school_id",)),
    Row(WRITE, "writing_conversation", only(AT_COMPANY), more=("=company_id",)),
    Row(WRITE, "opened_conversation", only(f"{AT_SCHOOL} S S2", SEES_BUT_MAY_NOT), more=("=school_id",)),
    Row(
        "learningtracks:partnership_conversation_open",
        "writing_conversation",
        only("OA2") | only("S S2 PO PO2 WB SO SO2 OA", SEES_BUT_MAY_NOT),
    ),
    Row("learningtracks:partnership_conversation_open", "opened_conversation", NOT_NOW),
    Row("learningtracks:partnership_conversation_agree", "opened_conversation", only(SPEAKS) | LEARN_THERE),
    Row("learningtracks:partnership_conversation_agree", "writing_conversation", NOT_NOW),
]
