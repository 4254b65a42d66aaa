"""Partnership conversations live on asks and sheets (instruments/kinds/partnership_conversations.py)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("learningtracks", "0015_organisation_scans_go")]

    operations = [
        migrations.DeleteModel(name="PartnershipSheet"),
        migrations.DeleteModel(name="PartnershipConversation"),
    ]
