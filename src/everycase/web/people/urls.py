"""Addresses of people's pages."""

from __future__ import annotations

from django.urls import path

from everycase.web.people import views

urlpatterns = [path("", views.home, name="home")]
