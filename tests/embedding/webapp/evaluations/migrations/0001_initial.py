"""The first table."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

import evaluations.fields


class Migration(migrations.Migration):
    """Make the table of assessments."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("evaluation", evaluations.fields.EvaluationField()),
                ("card", evaluations.fields.ScorecardField(editable=False)),
                (
                    "total",
                    models.DecimalField(
                        decimal_places=4, editable=False, max_digits=12, null=True
                    ),
                ),
                (
                    "grade",
                    models.CharField(blank=True, editable=False, max_length=20),
                ),
            ],
        ),
    ]
