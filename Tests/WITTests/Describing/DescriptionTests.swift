import Testing
import WIT

@Suite struct DescriptionTests {
    /// What a component that exports every interface of a schema would say of itself.
    private func description(of schema: Schema) throws -> ComponentTypes {
        var result = ComponentTypes()
        for package in schema.packages {
            for interface in package.interfaces {
                let name = InterfaceName(package: package.name, interface: interface.name)
                let owner = TypeOwner.interface(name)
                result.imports.append(
                    ComponentTypes.Instance(
                        name: name.description,
                        types: try interface.types.map { type in
                            let reference = TypeReference(owner: owner, name: type.name)
                            return .init(type.name, try schema.valueType(of: .named(reference)))
                        }, functions: try schema.interfaceType(name).functions))
            }
        }
        return result
    }

    @Test(arguments: Corpus.all)
    func `a schema made from structure alone has the same function types, and wasm-tools takes its text`(
        corpus: Corpus
    ) throws {
        let schema = try Schema(folder: corpus.files, features: .all)
        let described = try Schema(describing: description(of: schema))
        for package in schema.packages {
            for interface in package.interfaces {
                let name = InterfaceName(package: package.name, interface: interface.name)
                let (before, after) = (try schema.interfaceType(name), try described.interfaceType(name))
                #expect(before.functions.map(\.name) == after.functions.map(\.name))
                for (left, right) in zip(before.functions, after.functions) {
                    #expect(left.type.difference(from: right.type) == nil, "\(name) \(left.name)")
                }
            }
        }
        if WasmTools.path != nil {
            let judged = try #require(
                try WasmTools.json(described.files(), allFeatures: true), "the judge refuses it")
            #expect(SchemaForm(schema: described).form() == JudgeForm(judged).form())
        }
    }

    @Test(.enabled(if: !Corpus.contract.isEmpty))
    func `types taken over from another interface are found again`() throws {
        let contract = try #require(Corpus.contract.first)
        let schema = try Schema(folder: contract.files)
        let described = try Schema(describing: description(of: schema))
        let name = try InterfaceName("obelisk:workflow/workflow-support@1.0.0")
        let (before, after) = (try #require(schema.interface(name)), try #require(described.interface(name)))
        #expect(before.types.map(\.name) == after.types.map(\.name))
        for (left, right) in zip(before.types, after.types) {
            guard case .alias = left.kind else { continue }
            #expect(left.kind == right.kind)
        }
        #expect(before.functions.map(\.result) == after.functions.map(\.result))
    }

    @Test func `what stands at the root of a component goes into its world`() throws {
        let color = ValueType.enum(EnumType(cases: ["red"]))
        let f = InterfaceType.Function("f", FunctionType(parameters: [.init("x", color)], result: .list(.u8)))
        let box = ComponentTypes.Instance(name: "box", types: [.init("mine", color)], functions: [f])
        let component = ComponentTypes(
            exports: [box], rootImports: .init(name: "", types: [.init("color", color)], functions: [f]),
            rootExports: .init(name: "", functions: [.init("run", FunctionType(parameters: [], isAsync: true))]))
        let schema = try Schema(describing: component)
        #expect(
            schema.text(of: PackageName(namespace: "root", name: "component")) == """
                package root:component;

                world root {
                    enum color {
                        red,
                    }

                    import f: func(x: color) -> list<u8>;

                    export box: interface {
                        enum mine {
                            red,
                        }

                        f: func(x: mine) -> list<u8>;
                    }

                    export run: async func();
                }

                """)
        var nameless = component
        nameless.rootImports.types = []
        #expect(throws: SchemaError.self) { try Schema(describing: nameless) }
    }
}
