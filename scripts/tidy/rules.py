"""The rules of the house that a formatter does not know. Each yields (line, rule, message)."""

import re

FILE_LINES_WARNED = 400
FILE_LINES_MAX = 600
FUNCTION_LINES_MAX = 70
COLUMNS_MAX = 120
COMPANION_LINES_MAX = 60

FORBIDDEN_WORDS = {"Util", "Utils", "Utilities", "Helper", "Helpers", "Manager", "Impl"}
UNSAFE_WORDS = [
    (re.compile(r"@unchecked\s+Sendable"), "@unchecked Sendable"),
    (re.compile(r"\bnonisolated\(unsafe\)"), "nonisolated(unsafe)"),
    (re.compile(r"\btry!"), "try!"),
    (re.compile(r"\bas!"), "as!"),
    (re.compile(r"(?<=[\w)\]}\"?>`])(?<!\btry)(?<!\bas)!(?!=)"), "a forced !"),
    (re.compile(r"\bTask(\.detached)?\s*(<[^>{]*>)?\s*(\([^)]*\)\s*)?\{"), "a loose Task {"),
]
SLEEPS = re.compile(r"\b(?:Task\.sleep|Thread\.sleep|usleep|nanosleep)\b")
PROOF_IN_DOCUMENTATION = re.compile(
    r"\b(safe|sound|because|proof|proves?|immutable|lock|locked|never|only|guards?|serial|once)\b", re.IGNORECASE)
