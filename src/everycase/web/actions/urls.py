"""Addresses of pages about what is to be put right."""

from __future__ import annotations

from django.urls import path

from everycase.web.actions import (
    challenging,
    checking,
    checking_proved,
    finding_page,
    handing_over,
    notices,
    noting,
    placing,
    red_lines,
    second_reading,
    standards,
    talk,
    team,
    work,
)

urlpatterns = [
    path("my-work/", work.my_work, name="my-work"),
    path("my-team/", team.my_team, name="my-team"),
    path("my-team/hand-over/", handing_over.hand_over, name="hand-over"),
    path("my-team/give-to-team/", placing.give_to_team, name="give-to-team"),
    path("to-put-right/<int:number>/", finding_page.action_page, name="action"),
    path("to-put-right/<int:number>/move/", finding_page.move_findings, name="move"),
    path("to-put-right/<int:number>/say/", talk.say, name="say"),
    path("findings/<str:key>/", finding_page.finding_page, name="finding"),
    path("findings/<str:key>/take-in-hand/", red_lines.take_in_hand, name="take-in-hand"),
    path("findings/<str:key>/challenge/", challenging.challenge, name="challenge"),
    path("challenges/<int:number>/answer/", challenging.answer, name="answer-challenge"),
    path("checking/", checking.checking, name="checking"),
    path("checking/proved/", checking_proved.check_proved, name="check-proved"),
    path("checking/<str:key>/", checking.check, name="check"),
    path("second-readings/", second_reading.second_readings, name="second-readings"),
    path("second-readings/<int:number>/", second_reading.read_again, name="read-again"),
    path("children/<str:child_id>/note/", noting.note, name="note"),
    path("children/<str:child_id>/note/<int:number>/take-back/", noting.take_back, name="take-back-note"),
    path("told/", notices.notices, name="notices"),
    path("standards/", standards.standards, name="standards"),
    path("standards/<str:key>/", standards.standard, name="standard"),
]
