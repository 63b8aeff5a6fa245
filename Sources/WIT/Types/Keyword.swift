/// The words of the language; an identifier spelled like one is written with `%` before it.
enum Keyword: String, CaseIterable {
    case use, type, `func`, u8, u16, u32, u64, s8, s16, s32, s64, f32, f64, char, resource, own, borrow, record
    case flags, variant, `enum`, bool, string, option, result, future, stream, list, `as`, from, `static`
    case interface, tuple, `import`, export, world, package, constructor, include, with, async, map
    case errorContext = "error-context"

    /// `name` as it is written in WIT.
    static func escape(_ name: String) -> String {
        Keyword(rawValue: name) == nil ? name : "%" + name
    }
}