# Spelled apart so that this file does not break its own rules.
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.~$}/*-])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me|Us" + r"ers)(?![\w-])")
PROPERTY_LINE = re.compile(r"\s*((package|static|nonisolated|weak|unowned)\s+)*(let|var)\s+\w+\s*[:=][^{]*$")
SAMPLE_PATHS = {"/ho" + "me", "/Us" + "ers"}
IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|typealias|func|var|let)\s+)?(\w+)", re.MULTILINE)


def words_of(name):
    """The words of a camel-case name."""
    return re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+", name)


def forbidden_in(name):
    """The first word of a type's, file's or folder's name that says nothing, or none."""
    words = words_of(name)
    if len(words) > 1 and words[0] == "New":
        return "New"
    return next((word for word in words if word in FORBIDDEN_WORDS), None)


def text_rules(text, in_tests):
    """What holds for every text file, whatever its language; tests may make up people and their folders."""
    for number, line in enumerate(text.split("\n"), 1):
        if UNFINISHED.search(line):
            yield number, "unfinished", "do it now, or write down in an issue that it is missing"
        path = MACHINE_PATH.search(line)
        if path and not (in_tests and path.group() in SAMPLE_PATHS):
            yield number, "machine-path", "an absolute path of one machine; make it relative or a setting"


def column_rules(text):
    """What holds for every line of code, whatever its language."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > COLUMNS_MAX:
            yield number, "line-length", f"{len(line)} columns; {COLUMNS_MAX} at most"


def length_rules(source):
    """File and function lengths."""
    count = len(source.text.splitlines())
    if count > FILE_LINES_MAX:
        yield 1, "file-length", f"{count} lines; {FILE_LINES_MAX} at most: split it by subject"
    elif count > FILE_LINES_WARNED:
        yield 1, "warning", f"{count} lines; split files at {FILE_LINES_WARNED}"
    for declaration in source.declarations:
        if declaration.kind in ("func", "init", "deinit", "value") and declaration.length > FUNCTION_LINES_MAX:
            yield (declaration.line, "function-length",
                   f"{declaration.name} has {declaration.length} lines; {FUNCTION_LINES_MAX} at most")


def name_rules(source, stem):
    """Forbidden words in the names of types and of the file; an extended type may not be ours to name."""
    base, _, aspect = stem.partition("+")
    word = forbidden_in(aspect if aspect else base)
    if word:
        yield 1, "name", f"a file named after {word} says nothing of its subject"
    for declaration in source.declarations:
        if declaration.kind in ("type", "alias"):
            word = forbidden_in(declaration.name)
            if word:
                yield declaration.line, "name", f"{declaration.name}: {word} says nothing; use the field's own word"


def proof_rules(source, in_tests):
    """A comment line right above every construct that the compiler takes on trust."""
    words = UNSAFE_WORDS + ([(SLEEPS, "sleeping in a test")] if in_tests else [])
    for number, line in enumerate(source.code_lines, 1):
        for pattern, label in words:
            if pattern.search(line) and not has_proof(source.comment_above(number)):
                yield number, "proof", f"{label} needs a comment line right above: why is it sound?"


def has_proof(comment):
    """A plain comment counts; documentation only if it speaks of safety, for every declaration has some."""
    return any(not line.startswith("///") or PROOF_IN_DOCUMENTATION.search(line) for line in comment)


def documentation_rules(source, is_documented_elsewhere):
    """A summary on every declaration that others can see; overloads in a row, and properties in a row, share one."""
    previous = None
    for declaration in source.declarations:
        if not needs_summary(source, declaration) or is_documented_elsewhere(declaration):
            continue
        shared = previous is not None and shares_summary(source, previous, declaration)
        if not shared and not any(line.startswith("///") for line in source.comment_above(declaration.line)):
            yield declaration.line, "documentation", f"{declaration.name} has no /// summary"
        previous = declaration


def needs_summary(source, declaration):
    """Not what is local, hidden, named by others, or says all in its parameters."""
    if declaration.kind == "extension" or not declaration.is_member_or_global or is_hidden(source, declaration):
        return False
    if declaration.kind == "deinit" or declaration.name == "CodingKeys":
        return False
    head = source.head(declaration)
    if declaration.kind == "init" and (is_plain_init(source, declaration) or is_covered_init(source, declaration)):
        return False
    # What the command-line parser shows as help is the documentation of an option.
    if re.search(r"@(Option|Argument|Flag|OptionGroup)\b|\boverride\b", head):
        return False
    first = declaration.kind == "value" and declaration.parent is not None and "public" not in head
    return not (first and opens_body(source, declaration))


def is_plain_init(source, declaration):
    """Whether an initialiser is a protocol's, or does nothing but copy its parameters into properties."""
    start = source.code[declaration.start:declaration.start + 60]
    if re.match(r"init\(from \w+: (any )?Decoder|init\?\(rawValue", start):
        return True
    text = "\n".join(source.code_lines[declaration.line - 1:declaration.last_line])
    body = text[text.find("{") + 1:text.rfind("}")] if "{" in text else ""
    statements = [line.strip() for line in re.split(r"[\n;]", body) if line.strip()]
    return bool(statements) and all(re.fullmatch(r"self\.(\w+) = \1", line) for line in statements)


def is_covered_init(source, declaration):
    """Whether the summary of a type says enough of an initialiser in its body; what we ship needs one of its own."""
    parent = declaration.parent
    if parent is None or parent.kind != "type" or re.search(r"\bpublic\b", source.head(declaration)):
        return False
    return any(line.startswith("///") for line in source.comment_above(parent.line))


def opens_body(source, declaration):
    """Whether a property follows, in a row, the opening line of their type, whose own summary then covers them."""
    line = declaration.line - 1
    while line > declaration.parent.line and is_property_line(source, line):
        line -= 1
    head_ends = source.code_lines[line - 1].rstrip().endswith("{")
    return head_ends and is_property_line(source, declaration.line) and declaration.parent.kind == "type"


def shares_summary(source, previous, declaration):
    """Whether a declaration is covered by the one before it: an overload, or the next line of a list of properties."""
    if previous.parent is not declaration.parent or previous.kind != declaration.kind:
        return False
    if declaration.kind == "func":
        return previous.name == declaration.name
    return declaration.kind == "value" and declaration.line == previous.line + 1


def is_property_line(source, line):
    """Whether a whole line is one stored property."""
    return PROPERTY_LINE.match(source.code_lines[line - 1])


def is_hidden(source, declaration):
    """Private itself, or within something private."""
    while declaration is not None:
        if re.search(r"\b(private|fileprivate)\b(?!\()", source.head(declaration)):
            return True
        declaration = declaration.parent
    return False


def main_type_rules(source, stem):
    """The file is named after what it declares or extends, and holds no second subject."""
    base = stem.partition("+")[0]
    top = [declaration for declaration in source.declarations if declaration.parent is None]
    types = [d for d in top if d.kind in ("type", "extension", "alias")]
    if not types:
        return
    names = {part for d in types for part in d.name.split(".")}
    functions = {d.name.lower() for d in top if d.kind in ("func", "value")}
    # A plural names a family of small types, such as the events of one kind.
    family = base.endswith("s") and len(types) > 1 and all(d.length <= COMPANION_LINES_MAX for d in types)
    if base not in names and base.lower() not in functions and not family:
        yield 1, "main-type", f"declares or extends {', '.join(sorted(names))}, nothing named {base}"
    for declaration in types:
        others = declaration.kind == "type" and declaration.name != base and not is_hidden(source, declaration)
        if others and declaration.length > COMPANION_LINES_MAX:
            yield (declaration.line, "main-type",
                   f"{declaration.name} has {declaration.length} lines; give it a file of its own")


def imports(source):
    """(line, module) of every import."""
    for match in IMPORT.finditer(source.code):
        yield source.line_of(match.start(1)), match.group(1)
