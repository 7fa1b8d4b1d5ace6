"""Pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

import lzeval as lz
from evaluations.forms import AssessmentForm
from evaluations.models import Assessment


def new(request: HttpRequest) -> Any:
    """Take an evaluation; show what is wrong beside the field."""
    form = AssessmentForm(request.POST or None)
    if form.is_valid():
        return redirect("report", form.save().pk)
    return render(request, "evaluations/new.html", {"form": form})


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the report, which is a page of its own."""
    card = get_object_or_404(Assessment, pk=pk).card
    locale = "en" if request.GET.get("locale") == "en" else "zh_CN"
    return HttpResponse(lz.render(card, "html", locale=locale).text)
