from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0007_profile_texts")]

    operations = [migrations.RemoveField(model_name="hostorganisation", name="description")]
