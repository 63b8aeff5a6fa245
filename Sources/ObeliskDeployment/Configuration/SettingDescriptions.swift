/// What each setting is for, by its key path: one sentence or two, without what its values may be.
enum SettingDescriptions {
    /// What is said of each table.
    static let ofTables = [
        "node": "This process among those that share the database.",
        "api": "Where clients reach the server.",
        "database.sqlite": "The database: one SQLite file.",
        "wasm": "How components are run.",
        "limits": "The bounds of every queue, pool, batch and pause. What comes to one is told so; nothing is dropped.",
        "log": "What the server says on standard error.",
        "workflow": "A component whose functions are durable: deterministic code, replayed from its log after a crash.",
        "activity": "A component whose functions do the work that touches the world, and are retried when they fail.",
        "activity_stub": "Activities without code: each result is supplied by `obelisk execution stub`.",
        "activity_external": "Activities that other processes run, which share the database.",
    ]

    /// What is said of each setting.
    static let ofSettings: [String: String] = [
        "node.name": "No two live processes on one database may have the same.",
        "api.listening_address": "Port 0 takes a free one, which is told at the start.",
        "database.sqlite.directory":
            "The folder that holds obelisk.sqlite ($XDG_DATA_HOME/obelisk if that variable is set).",
        "database.sqlite.synchronous":
            "With \"full\" a commit outlives a loss of power; with \"normal\" only a crash of the process.",
        "database.sqlite.readers": "Connections that read at the same time.",
        "database.sqlite.batch_transactions": "Transactions of the engine that may share one of the database.",
        "database.sqlite.batch_size": "About how many bytes may share one transaction of the database.",
        "database.sqlite.queue_capacity": "Transactions that may wait for the writer; further ones are refused.",
        "database.sqlite.busy_timeout": "How long to wait for another process's write.",
        "wasm.cache_directory": "The folder of compiled components ($XDG_CACHE_HOME/obelisk/wasm if that is set).",
        "wasm.allocator":
            "Where instances' memory comes from: pooling is fastest and reserves address space, on demand needs "
            + "little; auto takes what the machine allows.",
        "wasm.pool_instances": "How many instances the pooling allocator has room for.",
        "wasm.further_instances":
            "Instances beside the pool; unlimited is as many as the system lets the process map, about 7,700 on Linux.",
        "wasm.memory_limit": "The memory of an instance; an execution keeps the limit it was created under.",
        "wasm.stack_limit": "The stack of an instance.",
        "wasm.handles": "Handles to executions, delays and join sets that an instance may hold.",
        "wasm.memories": "Linear memories of an instance; each may grow to `memory_limit`.",
        "wasm.table_elements": "Elements of one table of an instance, at 16 bytes each.",
        "wasm.tables": "Tables of an instance.",
        "wasm.fuel": "What a workflow may compute between two waits, and an activity in one attempt.",
        "wasm.parallel_compilation": "Whether a component is compiled on all cores.",
        "limits.warm_runs": "Blocked workflows kept in memory; beyond it the longest-blocked go, and are replayed.",
        "limits.warm_age": "How long a blocked workflow is kept in memory.",
        "limits.burst_writes": "Events and effects of a workflow after which they are committed.",
        "limits.burst_size": "About how many bytes a workflow may write before they are committed.",
        "limits.attempt_output_size":
            "About how much of its log a running attempt keeps in memory; what is beyond it is stored while it runs.",
        "limits.unfinished": "Submitted executions that have not finished; further ones are refused.",
        "limits.running": "Executions that run at once of a component without a `concurrency` of its own.",
        "limits.claim_batch": "Executions that are taken up in one go.",
        "limits.timers_in_memory": "Timers beyond it are read when their time nears.",
        "limits.lease": "How long other processes leave a running attempt alone unless it is renewed.",
        "limits.node_heartbeat":
            "How often a process that shares its database writes that it lives; the same for all of them.",
        "limits.node_heartbeats_missed": "Heartbeats of its own after which a process takes a silent one for dead.",
        "limits.foreign_commit_pause":
            "How often a process that shares its database looks for what others have committed.",
        "limits.open_requests": "Children and delays that one workflow may wait for.",
        "limits.join_sets": "Join sets that one workflow may make.",
        "limits.disk_full_pause": "The pause before a commit that found the disk full is tried again.",
        "limits.no_instance_pause": "The pause before a run is tried again for which there was no instance.",
        "limits.poll_pause": "The longest pause of a workflow that asks again and again for what is not there.",
        "limits.read_batch": "Events, responses and timers read from the database in one go.",
        "limits.params_size": "The JSON parameters of one submit.",
        "limits.page_size": "Rows of one page of a list.",
        "limits.shutdown_grace_period": "How long running work may go on after the server was told to stop.",
        "log.level": "The least severe lines that it says of itself.",
        "log.guests":
            "The least severe lines of executions that it shows, each once it is stored: what guests print counts as "
            + "`info`, what they print as an error as `warning`.",
    ].merging(ofComponents("workflow")) { $1 }.merging(ofComponents("activity")) { $1 }.merging([
        "activity.max_retries": "Attempts after the first.",
        "activity.retry_backoff": "The wait before the first retry; it doubles with each.",
        "activity.retry_jitter": "The part of a wait that is left to chance.",
        "activity.attempt_timeout": "How long one attempt may take.",
    ]) { $1 }.merging(ofTypes("activity_stub")) { $1 }.merging(ofTypes("activity_external")) { $1 }.merging([
        "activity_external.max_retries": "Attempts after the first, where a process that ran one was lost.",
        "activity_external.retry_backoff": "The wait before the first retry; it doubles with each.",
        "activity_external.retry_jitter": "The part of a wait that is left to chance.",
    ]) { $1 }

    /// What a component without code has.
    private static func ofTypes(_ kind: String) -> [String: String] {
        [
            "\(kind).name": "Unique among all components.",
            "\(kind).location":
                "What says its types, relative to this file: a WIT folder, a `.wit` file, an encoded WIT package or a "
                + "component.",
            "\(kind).world":
                "Whose exports it has, where the WIT has several worlds and none is named as the component.",
        ]
    }

    /// What every kind of component has.
    private static func ofComponents(_ kind: String) -> [String: String] {
        [
            "\(kind).name": "Unique among all components.",
            "\(kind).location": "The path of a component that is there already, relative to this file.",
            "\(kind).source":
                "The folder of its Swift code, relative to this file: `obelisk build` makes build/NAME.wasm of it.",
            "\(kind).wit": "The folder of its WIT; goes with `source`.",
            "\(kind).world":
                "The world it implements, if that is neither named as the component nor the only one; goes with "
                + "`source`.",
            "\(kind).concurrency": "Executions of it that may run at a time; unlimited is `limits.running`.",
        ]
    }
}
