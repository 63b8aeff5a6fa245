extension InterfaceResolver {
    /// Resolves a function of a resource; nil if its feature is off.
    mutating func resolve(_ syntax: FunctionSyntax, inResource resource: String) throws(SourceError) -> Function? {
        if syntax.kind == .constructor {
            try checkConstructor(syntax, of: resource)
            return try resolve(syntax, kind: .constructor(resource))
        }
        return try resolve(syntax, kind: syntax.isStatic ? .staticMethod(resource) : .method(resource))
    }

    /// Resolves a function; nil if its feature is off.
    mutating func resolve(_ syntax: FunctionSyntax, kind: Function.Kind) throws(SourceError) -> Function? {
        let attributes = try package.attributes(of: syntax.head, part: part)
        let isIncluded = !isExcluded && package.resolver.features.include(attributes.stability)
        var function = Function(
            name: syntax.name.text, kind: kind, access: syntax.access, isAsync: syntax.isAsync,
            docs: Documentation.text(of: syntax.head.leading), stability: attributes.stability,
            externalID: attributes.externalID)
        if let resource = function.resource, isIncluded,
            package.resolver.excludedTypes.contains(TypeReference(owner: owner, name: resource))
        {
            throw file.error(
                "`\(resource)` belongs to a feature that is not switched on, and this function does not",
                at: syntax.name.range)
        }
        try checkUnique(syntax.parameters, "parameter")
        for parameter in syntax.parameters.members {
            if case .method = kind, parameter.name.text.lowercased() == "self" {
                throw file.error("`self` is the first parameter of every method", at: parameter.name.range)
            }
            guard let type = parameter.type else { continue }
            try checkHandles(in: type)
            let resolved = try resolve(type, isIncluded: isIncluded)
            function.parameters.append(Function.Parameter(parameter.name.text, resolved))
        }
        if let type = syntax.result {
            try checkHandles(in: type)
            let result = try resolve(type, isIncluded: isIncluded)
            if containsBorrow(result) {
                throw file.error("a function must not return a `borrow`, not even inside another type", at: type.range)
            }
            if syntax.kind == .setter, !isResultWithoutOk(result) {
                throw file.error("a setter returns nothing, or a `result` without an ok type", at: type.range)
            }
            function.result = result
        }
        try take(function.fullName, at: syntax.name.range)
        return isIncluded ? function : nil
    }

    /// Refuses setters without a getter.
    func checkSetters(of functions: [FunctionSyntax]) throws(SourceError) {
        for setter in functions where setter.kind == .setter {
            let hasGetter = functions.contains {
                $0.kind == .getter && $0.name.text == setter.name.text && $0.isStatic == setter.isStatic
            }
            if !hasGetter {
                throw file.error("the setter `\(setter.name.text)` has no getter beside it", at: setter.name.range)
            }
        }
    }

    private func checkConstructor(_ syntax: FunctionSyntax, of resource: String) throws(SourceError) {
        guard let result = syntax.result else { return }
        guard case .result(let ok, _) = result.kind else {
            throw file.error("a constructor returns nothing, or a `result` of `\(resource)`", at: result.range)
        }
        let name: NameSyntax? =
            switch ok?.kind {
            case .name(let name), .own(let name): name
            default: nil
            }
        guard name?.text == resource else {
            throw file.error(
                "expected `\(resource)`, which is constructed here, as the ok type", at: ok?.range ?? result.range)
        }
    }

    private func isResultWithoutOk(_ type: TypeExpression) -> Bool {
        switch type {
        case .result(let ok, _): return ok == nil
        case .named(let reference):
            if case .alias(let target) = definition(of: reference)?.kind { return isResultWithoutOk(target) }
            return false
        default: return false
        }
    }
}

extension FunctionSyntax {
    /// How it is used.
    var access: Function.Access {
        switch kind {
        case .function, .constructor: .function
        case .getter: .getter
        case .setter: .setter
        }
    }
}
