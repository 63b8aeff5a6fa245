import Testing
import WIT

@Suite struct LinkCheckTests {
    private func interfaces(_ text: String) throws -> [InterfaceType] {
        let schema = try Schema(file: SourceFile(path: "x.wit", text: text))
        return try schema.packages.flatMap { package in
            try package.interfaces.map { interface in
                try schema.interfaceType(InterfaceName(package: package.name, interface: interface.name))
            }
        }
    }

    @Test func `every import without a fitting export is told, with the reason`() throws {
        var check = LinkCheck()
        check.add(
            try interfaces(
                """
                package shop:stock@1.1.0;
                interface stock {
                    record line { item: string, count: u16 }
                    reserve: func(lines: list<line>) -> result<_, string>;
                    free: func(id: u64) -> result;
                    extra: func() -> result;
                }
                interface other { f: func() -> result; }
                """), of: "warehouse")
        check.add(try interfaces("package shop:card@2.0.0; interface card { pay: func() -> result; }"), of: "bank")
        let imports = try interfaces(
            """
            package shop:stock@1.0.3;
            interface stock {
                record renamed { item: string, count: u16 }
                reserve: func(lines: list<renamed>) -> result<_, string>;
                free: func(id: u32) -> result;
                missing: func();
            }
            package shop:card@1.0.0 { interface card { pay: func() -> result; } }
            package shop:stok@1.1.0 { interface stock { f: func(); } }
            package no:where { interface nowhere { f: func(); } }
            """)
        let problems = check.problems(withImports: imports, of: "order").map(\.description)
        #expect(
            problems == [
                "`order` imports `shop:stock/stock@1.0.3.free`, but `warehouse` exports it with another type: "
                    + "parameter `id`: expected u32, found u64",
                "`order` imports `shop:stock/stock@1.0.3.missing`, but `warehouse` exports no such function; "
                    + "there are `reserve`, `free`, `extra`",
                "`order` imports `shop:card/card@1.0.0`, but no compatible version is exported; "
                    + "there is `shop:card/card@2.0.0`",
                "`order` imports `shop:stok/stock@1.1.0`, but no component exports that interface; "
                    + "there is `shop:stock/stock@1.1.0`",
                "`order` imports `no:where/nowhere`, but no component exports that interface",
            ])
    }

    @Test func `the exact version is preferred, then the highest compatible one`() throws {
        var check = LinkCheck()
        for version in ["1.0.0", "1.3.0", "1.2.0"] {
            let text =
                "package a:b@\(version); interface c { f: func() -> result<\(version == "1.3.0" ? "u8" : "u16")>; }"
            check.add(try interfaces(text), of: version)
        }
        func problems(_ version: String) throws -> Int {
            let imports = try interfaces("package a:b@\(version); interface c { f: func() -> result<u8>; }")
            return check.problems(withImports: imports, of: "x").count
        }
        #expect(try problems("1.0.7") == 0)
        #expect(try problems("1.2.0") == 1)
        #expect(try problems("1.9.0") == 0)
    }
}
