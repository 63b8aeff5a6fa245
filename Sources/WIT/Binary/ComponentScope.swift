/// The index spaces of one component while it is read.
struct ComponentScope {
    /// Its types, in the order of their indices.
    var types: TypeScope
    /// Its functions; nil if the type is not known.
    var functions: [Function?] = []
    var instances: [InstanceShape] = []
    var components: [NestedComponent?] = []
    /// No canonical definition has been met that is unknown, after which indices of functions say nothing.
    var functionsAreKnown = true
    /// The number of the component around it; nil for the whole.
    var outer: Int?
    /// What it is given for its imports; nil for the whole, whose imports stay open.
    var arguments: [String: InstanceShape.Item]?
    /// What it exports, once it has been read.
    var exports = InstanceShape()

    /// What stands at an index.
    func item(_ sort: ComponentSort, _ index: Int) -> InstanceShape.Item {
        func at<Element>(_ elements: [Element]) -> Element? { elements.indices.contains(index) ? elements[index] : nil }
        switch sort {
        case .core, .value: return .unknown
        case .type: return at(types.entries).map(InstanceShape.Item.type) ?? .unknown
        case .function:
            guard functionsAreKnown, let function = at(functions) ?? nil else { return .unknown }
            return .function(function)
        case .instance: return at(instances).map(InstanceShape.Item.instance) ?? .unknown
        case .component: return (at(components) ?? nil).map(InstanceShape.Item.component) ?? .unknown
        }
    }

    /// Gives something the next index of its sort, whether it is known or not.
    mutating func append(_ item: InstanceShape.Item, as sort: ComponentSort) {
        let unknown = types.failure("something is taken from where it is not understood")
        switch (sort, item) {
        case (.core, _), (.value, _): break
        case (.type, .type(let entry)): types.append(entry)
        case (.type, _): types.append(.unusable(unknown))
        case (.function, .function(let function)): functions.append(function)
        case (.function, _): functions.append(nil)
        case (.instance, .instance(let shape)): instances.append(shape)
        case (.instance, _): instances.append(InstanceShape(failure: unknown))
        case (.component, .component(let component)): components.append(component)
        case (.component, _): components.append(nil)
        }
    }
}
