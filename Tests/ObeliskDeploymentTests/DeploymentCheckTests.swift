import ObeliskCore
import Testing
import WIT

@testable import ObeliskDeployment

@Suite struct DeploymentCheckTests {
    private typealias Interface = ComponentDescription.Interface
    private typealias Function = ComponentDescription.Function

    private static let fibo = FunctionType(parameters: [.init("n", .u8)], result: .result(ok: .u64, err: .string))

    private func source(
        _ name: String, _ kind: ComponentKind, imports: [Interface] = [], exports: [Interface] = []
    ) -> ComponentSource {
        ComponentSource(
            component: DeployedComponent(name: name, kind: kind, digest: "sha256:0"), path: "\(name).wasm",
            description: ComponentDescription(imports: imports, exports: exports))
    }

    private func interface(_ name: String, _ functions: [String: FunctionType] = ["fibo": fibo]) -> Interface {
        Interface(
            name: name, functions: functions.sorted { $0.key < $1.key }.map { Function(name: $0.key, type: $0.value) })
    }

    private func host(_ name: String, _ functions: String...) -> Interface {
        Interface(name: name, functions: functions.map { Function(name: $0, type: FunctionType(parameters: [])) })
    }

    @Test func whatFitsIsTakenWithoutAWord() throws {
        let check = DeploymentCheck([
            source(
                "flow", .workflow,
                imports: [
                    interface("demo:fibo/fibo"), host("obelisk:workflow/workflow-support@1.0.3", "now", "sleep"),
                    host("obelisk:log/log@1.0.0", "log"), host("obelisk:types/time@1.1.0"),
                ],
                exports: [interface("demo:fibo/workflow", ["fiboa": Self.fibo])]),
            source("fibo", .activity, exports: [interface("demo:fibo/fibo")]),
        ])
        #expect(check.problems.isEmpty)
        #expect(check.warnings.isEmpty)
        let registry = ComponentRegistry(entries: check.entries)
        let name = try registry.lookUp(".../workflow.fiboa")
        #expect(name.text == "demo:fibo/workflow.fiboa")
        let target = registry.resolve(name, params: JSONText(valid: "[3]"))
        #expect(try target.get().component == "flow")
        let refusal = registry.resolve(name, params: JSONText(valid: "[300]"))
        #expect(throws: Refusal.self) { try refusal.get() }
    }

