from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('learningtracks', '0011_an_answer_a_question'),
    ]

    operations = [
        migrations.DeleteModel(
            name='ConditionAnswer',
        ),
        migrations.DeleteModel(
            name='ConditionSheet',
        ),
        migrations.DeleteModel(
            name='ConditionTalk',
        ),
        migrations.DeleteModel(
            name='ConditionScan',
        ),
    ]
