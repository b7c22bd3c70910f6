"""Every act, area by area."""

from __future__ import annotations

from everycase.synthetic.planting.acts import Act
from everycase.synthetic.planting.adoption import ADOPTION
from everycase.synthetic.planting.assessment import ASSESSMENT
from everycase.synthetic.planting.child_in_need import CHILD_IN_NEED
from everycase.synthetic.planting.child_protection import CHILD_PROTECTION
from everycase.synthetic.planting.children_in_care import CHILDREN_IN_CARE
from everycase.synthetic.planting.disabled_children import DISABLED_CHILDREN
from everycase.synthetic.planting.early_help import EARLY_HELP
from everycase.synthetic.planting.fostering import FOSTERING
from everycase.synthetic.planting.front_door import FRONT_DOOR
from everycase.synthetic.planting.leaving_care import LEAVING_CARE

ACTS: tuple[Act, ...] = (
    *EARLY_HELP,
    *FRONT_DOOR,
    *ASSESSMENT,
    *CHILD_IN_NEED,
    *CHILD_PROTECTION,
    *CHILDREN_IN_CARE,
    *DISABLED_CHILDREN,
    *FOSTERING,
    *ADOPTION,
    *LEAVING_CARE,
)
"""One or more for each standard that can be broken on purpose."""
