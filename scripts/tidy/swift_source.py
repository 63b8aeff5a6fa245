"""Enough of Swift's grammar to check style: which text is code, and which declaration each brace belongs to."""

import bisect
import re

TYPE_KEYWORDS = "struct|class|enum|actor|protocol|extension"
DECLARATION = re.compile(
    r"\b(?:(?P<type>" + TYPE_KEYWORDS + r")\s+(?P<type_name>[A-Z_`][\w.`]*)"
    r"|(?P<alias>typealias|associatedtype)\s+(?P<alias_name>\w+)"
    r"|(?P<func>func)\s+(?P<func_name>[\w`]+|[^\s\w(]+)"
    r"|(?P<init>init|subscript)[?!]?\s*(?=[(<])"
    r"|(?P<deinit>deinit)\b"
    r"|(?P<value>var|let)\s+(?P<value_name>[\w`(]+))")
CONTINUES_LINE = re.compile(r"(?:->|where\b|throws\b|rethrows\b|async\b|\{|&|==|:|,)")
ENDS_OPEN = re.compile(r"(?:->|\bwhere|,|&|==|:|\()\s*$")


class Declaration:
    """One declaration: kind, name, first and last line (counted from 1), and what it stands in."""

    def __init__(self, kind, name, line, start, parent):
        self.kind, self.name, self.line, self.start, self.parent = kind, name, line, start, parent
        self.last_line = line

    @property
    def length(self):
        return self.last_line - self.line + 1

    @property
    def is_member_or_global(self):
        """False for what is local to a function, closure or accessor."""
        above = self.parent
        while above is not None:
            if above.kind not in ("type", "extension"):
                return False
            above = above.parent
        return True


class SwiftSource:
    """A Swift file: its lines, and `code`, the same text with comments and the insides of strings blanked."""

    def __init__(self, text):
        self.text = text
        self.lines = text.split("\n")
        self.code = blank_comments_and_strings(text)
        self.code_lines = self.code.split("\n")
        self._line_starts = [0]
        for line in self.lines:
            self._line_starts.append(self._line_starts[-1] + len(line) + 1)
        self.declarations = self._find_declarations()

    def line_of(self, offset):
        """The number, from 1, of the line that holds this offset."""
        return bisect.bisect_right(self._line_starts, offset)

    def comment_above(self, line):
        """The comment lines right above a line, skipping lines that hold only attributes."""
        index = self._first_attribute_line(line) - 2
        found = []
        while index >= 0 and self.lines[index].lstrip().startswith("//"):
            found.insert(0, self.lines[index].strip())
            index -= 1
        return found

    def head(self, declaration):
        """The attributes and modifiers before a declaration's keyword, those of the lines above included."""
        first = self._first_attribute_line(declaration.line)
        return self.code[self._line_starts[first - 1]:declaration.start]

    def _first_attribute_line(self, line):
        """Where the attributes begin that stand right above a line; the line itself if there are none."""
        while line > 1 and self.code_lines[line - 2].strip():
            before = self.code[:self._line_starts[line - 1]].rstrip()
            depth, start = 0, len(before)
            while start > 0 and before.endswith(")"):
                start -= 1
                depth += {")": 1, "(": -1}.get(before[start], 0)
                if depth == 0:
                    break
            attribute = re.search(r"(?:^|\n)[ \t]*(?:@\w+(?:\([^()]*\))?\s+)*@\w+$", before[:start])
            if attribute is None:
                break
            line = self.line_of(before.rfind("@", 0, start))
        return line

    def _find_declarations(self):
        found, stack, pending, position = [], [], None, 0
        token = re.compile(DECLARATION.pattern + r"|(?P<brace>[{}])")
        while True:
            match = token.search(self.code, position)
            if match is None:
                break
            position = match.end()
            if match.group("brace") == "{":
                stack.append(pending if pending is not None else Declaration("block", "", 0, 0, self._top(stack)))
                pending = None
            elif match.group("brace") == "}":
                if stack:
                    stack.pop().last_line = self.line_of(match.start())
                pending = None
            elif not re.search(r"[.\w`]$", self.code[:match.start()][-1:]):
                declaration = self._declaration(match, self._top(stack))
                found.append(declaration)
                pending = declaration if self._has_body(declaration, match.end()) else None
        return found

    @staticmethod
    def _top(stack):
        return stack[-1] if stack else None

    def _declaration(self, match, parent):
        for kind in ("type", "alias", "func", "init", "deinit", "value"):
            if match.group(kind):
                break
        name = match.groupdict().get(kind + "_name") or match.group(kind)
        if kind == "type" and match.group("type") == "extension":
            kind = "extension"
        return Declaration(kind, name.strip("`"), self.line_of(match.start()), match.start(), parent)

    def _has_body(self, declaration, position):
        """Whether a brace opens this declaration's own body before its line, with continuations, ends."""
        if declaration.kind in ("type", "extension", "deinit"):
            return True
        if declaration.kind == "alias":
            return False
        depth = 0
        for offset in range(position, len(self.code)):
            character = self.code[offset]
            if character in "([":
                depth += 1
            elif character in ")]":
                depth -= 1
            elif depth <= 0 and character == "{":
                return True
            elif depth <= 0 and character in "};":
                return False
            elif depth <= 0 and character == "=" and declaration.kind == "value":
                return False
            elif depth <= 0 and character == "\n":
                rest = self.code[offset:].lstrip()
                if not CONTINUES_LINE.match(rest) and not ENDS_OPEN.search(self.code[position:offset]):
                    return False
        return False


