"""What a person fills in."""

from __future__ import annotations

from django import forms

from evaluations.models import Assessment


class AssessmentForm(forms.ModelForm):
    """An evaluation in the file format."""

    class Meta:
        model = Assessment
        fields = ("evaluation",)
