package import WIT

/// What a component imports and exports, as read out of its bytes.
package struct ComponentDescription: Hashable, Sendable {
    /// An instance that is imported or exported under the name of an interface.
    package struct Interface: Hashable, Sendable {
        /// `namespace:package/interface`, with `@version` if it has one.
        package var name: String
        package var functions: [Function]

        package init(name: String, functions: [Function]) {
            self.name = name
            self.functions = functions
        }
    }

    /// A function of an interface.
    package struct Function: Hashable, Sendable {
        /// Its name; a resource's functions are called `[method]resource.name` and the like.
        package var name: String
        package var type: FunctionType

        package init(name: String, type: FunctionType) {
            self.name = name
            self.type = type
        }
    }

    /// What it needs from others, in the order of its bytes.
    package var imports: [Interface]
    package var exports: [Interface]

    package init(imports: [Interface], exports: [Interface]) {
        self.imports = imports
        self.exports = exports
    }
}