def blank_comments_and_strings(text):
    """The same text, as long and with the same lines, in which only code is left; interpolations are code."""
    out = list(text)
    _scan_code(text, 0, out, in_interpolation=False)
    return "".join(out)


def _blank(out, start, end):
    for index in range(start, min(end, len(out))):
        if out[index] != "\n":
            out[index] = " "


def _scan_code(text, position, out, in_interpolation):
    depth = 0
    while position < len(text):
        character = text[position]
        if text.startswith("//", position):
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            _blank(out, position, end)
            position = end
        elif text.startswith("/*", position):
            end = _comment_end(text, position)
            _blank(out, position, end)
            position = end
        elif character == "`":
            end = text.find("`", position + 1)
            end = len(text) if end < 0 else end
            for index in range(position + 1, end):
                out[index] = text[index] if text[index].isalnum() else "_"
            position = end + 1
        elif character == '"' or re.match(r'#+"', text[position:position + 8]):
            position = _scan_string(text, position, out)
        elif text.startswith("#/", position):
            end = text.find("/#", position + 2)
            end = len(text) if end < 0 else end + 2
            _blank(out, position, end)
            position = end
        else:
            if in_interpolation:
                depth += {"(": 1, ")": -1}.get(character, 0)
                if depth < 0:
                    return position
            position += 1
    return position


def _comment_end(text, position):
    depth = 0
    while position < len(text):
        if text.startswith("/*", position):
            depth, position = depth + 1, position + 2
        elif text.startswith("*/", position):
            depth, position = depth - 1, position + 2
            if depth == 0:
                return position
        else:
            position += 1
    return position


def _scan_string(text, position, out):
    hashes = re.match(r"#*", text[position:]).group()
    position += len(hashes)
    quotes = '"""' if text.startswith('"""', position) else '"'
    position += len(quotes)
    closing, escape = quotes + hashes, "\\" + hashes
    while position < len(text):
        if text.startswith(closing, position):
            return position + len(closing)
        if quotes == '"' and text[position] == "\n":
            return position
        if text.startswith(escape + "(", position):
            _blank(out, position, position + len(escape))
            position = _scan_code(text, position + len(escape) + 1, out, in_interpolation=True) + 1
        elif text.startswith(escape, position):
            _blank(out, position, position + len(escape) + 1)
            position += len(escape) + 1
        else:
            _blank(out, position, position + 1)
            position += 1
    return position
