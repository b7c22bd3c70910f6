"""Addresses of pages about children's cases, and of the extracts that they come from."""

from __future__ import annotations

from django.urls import path, register_converter

from everycase.web.cases import (
    assigning,
    case,
    glass,
    loading_pages,
    loading_returns,
    looks,
    restricting,
    reviews,
    search,
)
from everycase.web.cases.converters import ChildId

register_converter(ChildId, "child")

urlpatterns = [
    path("find/", search.search_view, name="search"),
    path("my-reviews/", reviews.my_reviews_view, name="my-reviews"),
    path("who-looked/", looks.who_looked_view, name="who-looked"),
    path("broken-glass/", glass.glass_broken_view, name="glass-broken"),
    path("broken-glass/<int:number>/read/", glass.glass_read_view, name="glass-read"),
    path("children/<child:child_id>/", case.case_view, name="child"),
    path("children/<child:child_id>/due/", case.due_view, name="child-due"),
    path("children/<child:child_id>/chronology/", case.chronology_view, name="child-chronology"),
    path("children/<child:child_id>/people/", case.people_view, name="child-people"),
    path("children/<child:child_id>/voice/", case.voice_view, name="child-voice"),
    path("children/<child:child_id>/who-looked/", looks.child_looks_view, name="child-looks"),
    path("children/<child:child_id>/break-glass/", glass.break_glass_view, name="break-glass"),
    path("children/<child:child_id>/restriction/", restricting.restriction_view, name="restriction"),
    path("children/<child:child_id>/restriction/lift/", restricting.lift_view, name="lift-restriction"),
    path("children/<child:child_id>/assign/", assigning.assign_view, name="assign"),
    path(
        "children/<child:child_id>/assign/<int:number>/end/",
        assigning.end_assignment_view,
        name="end-assignment",
    ),
    path("extracts/", loading_pages.loads, name="loads"),
    path("extracts/new/", loading_pages.load_new, name="load-new"),
    path("extracts/untold/", loading_pages.untold, name="loads-untold"),
    path("extracts/returns/<slug:standard>/", loading_returns.return_rule, name="return-rule"),
    path("extracts/<int:number>/", loading_pages.load_page, name="load"),
    path("extracts/<int:number>/progress/", loading_pages.load_progress, name="load-progress"),
    path("extracts/<int:number>/problems/", loading_pages.load_problems, name="load-problems"),
    path("extracts/<int:number>/returns/", loading_returns.load_returns, name="load-returns"),
]
