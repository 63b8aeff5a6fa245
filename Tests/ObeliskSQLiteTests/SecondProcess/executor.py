#!/usr/bin/env python3
"""An executor of activities that knows of a database nothing but docs/SQL_PROTOCOL.md.

executor.py DATABASE NOW COMMAND [ARGUMENT...]: each command is one transaction and prints one line of JSON. NOW is the
time in microseconds since 1970, or `clock` for that of the machine. Exit code 3: fenced, nothing was written.

  join NODE                                   registers a start of NODE; prints its generation
  leave GENERATION                            ends it
  beat GENERATION [SILENT:HEARTBEAT...]       a heartbeat, which ends silent others; prints who lives
  claim NODE GENERATION COMPONENT LIMIT LEASE locks due executions; prints what is needed to end each
  extend GENERATION ID EPOCH LEASE            moves the lease of an attempt
  finish GENERATION ID VERSION EPOCH ATTEMPT OUTCOME [LINE...]
                                              ends an execution; OUTCOME as in the event
  retry GENERATION ID VERSION EPOCH ATTEMPT OUTCOME DELAY
                                              ends an attempt, which another follows
  give-back GENERATION ID VERSION EPOCH       an attempt that does not count
  work NODE COMPONENT COUNT                   joins, claims and finishes until it has done COUNT, and leaves
"""
import datetime
import fcntl
import glob
import json
import os
import sqlite3
import sys
import time

FREE = """state = 'pending' AND hold IN ('none', 'cancelling')
    AND (owner IS NULL OR EXISTS (SELECT 1 FROM node WHERE generation = owner AND ended_at IS NOT NULL))"""


class Fenced(Exception):
    pass


