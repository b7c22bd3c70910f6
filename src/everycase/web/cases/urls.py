"""Addresses of pages about children's cases, and of the extracts that they come from."""

from __future__ import annotations

from django.urls import path

from everycase.web.cases import loading_pages

urlpatterns = [
    path("extracts/", loading_pages.loads, name="loads"),
    path("extracts/new/", loading_pages.load_new, name="load-new"),
    path("extracts/untold/", loading_pages.untold, name="loads-untold"),
    path("extracts/<int:number>/", loading_pages.load_page, name="load"),
    path("extracts/<int:number>/progress/", loading_pages.load_progress, name="load-progress"),
    path("extracts/<int:number>/problems/", loading_pages.load_problems, name="load-problems"),
]