    @Test func anImportThatNobodyExportsIsToldWithWhatComesClosest() {
        let check = DeploymentCheck([
            source(
                "flow", .workflow,
                imports: [
                    interface("demo:fibo/fibo@2.0.0"), interface("demo:fibo/fibu@1.0.0"),
                    interface("demo:fibo/fibo@1.0.0", ["fibu": Self.fibo]),
                ]),
            source("fibo", .activity, exports: [interface("demo:fibo/fibo@1.0.0")]),
        ])
        #expect(
            check.problems.map(\.message) == [
                "imports `demo:fibo/fibo@2.0.0.fibo`, which no component exports in a compatible version; there is "
                    + "`demo:fibo/fibo@1.0.0`",
                "imports `demo:fibo/fibu@1.0.0.fibo`, which no component exports; there is `demo:fibo/fibo@1.0.0`",
                "imports `demo:fibo/fibo@1.0.0.fibu`, which no component exports; activity `fibo` exports of this "
                    + "interface `fibo`",
            ])
    }

    @Test func everyProblemOfEveryComponentIsListed() {
        let other = FunctionType(parameters: [.init("n", .u16)], result: .result(ok: .u64, err: .string))
        let check = DeploymentCheck([
            source(
                "flow", .workflow,
                imports: [
                    interface("demo:fibo/fibo", ["fibo": other]), interface("shop:order/order", ["place": other]),
                    host("obelisk:workflow/workflow-support@1.0.0", "create-join-set", "fly"),
                    host("wasi:clocks/wall-clock@0.2.0", "now"), interface("demo:fibo-obelisk-ext/fibo"),
                    host("obelisk:log/log@2.0.0", "log"),
                ],
                exports: [interface("demo:fibo/workflow")]),
            source(
                "fibo", .activity,
                imports: [interface("demo:fibo/workflow"), host("obelisk:workflow/workflow-support", "now")],
                exports: [interface("demo:fibo/fibo"), interface("obelisk:log/log")]),
            source("fibo", .activity, exports: [interface("demo:fibo/fibo")]),
        ])
        #expect(
            check.problems.map(\.description) == [
                "activity `fibo`: its name is taken by the component fibo.wasm; names are unique among all kinds",
                "activity `fibo`: exports `obelisk:log/log`; the namespace `obelisk` is reserved",
                "activity `fibo`: exports `demo:fibo/fibo.fibo`, which activity `fibo` exports too",
                "workflow `flow`: imports `demo:fibo/fibo.fibo`, which activity `fibo` exports with another type: "
                    + "parameter `n`: expected u16, found u8",
                "workflow `flow`: imports `shop:order/order.place`, which no component exports",
                "workflow `flow`: imports `obelisk:workflow/workflow-support@1.0.0.create-join-set`: "
                    + "not in this version",
                "workflow `flow`: imports `obelisk:workflow/workflow-support@1.0.0.fly`: the engine offers no such "
                    + "function; it offers call, current-execution, last-call, now, publish, random-string, "
                    + "random-u64, sleep",
                "workflow `flow`: imports `wasi:clocks/wall-clock@0.2.0.now`: a workflow imports no WASI "
                    + "(`stub_wasi` is not in this version)",
                "workflow `flow`: imports `demo:fibo-obelisk-ext/fibo.fibo`: generated packages are not in this "
                    + "version",
                "workflow `flow`: imports `obelisk:log/log@2.0.0.log`: the engine offers version 1.0.0 of it",
                "activity `fibo`: imports `demo:fibo/workflow.fibo`: only a workflow can call functions of other "
                    + "components",
                "activity `fibo`: imports `obelisk:workflow/workflow-support.now`: only a workflow can import it",
            ])
    }

    @Test func anExportThatCannotBeCalledIsIgnoredWithAWarningAndRefusedAsAnImport() {
        let bare = FunctionType(parameters: [], result: .u64)
        let check = DeploymentCheck([
            source("fibo", .activity, exports: [interface("demo:fibo/fibo", ["bare": bare]), host("exports", "x")]),
            source(
                "flow", .workflow, imports: [interface("demo:fibo/fibo", ["bare": bare])],
                exports: [interface("demo:fibo/workflow")]),
        ])
        #expect(check.warnings.map(\.place) == ["activity `fibo`", "activity `fibo`"])
        #expect(check.warnings.first?.message.contains("it returns `u64`; expected a `result` whose error") == true)
        #expect(check.problems.count == 1)
        #expect(check.problems.first?.message.contains("cannot be called: it returns `u64`") == true)
    }

    @Test(
        arguments: [
            (ValueType.result(ok: nil, err: nil), true), (.result(ok: .u8, err: .string), true),
            (.result(ok: nil, err: .variant(VariantType(cases: [.init("execution-failed")]))), true),
            (.result(ok: nil, err: .variant(VariantType(cases: [.init("execution-failed", .u8)]))), false),
            (.result(ok: nil, err: .variant(VariantType(cases: [.init("other")]))), false),
            (.result(ok: nil, err: .u8), false), (.string, false),
        ])
    func onlyResultsWithRoomForAPlatformFailureCanBeCalled(type: ValueType, isCallable: Bool) {
        #expect((FunctionType(parameters: [], result: type).reasonNotCallable == nil) == isCallable)
    }

    @Test func aNameIsFoundShortenedOrByACompatibleVersionOrNotAtAllWithASuggestion() throws {
        let check = DeploymentCheck([
            source("a", .activity, exports: [interface("demo:fibo/fibo@1.2.0"), interface("test:fibo/fibo")])
        ])
        let registry = ComponentRegistry(entries: check.entries)
        #expect(throws: FunctionLookupError.self) { try registry.lookUp(".../fibo.fibo") }
        #expect(try registry.lookUp(".../fibo@1.2.0.fibo").text == "demo:fibo/fibo@1.2.0.fibo")
        #expect(try registry.lookUp("demo:fibo/fibo@1.0.0.fibo").text == "demo:fibo/fibo@1.2.0.fibo")
        let missing = #expect(throws: FunctionLookupError.self) { try registry.lookUp("test:fibo/fibo.fib") }
        #expect(
            missing?.description == "no component exports `test:fibo/fibo.fib`; did you mean `test:fibo/fibo.fibo`?")
        let malformed = #expect(throws: FunctionLookupError.self) { try registry.lookUp("fibo") }
        #expect(malformed?.description.contains("or .../interface.function") == true)
    }
}
