"""The rules a self-check is made by: one pack and one day, for the whole visit."""

from dataclasses import dataclass
from datetime import date

from kiosk.legal_aid.pack import Pack
from kiosk.legal_aid.records import Rule


@dataclass(frozen=True)
class Rules:
    """``today`` is the day of the check in the centre's zone."""

    pack: Pack
    today: date

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of this id that is in force today; raise ``KeyError`` without one."""
        for rule in self.pack.rules:
            if rule.id == rule_id and rule.covers(self.today):
                return rule
        raise KeyError(rule_id)
