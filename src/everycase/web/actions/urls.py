"""Addresses of pages about what is to be put right."""

from __future__ import annotations

from django.urls import path

from everycase.web.actions import finding_page, talk, work

urlpatterns = [
    path("my-work/", work.my_work, name="my-work"),
    path("to-put-right/<int:number>/", finding_page.action_page, name="action"),
    path("to-put-right/<int:number>/move/", finding_page.move_findings, name="move"),
    path("to-put-right/<int:number>/say/", talk.say, name="say"),
    path("findings/<str:key>/", finding_page.finding_page, name="finding"),
]
