"""What the database keeps."""

from __future__ import annotations

from typing import Any

from django.db import models

from evaluations.fields import EvaluationField, ScorecardField


class Assessment(models.Model):
    """One evaluation and what came of it."""

    evaluation = EvaluationField()
    card = ScorecardField(editable=False)
    # Columns to sort and filter by; they follow from the scorecard.
    total = models.DecimalField(
        max_digits=12, decimal_places=4, null=True, editable=False
    )
    grade = models.CharField(max_length=20, blank=True, editable=False)

    def __str__(self) -> str:
        return str(self.evaluation.project.name)

    def save(self, *args: Any, **options: Any) -> None:
        """Score the evaluation, then keep both."""
        self.card = self.evaluation.evaluate()
        self.total = self.card.total.points
        self.grade = "" if self.card.grade is None else str(self.card.grade)
        super().save(*args, **options)
