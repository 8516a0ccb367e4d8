"""What a remark says of a course: that it has been taken, or that it is still to come."""

import re

TAKEN = re.compile(
    r"\b(?:gått|gick|genomförd|genomfört|genomgången|klar|avklarad|intyg finns|har intyg)\b|[✓✔☑]", re.IGNORECASE
)
OPEN = re.compile(r"\b(?:ej|inte|planera\w*|anmäld|sökt|bokad|inställd)\b", re.IGNORECASE)
_LONGEST = 40


def taken(remark: str) -> bool | None:
    """Whether a short remark says that the course has been taken; ``None`` where it says nothing of that."""
    if len(remark) > _LONGEST:
        return None
    if OPEN.search(remark):
        return False
    return True if TAKEN.search(remark) else None
