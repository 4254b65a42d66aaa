from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('learningtracks', '0014_lists_for_readers'),
    ]

    operations = [
        migrations.DeleteModel(
            name='OrganisationStep',
        ),
        migrations.DeleteModel(
            name='OrganisationScan',
        ),
    ]
