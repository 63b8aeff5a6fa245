/// A value as it crosses the component boundary: every kind this release of the library carries.
package enum ComponentValue: Sendable, Hashable {
    case bool(Bool)
    case s8(Int8)
    case u8(UInt8)
    case s16(Int16)
    case u16(UInt16)
    case s32(Int32)
    case u32(UInt32)
    case s64(Int64)
    case u64(UInt64)
    case float32(Float)
    case float64(Double)
    case char(Unicode.Scalar)
    case string(String)
    case list([ComponentValue])
    /// A `list<u8>`: what comes from a guest is always given as this unless empty; both forms are taken.
    case bytes([UInt8])
    case record([Field])
    case tuple([ComponentValue])
    indirect case variant(case: String, payload: ComponentValue?)
    case enumeration(String)
    indirect case option(ComponentValue?)
    indirect case ok(ComponentValue?)
    indirect case error(ComponentValue?)
    case flags([String])
    case map([Entry])
    case resource(HostResource)

    /// A field of a record.
    package struct Field: Sendable, Hashable {
        /// The field's name in WIT spelling.
        package var name: String
        /// Its value.
        package var value: ComponentValue

        package init(_ name: String, _ value: ComponentValue) {
            self.name = name
            self.value = value
        }
    }

    /// An entry of a map.
    package struct Entry: Sendable, Hashable {
        /// The key.
        package var key: ComponentValue
        /// The value.
        package var value: ComponentValue

        package init(key: ComponentValue, value: ComponentValue) {
            self.key = key
            self.value = value
        }
    }
}

/// A handle of a host resource, as a plain value: which type, and which thing of that type.
///
/// Given to a guest, an owned one makes a new handle there; its destructor runs when the guest drops it. Taken from a
/// guest, an owned one is the caller's, and its destructor does not run.
package struct HostResource: Sendable, Hashable {
    /// The number under which the linker defined the type.
    package let type: UInt32
    /// The host's own name for the thing.
    package let rep: UInt32
    /// Whether the handle is handed over rather than lent.
    package let isOwned: Bool

    package init(type: UInt32, rep: UInt32, isOwned: Bool) {
        self.type = type
        self.rep = rep
        self.isOwned = isOwned
    }
}
