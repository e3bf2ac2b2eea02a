"""What a person does with a draft: read, approve, send back, edit, waive, withdraw, restore, roll back."""

from contentops.report.links import ACTIONS
from contentops.review.desk import Act, Desk, at_desk, findings_of
from contentops.review.fields import FIELDS

__all__ = ["ACTIONS", "FIELDS", "Act", "Desk", "at_desk", "findings_of"]
