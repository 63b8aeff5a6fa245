"""Walks a checkout and applies to each file the rules that hold there."""

import filecmp
import os

import rules
from architecture import Architecture
from conformances import Conformances
from swift_source import SwiftSource

SWIFT_FOLDERS = ("Sources", "Tests", "Examples", "Guests")
SKIPPED_FOLDERS = {".git", ".deps", ".obelisk", ".swiftpm", "Generated", "build", "node_modules", "__pycache__"}


def findings(root):
    """(path, line, rule, message) of everything to mend, in the order of the paths."""
    architecture, conformances = read_architecture(root), Conformances()
    texts = {path: read_text(os.path.join(root, path)) for path in sorted(files_below(root))}
    sources = {path: SwiftSource(text) for path, text in texts.items() if text is not None and is_our_swift(path)}
    for path, source in sources.items():
        conformances.add(room_of(path), source)
    for path, text in texts.items():
        if text is None:
            continue
        for finding in rules.text_rules(text, in_tests=path.startswith("Tests/")):
            yield (path,) + finding
        if is_code(path):
            for finding in rules.column_rules(text):
                yield (path,) + finding
        if path in sources:
            for finding in swift_findings(path, sources[path], architecture, conformances):
                yield (path,) + finding
    yield from folder_findings(root, architecture)
    yield from copy_findings(root)


def swift_findings(path, source, architecture, conformances):
    """What the rules for Swift say of one file."""
    parts = path.split("/")
    area, stem = parts[0], parts[-1][:-len(".swift")]
    yield from rules.length_rules(source)
    yield from rules.name_rules(source, stem)
    yield from rules.proof_rules(source, in_tests=area == "Tests")
    if stem != "main":
        yield from rules.main_type_rules(source, stem)
    if area != "Tests":
        yield from rules.documentation_rules(
            source, lambda declaration: conformances.implements_requirement(room_of(path), declaration))
    if area in ("Sources", "Tests") and len(parts) > 2:
        for line, module in rules.imports(source):
            refusal = architecture.refusal(parts[1], module)
            if refusal:
                yield line, "import", refusal


def folder_findings(root, architecture):
    """Names of folders; rooms that the table names and that are not there, and the other way round."""
    rooms = folders_in(os.path.join(root, "Sources"))
    for area in SWIFT_FOLDERS:
        for folder, subfolders, _ in os.walk(os.path.join(root, area)):
            subfolders[:] = [name for name in subfolders if name not in SKIPPED_FOLDERS]
            for name in subfolders:
                word = rules.forbidden_in(name)
                if word:
                    yield os.path.relpath(os.path.join(folder, name), root), 1, "name", f"{word} says nothing"
    for room in sorted(set(rooms) - set(architecture.allowed)):
        yield f"Sources/{room}", 1, "import", "has no row in the table of docs/ARCHITECTURE.md"
    for room in sorted(set(architecture.allowed) - set(rooms)):
        if not room.endswith("Tests"):
            yield "docs/ARCHITECTURE.md", 1, "import", f"the table names {room}, which is not in Sources"


def copy_findings(root):
    """Examples carry Obelisk's WIT packages with them; the copies must be exact."""
    for example in folders_in(os.path.join(root, "Examples")):
        deps = os.path.join("Examples", example, "wit", "deps")
        for package in folders_in(os.path.join(root, deps)):
            original = os.path.join("wit", package)
            if not os.path.isdir(os.path.join(root, original)):
                continue
            files = sorted(os.listdir(os.path.join(root, original)))
            same, _, _ = filecmp.cmpfiles(
                os.path.join(root, original), os.path.join(root, deps, package), files, shallow=False)
            for name in set(files) - set(same):
                yield f"{deps}/{package}/{name}", 1, "copy", f"differs from {original}/{name}"


def is_our_swift(path):
    """Whether it is Swift that the rules for Swift hold for."""
    return path.endswith(".swift") and path.split("/")[0] in SWIFT_FOLDERS


def room_of(path):
    """The folder of a target: `Sources/WIT`."""
    return "/".join(path.split("/")[:2])


def is_code(path):
    """Whether people write this line by line; tables and interfaces may run wider."""
    return path.endswith((".swift", ".c", ".h", ".proto", ".py")) or path.startswith(("scripts/", ".ci/", "Makefile"))


def files_below(root):
    """The paths, from the root, of the files that are ours to write."""
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = [
            name for name in subfolders if name not in SKIPPED_FOLDERS and not name.startswith(".build")]
        for name in names:
            if not name.endswith((".sqlite", ".wasm")) and name not in (".git", "Package.resolved"):
                yield os.path.relpath(os.path.join(folder, name), root)


def folders_in(folder):
    """The names of the folders in a folder that need not be there."""
    if not os.path.isdir(folder):
        return []
    return sorted(name for name in os.listdir(folder) if os.path.isdir(os.path.join(folder, name)))


def read_architecture(root):
    """The table, empty if its page is missing."""
    return Architecture(read_text(os.path.join(root, "docs", "ARCHITECTURE.md")) or "")


def read_text(path):
    """The text of a file; none if it is missing or no text."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
