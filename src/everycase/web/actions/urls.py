"""Addresses of pages about what is to be put right."""

from __future__ import annotations

from django.urls import path

from everycase.web.actions import work

urlpatterns = [path("my-work/", work.my_work, name="my-work")]
