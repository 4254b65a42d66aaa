from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('learningtracks', '0009_what_things_are_made_of'),
    ]

    operations = [
        migrations.DeleteModel(
            name='MeetingNote',
        ),
        migrations.DeleteModel(
            name='TeamMeeting',
        ),
    ]