class Executor:
    def __init__(self, path, now):
        self.path, self.fixed_now, self.locks = path, now, []
        self.db = sqlite3.connect(path, timeout=10, isolation_level=None)
        self.turn = os.open(path + ".turn", os.O_RDWR | os.O_CREAT, 0o644)

    def now(self):
        return time.time_ns() // 1000 if self.fixed_now is None else self.fixed_now

    def transaction(self, body, *arguments):
        fcntl.lockf(self.turn, fcntl.LOCK_EX)
        try:
            self.db.execute("BEGIN IMMEDIATE")
        finally:
            fcntl.lockf(self.turn, fcntl.LOCK_UN)
        try:
            result = body(*arguments)
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")
        return result

    def one(self, sql, *values):
        return self.db.execute(sql, values).fetchone()

    # Nodes.

    def lock_path(self, node):
        return f"{self.path}.{node}.node.lock"

    def join(self, node):
        lock = os.open(self.lock_path(node), os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SystemExit(f"a node named '{node}' is run already") from error
        self.locks.append(lock)
        generation = self.transaction(self._register, node)
        for path in glob.glob(glob.escape(self.path) + ".*.node.lock"):
            if path != self.lock_path(node):
                os.utime(path)
        return {"generation": generation}

    def _register(self, node):
        self.db.execute("UPDATE node SET ended_at = ? WHERE name = ? AND ended_at IS NULL", (self.now(), node))
        return self.db.execute(
            "INSERT INTO node (name, began_at, heartbeat_at) VALUES (?, ?, ?)", (node, self.now(), self.now())
        ).lastrowid

    def leave(self, generation):
        self.db.execute(
            "UPDATE node SET ended_at = ? WHERE generation = ? AND ended_at IS NULL", (self.now(), generation))
        return {}

    def beat(self, generation, silent):
        changed = self.db.execute(
            "UPDATE node SET heartbeat_at = ? WHERE generation = ? AND ended_at IS NULL", (self.now(), generation)
        ).rowcount
        if changed == 0:
            raise Fenced(f"generation {generation} has ended")
        for other, heartbeat in silent:
            self.db.execute(
                "UPDATE node SET ended_at = ? WHERE generation = ? AND ended_at IS NULL AND heartbeat_at IS ?",
                (self.now(), other, heartbeat))
        rows = self.db.execute(
            "SELECT generation, name, heartbeat_at FROM node WHERE ended_at IS NULL ORDER BY generation")
        return {"live": [{"generation": g, "name": n, "heartbeat": h} for g, n, h in rows]}

    # Executions.

    def require_alive(self, generation):
        if self.one("SELECT 1 FROM node WHERE generation = ? AND ended_at IS NULL", generation) is None:
            raise Fenced(f"generation {generation} has ended")

    def append(self, key, version, epoch, kind, body):
        self.db.execute(
            "INSERT INTO event (place, epoch, time, kind, body) VALUES (?, ?, ?, ?, ?)",
            (key * 1_000_000_000 + version, epoch, self.now(), kind, json.dumps(body, separators=(",", ":"))))

    def claim(self, node, generation, component, limit, lease):
        self.require_alive(generation)
        rows = self.db.execute(
            f"""SELECT key, id, version, epoch, attempt, hold FROM execution
            WHERE kind = 'activity' AND component = ? AND due_at <= ? AND {FREE} ORDER BY due_at, key LIMIT ?""",
            (component, self.now(), limit)).fetchall()
        claimed = []
        for key, execution, version, epoch, attempt, hold in rows:
            version, epoch, attempt = version + 1, epoch + 1, attempt + 1
            self.append(
                key, version, epoch, "locked",
                {"node": node, "generation": generation, "digest": "sha256:0", "attempt": attempt})
            self.db.execute(
                """UPDATE execution SET state = 'locked', due_at = NULL, version = ?, epoch = ?, attempt = ?, owner = ?,
                lease_until = ?, updated_at = ? WHERE key = ?""",
                (version, epoch, attempt, generation, self.now() + lease, self.now(), key))
            (created,) = self.one("SELECT body FROM event WHERE place = ?", key * 1_000_000_000)
            claimed.append({
                "id": execution, "version": version, "epoch": epoch, "attempt": attempt, "hold": hold,
                "params": json.loads(created)["params"]})
        return {"claimed": claimed}

    def require_own(self, generation, execution, version, epoch):
        row = self.one("SELECT key, version, epoch, state, owner, hold FROM execution WHERE id = ?", execution)
        if row is None or row[1:5] != (version, epoch, "locked", generation):
            raise Fenced(f"{execution} stands at {row}")
        return row[0]

    def extend(self, generation, execution, epoch, lease):
        changed = self.db.execute(
            "UPDATE execution SET lease_until = ? WHERE id = ? AND owner = ? AND epoch = ? AND state = 'locked'",
            (self.now() + lease, execution, generation, epoch)).rowcount
        if changed == 0:
            raise Fenced(f"{execution} is not held any more")
        return {}

    def finish(self, generation, execution, version, epoch, attempt, outcome, lines=()):
        key = self.require_own(generation, execution, version, epoch)
        for ordinal, line in enumerate(lines):
            self.db.execute(
                """INSERT OR IGNORE INTO output (execution, cursor, position, ordinal, time, source, fields, text)
                VALUES (?1, coalesce((SELECT max(cursor) FROM output WHERE execution = ?1), 0) + 1, ?2, ?3, ?4, 'info',
                NULL, ?5)""", (key, version, ordinal, self.now(), line))
        self.append(key, version + 1, epoch, "finished", {"outcome": outcome})
        ended_as = outcome if isinstance(outcome, str) else next(iter(outcome))
        if ended_as == "failed":
            ended_as = outcome["failed"]["kind"]
        self.db.execute(
            """UPDATE execution SET state = 'finished', ended_as = ?, hold = 'none', version = ?, owner = NULL,
            lease_until = NULL, updated_at = ? WHERE key = ?""", (ended_as, version + 1, self.now(), key))
        parent, join_set = self.one("SELECT parent, join_set FROM execution WHERE key = ?", key)
        if parent is not None:
            self.deliver(parent, join_set, key, version + 1)
        else:
            self.db.execute("UPDATE counter SET value = value - 1 WHERE name = 'unfinished'")
        return {}

    def deliver(self, parent, join_set, child, child_version):
        self.db.execute("UPDATE execution SET responses = responses + 1 WHERE key = ?", (parent,))
        self.db.execute(
            """INSERT INTO response (execution, sequence, join_set, child, child_version)
            SELECT key, responses, ?, ?, ? FROM execution WHERE key = ?""", (join_set, child, child_version, parent))
        self.db.execute(
            """UPDATE execution SET state = 'pending', due_at = ?1, blocked_on = NULL, updated_at = ?1
            WHERE key = ?2 AND state = 'blocked' AND blocked_on = ?3""", (self.now(), parent, join_set))

    def retry(self, generation, execution, version, epoch, attempt, outcome, delay):
        key = self.require_own(generation, execution, version, epoch)
        due = self.now() + delay
        self.append(
            key, version + 1, epoch, "attempt_failed",
            {"attempt": attempt, "outcome": outcome, "retry_at": text_of(due)})
        self.let_go(key, version + 1, epoch, due, counts=True)
        return {}

    def give_back(self, generation, execution, version, epoch):
        key = self.require_own(generation, execution, version, epoch)
        self.append(
            key, version + 1, epoch + 1, "unlocked",
            {"reason": "the executor stops", "due_at": text_of(self.now())})
        self.let_go(key, version + 1, epoch + 1, self.now(), counts=False)
        return {}

    def let_go(self, key, version, epoch, due, counts):
        self.db.execute(
            """UPDATE execution SET state = 'pending', due_at = ?, version = ?, epoch = ?,
            attempt = attempt - ?, owner = NULL, lease_until = NULL, updated_at = ? WHERE key = ?""",
            (due, version, epoch, 0 if counts else 1, self.now(), key))

    def work(self, node, component, count):
        generation = self.join(node)["generation"]
        done = 0
        while done < count:
            claimed = self.transaction(self.claim, node, generation, component, 1, 30_000_000)["claimed"]
            for one in claimed:
                self.transaction(
                    self.finish, generation, one["id"], one["version"], one["epoch"], one["attempt"],
                    {"ok": one["params"]})
            if not claimed:
                break
            done += len(claimed)
        self.transaction(self.leave, generation)
        return {"done": done}


def text_of(microseconds):
    moment = datetime.datetime.fromtimestamp(microseconds // 1_000_000, datetime.timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{microseconds % 1_000_000:06}Z"


def main():
    path, now, command, *words = sys.argv[1:]
    executor = Executor(path, None if now == "clock" else int(now))
    run = executor.transaction
    match command, words:
        case "join", [node]:
            result = executor.join(node)
        case "leave", [generation]:
            result = run(executor.leave, int(generation))
        case "beat", [generation, *silent]:
            pairs = [pair.split(":") for pair in silent]
            result = run(executor.beat, int(generation), [(int(g), int(h) if h else None) for g, h in pairs])
        case "claim", [node, generation, component, limit, lease]:
            result = run(executor.claim, node, int(generation), component, int(limit), int(lease))
        case "extend", [generation, execution, epoch, lease]:
            result = run(executor.extend, int(generation), execution, int(epoch), int(lease))
        case "finish", [generation, execution, version, epoch, attempt, outcome, *lines]:
            result = run(
                executor.finish, int(generation), execution, int(version), int(epoch), int(attempt),
                json.loads(outcome), lines)
        case "retry", [generation, execution, version, epoch, attempt, outcome, delay]:
            result = run(
                executor.retry, int(generation), execution, int(version), int(epoch), int(attempt),
                json.loads(outcome), int(delay))
        case "give-back", [generation, execution, version, epoch]:
            result = run(executor.give_back, int(generation), execution, int(version), int(epoch))
        case "work", [node, component, count]:
            result = executor.work(node, component, int(count))
        case _:
            raise SystemExit(__doc__)
    print(json.dumps(result))


if __name__ == "__main__":
    try:
        main()
    except Fenced as error:
        print(json.dumps({"fenced": str(error)}))
        sys.exit(3)
