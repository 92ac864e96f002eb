"""Precision and recall together; without torch, for environments that have none."""


class Counts:
    """What was right, found and wanted."""

    def __init__(self):
        self.right = self.found = self.gold = 0

    def add(self, right, found, gold):
        self.right += right
        self.found += found
        self.gold += gold

    def f1(self):
        return 200 * self.right / max(1, self.found + self.gold)
