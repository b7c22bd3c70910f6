"""One child, one record: shared numbers, likely duplicates, addresses, brothers and sisters."""

from everycase.record.schema import addresses, children, likenesses, open_cases
from everycase.record.schema.terms import AS_OF, any_of
from everycase.standards.language import Area, Aspect, Rule, Severity
from everycase.standards.words import CENSUS_RULES, LOCAL_DATA_QUALITY, not_ended

PUPIL_NUMBER_SHARED = Rule(
    id="upn-shared",
    title="Same unique pupil number on two children",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=likenesses.where(likenesses.upn_children.is_present()),
    wrong=likenesses.upn_children > 1,
    says="One unique pupil number is on the records of {likenesses.upn_shared_by}.",
    condition="Two children's records hold the same unique pupil number.",
    severity=Severity.MEDIUM,
    source=f"{CENSUS_RULES}: more than one record with the same number",
)

LIKELY_DUPLICATE = Rule(
    id="duplicate-person",
    title="Likely duplicate child record",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=likenesses.where(likenesses.name_children.is_present()),
    wrong=likenesses.name_children > 1,
    says="{likenesses.name_shared_by} share a date of birth, a family name and the first three letters of a "
    "first name: they may be one child.",
    condition="Two records share the date of birth, the family name and the first three letters of the first "
    "name. Only possible: twins can match.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

HAS_ADDRESS = any_of(
    addresses,
    where=(addresses.from_on.is_missing() | (addresses.from_on <= AS_OF))
    & not_ended(addresses.to_on)
    & addresses.postcode.is_present(),
)

NO_ADDRESS = Rule(
    id="address-missing",
    title="No current address",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=children.where(any_of(open_cases, where=not_ended(open_cases.closed_on))),
    wrong=~HAS_ADDRESS,
    says="The case is open and the record has no current address with a postcode.",
    condition="A child with an open case has no address that is current on the date of the record, or only "
    "one without a postcode.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)

FAMILY_NOT_LINKED = Rule(
    id="referral-without-family-link",
    title="Brothers and sisters not linked",
    area=Area.FRONT_DOOR,
    aspect=Aspect.RECORDS,
    looks_at=likenesses.where(likenesses.unlinked.is_present()),
    wrong=likenesses.unlinked > 0,
    says="Has the same postcode or mother as {likenesses.unlinked} more with open cases, and no family "
    "record links them.",
    condition="A child with an open case has the postcode or the mother of another child with an open case, "
    "and no family number in common. Only possible: neighbours can match.",
    severity=Severity.LOW,
    source=LOCAL_DATA_QUALITY,
)
