"""Addresses of pages about the service."""

from __future__ import annotations

from django.urls import path

from everycase.web.service import downloads, overview, spreads, story

urlpatterns = [
    path("service/", overview.the_service, name="the-service"),
    path("service/measures.csv", downloads.as_csv, name="measures-csv"),
    path("service/measures.xlsx", downloads.as_workbook, name="measures-xlsx"),
    path("service/<str:area>/<str:aspect>/", overview.cell, name="cell"),
    path("service/<str:area>/<str:aspect>/<str:chart>.svg", spreads.cell_chart, name="cell-chart"),
    path("service/<str:area>/<str:aspect>/cases/", overview.cases, name="cell-cases"),
    path("story/", story.the_story, name="the-story"),
]
