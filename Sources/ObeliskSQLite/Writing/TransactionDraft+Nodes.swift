internal import GRDB
internal import ObeliskCore

extension TransactionDraft {
    /// Registers a start of a node, and ends its earlier ones.
    func begin(node name: String) throws -> Generation {
        memory.forgetGenerations()
        let time = now.microsecondsSinceEpoch
        try statements.endNode.execute { bindings in
            bindings.bind(time)
            bindings.bind(name)
        }
        let number = try statements.insertNode.first(
            { bindings in
                bindings.bind(name)
                bindings.bind(time)
            }, { $0.int64(0) })
        return Generation(number ?? 0)
    }

    /// Ends a generation.
    func end(_ generation: Generation) throws {
        memory.forgetGenerations()
        let time = now.microsecondsSinceEpoch
        try statements.endGeneration.execute { bindings in
            bindings.bind(time)
            bindings.bind(generation.number)
        }
    }

    /// Writes that a generation lives, and ends those that have been silent since; false where it was ended itself.
    func beat(_ heartbeat: Heartbeat) throws -> Bool {
        memory.forgetGenerations()
        let isAlive = try statements.beat.first(
            { bindings in
                bindings.bind(heartbeat.time.microsecondsSinceEpoch)
                bindings.bind(heartbeat.generation.number)
            }, { _ in true })
        guard isAlive == true else { return false }
        for silent in heartbeat.silent {
            try statements.endSilent.execute { bindings in
                bindings.bind(heartbeat.time.microsecondsSinceEpoch)
                bindings.bind(silent.generation.number)
                bindings.bind(silent.heartbeat?.microsecondsSinceEpoch)
            }
        }
        return true
    }
}

extension NodeList {
    /// Reads who has not ended.
    init(reading database: Database) throws {
        let live = try PreparedStatement(
            "SELECT generation, name, heartbeat_at FROM node WHERE ended_at IS NULL ORDER BY generation", on: database
        ).all(
            { _ in },
            { columns in
                LiveNode(
                    generation: Generation(columns.int64(0)), name: columns.text(1),
                    heartbeat: columns.int64(ifPresent: 2).map(Timestamp.init(microsecondsSinceEpoch:)))
            })
        let latest = try PreparedStatement("SELECT max(generation) FROM node", on: database)
            .first({ _ in }, { $0.int64(0) })
        self.init(live: live, latest: Generation(latest ?? 0))
    }
}
