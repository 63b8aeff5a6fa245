"""Which members of a type implement what a protocol asks for: they are documented there."""

import re

# What the language's library and the libraries we use ask for.
FOREIGN_REQUIREMENTS = {
    "AsyncParsableCommand": {"run", "validate", "configuration"},
    "CaseIterable": {"allCases"},
    "Codable": {"encode"},
    "Comparable": {"<", "=="},
    "CustomDebugStringConvertible": {"debugDescription"},
    "CustomReflectable": {"customMirror"},
    "CustomStringConvertible": {"description"},
    "Encodable": {"encode"},
    "Equatable": {"=="},
    "Hashable": {"hash", "=="},
    "Identifiable": {"id"},
    "IteratorProtocol": {"next"},
    "LocalizedError": {"errorDescription"},
    "ParsableArguments": {"validate"},
    "ParsableCommand": {"run", "validate", "configuration"},
    "RandomNumberGenerator": {"next"},
    "RawRepresentable": {"rawValue"},
    "Sequence": {"makeIterator"},
    "SerialExecutor": {"enqueue"},
    "Service": {"run"},
    "TaskExecutor": {"enqueue"},
}


class Conformances:
    """The protocols of a tree with what they ask for, and who conforms to them, be it in an extension elsewhere."""

    def __init__(self):
        self._requirements = {name: set(members) for name, members in FOREIGN_REQUIREMENTS.items()}
        # What each protocol refines, by its name, and what each type declares, by its room and name.
        self._refined, self._declared = {}, {}

    def add(self, room, source):
        """Takes in the protocols and conformances of one file."""
        for declaration in source.declarations:
            if declaration.kind not in ("type", "extension"):
                continue
            name, inherited = simple_name(declaration.name), inherited_by(source, declaration)
            if re.match(r"protocol\b", source.code[declaration.start:]):
                members = [member.name for member in source.declarations if member.parent is declaration]
                self._requirements.setdefault(name, set()).update(members)
                self._refined.setdefault(name, set()).update(inherited)
            else:
                self._declared.setdefault((room, name), set()).update(inherited)

    def implements_requirement(self, room, declaration):
        """Whether a member carries the name of something that a protocol of its type asks for."""
        parent = declaration.parent
        if parent is None or parent.kind not in ("type", "extension"):
            return False
        open_protocols = list(self._declared.get((room, simple_name(parent.name)), ()))
        seen = set()
        while open_protocols:
            protocol = open_protocols.pop()
            if protocol in seen:
                continue
            seen.add(protocol)
            if declaration.name in self._requirements.get(protocol, ()):
                return True
            open_protocols.extend(self._refined.get(protocol, ()))
        return False


def simple_name(name):
    """The last part of a name such as `Trap.Frame`."""
    return name.replace("`", "").rpartition(".")[2]


def inherited_by(source, declaration):
    """The simple names after the colon of a type or an extension."""
    head = source.code[declaration.start:source.code.find("{", declaration.start)]
    shorter = None
    while shorter != head:
        shorter, head = head, re.sub(r"<[^<>]*>", "", head)
    head = re.split(r"\bwhere\b", head)[0]
    return {simple_name(name) for name in re.findall(r"[A-Z][\w.]*", head.partition(":")[2])}
