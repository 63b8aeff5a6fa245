import ObeliskCore
import ObeliskTestSupport

/// Components whose functions behave as badly as their names say, as text.
enum ProbeGuest {
    /// A workflow and an activity with the functions `fine`, `spin`, `hoard` and `pile` (memory and table elements
    /// without end); the activity also has `chat` (log lines without end), the workflow `grab` (handles without end),
    /// `misuse` (a host call that cannot be answered) and `nap` (a sleep of one hour).
    static func bytes(_ kind: ComponentKind) throws -> [UInt8] {
        switch kind {
        case .workflow:
            try TextComponent.make(
                world: world(workflow: true), core: core(workflowImports, workflowExports, of: "flow"))
        case .activity, .activityStub, .activityExternal:
            try TextComponent.make(
                world: world(workflow: false), core: core(activityImports, activityExports, of: "act"))
        }
    }

    private static func world(workflow: Bool) -> String {
        """
        package test:guest;

        interface \(workflow ? "flow" : "act") {
            fine: func() -> result;
            spin: func() -> result;
            hoard: func() -> result;
            pile: func() -> result;
            \(workflow ? "grab: func() -> result; misuse: func() -> result; nap: func() -> result;" : "")
            \(workflow ? "" : "chat: func() -> result;")
        }

        world guest {
            import obelisk:\(workflow ? "workflow/workflow-support" : "log/log")@1.0.0;
            export \(workflow ? "flow" : "act");
        }
        """
    }

    private static let workflowImports = """
        (import "obelisk:workflow/workflow-support@1.0.0" "current-execution" (func $current (result i32)))
        (import "obelisk:workflow/workflow-support@1.0.0" "publish" (func $publish (param i32 i32 i32 i32)))
        (import "obelisk:workflow/workflow-support@1.0.0" "sleep"
          (func $sleep (param i32 i64 i64 i32 i32 i32 i32)))
        """

    /// What is published is no JSON. `nap` sleeps for `after(hours(1))`.
    private static let workflowExports = """
        (func (export "test:guest/flow#grab") (result i32) (loop $l (drop (call $current)) (br $l)) (unreachable))
        (func (export "test:guest/flow#misuse") (result i32)
          (call $publish (i32.const 512) (i32.const 1) (i32.const 513) (i32.const 1)) (i32.const 0))
        (func (export "test:guest/flow#nap") (result i32)
          (call $sleep (i32.const 2) (i64.const 3) (i64.const 1) (i32.const 0) (i32.const 0) (i32.const 0)
            (i32.const 64))
          (i32.load8_u (i32.const 64)))
        """

    private static let activityImports = """
        (import "obelisk:log/log@1.0.0" "log" (func $log (param i32 i32 i32 i32 i32)))
        """

    /// Each line is the first 400 bytes of memory.
    private static let activityExports = """
        (func (export "test:guest/act#chat") (result i32)
          (loop $l
            (call $log (i32.const 2) (i32.const 0) (i32.const 400) (i32.const 0) (i32.const 0)) (br $l))
          (unreachable))
        """

    private static func core(_ imports: String, _ exports: String, of interface: String) -> String {
        """
        (module
          \(imports)
          (memory (export "memory") 1)
          (data (i32.const 512) "x{")
          (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
          (func (export "test:guest/\(interface)#fine") (result i32) (i32.const 0))
          (func (export "test:guest/\(interface)#spin") (result i32) (loop $l (br $l)) (unreachable))
          (func (export "test:guest/\(interface)#hoard") (result i32) (local $at i32)
            (loop $l
              (local.set $at (memory.grow (i32.const 16)))
              (if (i32.eq (local.get $at) (i32.const -1)) (then (unreachable)))
              (i32.store (i32.mul (local.get $at) (i32.const 65536)) (i32.const 1))
              (br $l))
            (unreachable))
          (table $t 1 funcref)
          (func (export "test:guest/\(interface)#pile") (result i32)
            (loop $l
              (if (i32.eq (table.grow $t (ref.null func) (i32.const 10000)) (i32.const -1)) (then (unreachable)))
              (br $l))
            (unreachable))
          \(exports))
        """
    }
}
