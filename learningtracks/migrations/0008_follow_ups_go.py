from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('learningtracks', '0007_where_a_list_is_offered'),
    ]

    operations = [
        migrations.DeleteModel(
            name='FollowUpAnswer',
        ),
        migrations.DeleteModel(
            name='FollowUp',
        ),
    ]
