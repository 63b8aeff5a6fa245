"""The table of docs/ARCHITECTURE.md that says which room may import what."""

import re


class Architecture:
    """The rooms in the order of the table, each with the modules it may import."""

    def __init__(self, markdown):
        self.allowed, self.anywhere = {}, set()
        for line in markdown.split("\n"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not line.startswith("|") or len(cells) != 3 or set(cells[0]) <= set("-: "):
                continue
            modules = set(re.findall(r"`(\w+)`", cells[1]))
            if cells[0] == "anywhere":
                self.anywhere = modules
            elif re.fullmatch(r"`\w+`", cells[0]):
                self.allowed[cells[0].strip("`")] = modules

    def refusal(self, room, module):
        """Why a target must not import a module, or none."""
        if module in self.anywhere or module == room:
            return None
        if room in self.allowed:
            return None if module in self.allowed[room] else f"{room} may not import {module}"
        tested = room[:-len("Tests")] if room.endswith("Tests") else None
        if tested in self.allowed:
            fitting = self.allowed[tested] | {tested, "ObeliskTestSupport", "Testing", "Foundation"}
            return None if module in fitting else f"the tests of {tested} may not import {module}"
        return f"{room} has no row in the table of docs/ARCHITECTURE.md"
