from django.db import migrations

from network.common.append_only import make_append_only


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]
    operations = [make_append_only("consent_entry")]
