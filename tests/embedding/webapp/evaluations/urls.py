"""Where the pages are."""

from __future__ import annotations

from django.urls import path

from evaluations import views

urlpatterns = [
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.report, name="report"),
]
