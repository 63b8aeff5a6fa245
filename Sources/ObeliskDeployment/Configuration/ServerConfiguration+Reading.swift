extension ServerConfiguration {
    /// Reads a whole document; what is wrong is noted by the reader.
    init(reading reader: SettingsReader, paths: PathResolver, directory: String) {
        node = reader.table("node") { Node(name: $0.value("name", .name, default: "server")) }
        api = reader.table("api") { api in
            let address = ListeningAddress(host: "127.0.0.1", port: 5005)
            return API(listeningAddress: api.value("listening_address", .listeningAddress, default: address))
        }
        database = reader.table("database") { database in
            Database(sqlite: database.table("sqlite") { SQLite(reading: $0, paths: paths, directory: directory) })
        }
        wasm = reader.table("wasm") { WASM(reading: $0, paths: paths, directory: directory) }
        limits = reader.table("limits", Limits.init(reading:))
        log = reader.table("log") {
            Log(
                level: $0.value("level", .choice, default: .info),
                guests: $0.value("guests", .choice, default: .off))
        }
        workflows = reader.tables("workflow") { WorkflowConfiguration(reading: $0, paths: paths, directory: directory) }
        activities = reader.tables("activity") {
            ActivityConfiguration(reading: $0, paths: paths, directory: directory)
        }
        activityStubs = reader.tables("activity_stub") {
            ActivityStubConfiguration(reading: $0, paths: paths, directory: directory)
        }
        activityExternals = reader.tables("activity_external") {
            ActivityExternalConfiguration(reading: $0, paths: paths, directory: directory)
        }
        reader.refuse(
            ["webhook_endpoint", "monitor", "schedule"], because: "components of this kind are not in this version")
    }
}

extension ServerConfiguration.SQLite {
    fileprivate init(reading reader: SettingsReader, paths: PathResolver, directory: String) {
        self.directory = reader.path("directory", paths: paths, directory: directory, default: paths.dataDirectory)
        synchronous = reader.value("synchronous", .choice, default: .full)
        readers = reader.value("readers", .integer(1...64), default: 4)
        batchTransactions = reader.value("batch_transactions", .integer(1...100_000), default: 1_000)
        batchBytes = reader.value("batch_size", .bytes(1 << 10...1 << 30), default: 4 << 20)
        queueCapacity = reader.value("queue_capacity", .integer(1...1_000_000_000), default: 100_000)
        busyTimeout = reader.value("busy_timeout", .duration(atLeast: .zero), default: .seconds(10))
    }
}

extension ServerConfiguration.WASM {
    fileprivate init(reading reader: SettingsReader, paths: PathResolver, directory: String) {
        cacheDirectory = reader.path(
            "cache_directory", paths: paths, directory: directory, default: "\(paths.cacheDirectory)/wasm")
        allocator = reader.value("allocator", .choice, default: .automatic)
        poolInstances = reader.value("pool_instances", .integer(1...100_000), default: 1_024)
        furtherInstances = reader.limit("further_instances", .integer(1...10_000_000), default: nil)
        memoryLimitBytes = reader.value("memory_limit", .bytes(64 << 10...4 << 30), default: 64 << 20)
        stackLimitBytes = reader.value("stack_limit", .bytes(64 << 10...64 << 20), default: 512 << 10)
        handles = reader.value("handles", .integer(1...1_000_000_000), default: 100_000)
        memories = reader.value("memories", .integer(1...1_000), default: 4)
        tableElements = reader.value("table_elements", .integer(1...100_000_000), default: 1_000_000)
        tables = reader.value("tables", .integer(1...10_000), default: 100)
        fuel = reader.limit("fuel", .integer(1...Int.max), default: nil)
        parallelCompilation = reader.value("parallel_compilation", .boolean, default: true)
    }
}
