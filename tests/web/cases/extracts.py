"""A small extract on disk: two children, an assessment that ended without an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PERSONS = (
    "pers_person_id,pers_forename,pers_surname,pers_dob\nC1,Amira,Khan,2020-05-01\nC2,Leo,Brown,2019-01-05\n"
)
WORKERS = "prof_professional_id,prof_professional_name\nW1,Jo Shaw\nW2,Sam Reed\n"
INVOLVED = (
    "invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_role_id,"
    "invo_professional_team,invo_involvement_start_date,invo_involvement_end_date\n"
    "I1,C1,W1,Allocated Social Worker,T1,2026-01-05,\nI2,C2,W2,Allocated Social Worker,T2,2026-01-05,\n"
)
REFERRALS = (
    "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_source_code,cine_cin_primary_need_code,"
    "cine_referral_nfa,cine_close_date,cine_close_reason\n"
    "R1,C1,2026-01-05,1A,N1,N,,\nR2,C2,2026-01-05,{source},N1,N,,\n"
)


def write_extract(folder: Path, *, source: str = "1A", **others: str) -> Path:
    """The extract's files in `folder`. source: who referred Leo; blank is a finding."""
    folder.mkdir(parents=True, exist_ok=True)
    files: Mapping[str, str] = {
        "ssd_person": PERSONS,
        "ssd_professionals": WORKERS,
        "ssd_involvements": INVOLVED,
        "ssd_cin_episodes": REFERRALS.format(source=source),
        **others,
    }
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    return folder
