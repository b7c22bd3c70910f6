"""What two of the council's files say of the same child, set side by side."""

from everycase.record.schema.fields import Table, child, code, date, flag, key, text

FACTS = {
    "date of birth": "The date of birth",
    "sex": "The legal sex",
    "date of death": "The date of death",
    "looked after": "Whether the child was looked after, within the time that both files reach",
    "looked after from": "When a period of care began",
    "looked after to": "When a period of care ended",
    "looked after, in need": "Whether a child looked after by one file is a child in need by the other",
    "legal status": "The legal status of a child in care on the last day that both files reach",
    "protection plan": "Whether the child had a protection plan, within the time that both files reach",
    "protection plan from": "When a protection plan began",
    "protection plan to": "When a protection plan ended",
    "initial category": "The category of abuse at the start of a protection plan",
    "latest category": "The latest category of abuse of a protection plan",
    "child in need plan": "Whether the child had a child in need plan, within the time that both files reach",
    "child in need plan from": "When a child in need plan began",
    "child in need plan to": "When a child in need plan ended",
}
"""Every fact that is compared, and what it is."""


class CrossChecks(Table):
    """A fact of a child that two formats both tell of, and whether they say the same."""

    name = "cross_checks"

    check_id = key("The fact, the two formats, the child and the date that it is about")
    child_id = child()
    fact = code("The fact", FACTS)
    about_on = date("The start of the plan or period, or the day on which the two were compared")
    first_source = text("The more trusted format")
    second_source = text("The other format")
    first_says = text("What the first says")
    second_says = text("What the second says")
    first_at = text("Where the first says it: file and row")
    second_at = text("Where the second says it: file and row")
    agrees = flag("Both say the same")


cross_checks = CrossChecks()
