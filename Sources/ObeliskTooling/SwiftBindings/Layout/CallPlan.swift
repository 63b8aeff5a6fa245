/// How one call crosses the boundary, as the canonical ABI prescribes.
struct CallPlan {
    /// More flat parameters than this are passed in memory.
    static let flatParametersMax = 16

    /// How one parameter crosses.
    enum Passing {
        /// As the flat values from this one on.
        case direct(Int)
        /// Through the parameter area, at this offset; unless the area itself is passed, its flat values are read
        /// from or written there, from this one on.
        case stored(offset: Int, flat: Int)
    }

    /// How the result crosses.
    enum Returning {
        case nothing
        /// As a core value that the type is made from directly.
        case direct(CoreType)
        /// As a core value that is read from or written to memory of this layout.
        case flat(CoreType, Layout)
        /// In memory of this layout, whose address is passed.
        case area(Layout)
    }

    /// How each parameter crosses, a method's `self` not included.
    let passing: [Passing]
    /// The core parameters; if they are spilled, the address of the area.
    let core: [CoreType]
    /// Whether all parameters are passed in memory.
    let isSpilled: Bool
    /// The memory that parameters need.
    let area: Layout
    let returning: Returning

    /// The plan for a function; a method's `self` is the first flat value.
    init(_ function: GuestFunction, _ layouts: Layouts) {
        let types = function.parameters.map(\.type)
        let all = types.map { layouts.layout(of: $0) }
        let leading: [CoreType] = if case .method = function.kind { [.i32] } else { [] }
        let flat = leading + all.flatMap(\.flat)
        isSpilled = flat.count > Self.flatParametersMax
        if isSpilled {
            let handle = leading.map { Layout(scalar: 4, $0) }
            let offsets = Layout.offsets(of: handle + all).dropFirst(handle.count)
            passing = offsets.map { .stored(offset: $0, flat: 0) }
            area = Layout(fields: handle + all)
            core = [.i32]
        } else {
            let stored = zip(types, all).filter { !layouts.isDirect($0.0) }.map(\.1)
            var offsets = Layout.offsets(of: stored).makeIterator()
            var position = leading.count
            var passing: [Passing] = []
            for (type, layout) in zip(types, all) {
                if !layouts.isDirect(type), let offset = offsets.next() {
                    passing.append(.stored(offset: offset, flat: position))
                } else {
                    passing.append(.direct(position))
                }
                position += layout.flat.count
            }
            self.passing = passing
            area = Layout(fields: stored)
            core = flat
        }
        returning = Self.returning(function, layouts)
    }

    private static func returning(_ function: GuestFunction, _ layouts: Layouts) -> Returning {
        if case .constructor = function.kind, function.result == nil { return .direct(.i32) }
        guard let type = function.result else { return .nothing }
        let layout = layouts.layout(of: type)
        guard layout.flat.count <= 1 else { return .area(layout) }
        guard let core = layout.flat.first else { return .nothing }
        return type != .string && layouts.isDirect(type) ? .direct(core) : .flat(core, layout)
    }
}

extension Layouts {
    /// Whether a value crosses without memory that is laid out: a number and the like, or a string.
    func isDirect(_ type: GuestType) -> Bool {
        switch type {
        case .bool, .integer, .float, .char, .string, .own, .borrow: return true
        case .list, .map, .option, .result, .tuple: return false
        case .declared(let reference):
            switch declaration(reference).shape {
            case .enumeration, .flags: return true
            case .record, .variant, .resource, .known: return false
            }
        }
    }
}
