using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Governed.Departments;

/// <summary>
/// Gathers what a department's schema demands of whoever reads a field: on the field, on the type that holds it and on the type of its value;
/// what an interface or union demands holds on the types behind it, and what these demand holds on it, whether the department hides it from
/// the graph or not. <c>@authenticated</c> demands nothing more: the hub knows every caller.
/// </summary>
internal sealed class RequirementReader(DepartmentSchema schema)
{
    /// <summary>The demands on a field of the type, those on its value included.</summary>
    public IEnumerable<AccessRequirement> Of(DepartmentType holder, string field)
    {
        var holders = Related(holder);
        var fields = holders.SelectMany(type => type.Fields(field).Select(node => (type.Names, Node: node))).ToList();
        return holders.SelectMany(OfType)
            .Concat(fields.SelectMany(declared => Read(declared.Names, declared.Node.Directives)))
            .Concat(fields.Select(declared => schema.Type(DepartmentType.NameOf(declared.Node.Type)))
                .OfType<DepartmentType>().SelectMany(Related).SelectMany(OfType));
    }

    private IEnumerable<AccessRequirement> OfType(DepartmentType type) =>
        type.Declarations.SelectMany(node => Read(type.Names, node.Directives));

    // WHY both ways: a value that is reached by its interface is the same value, and the department cannot see by which way the hub came.
    private List<DepartmentType> Related(DepartmentType start)
    {
        var found = new List<DepartmentType> { start };
        AddInterfaces(start, found);
        var behind = start.Declarations[0] is InterfaceDefinitionNode || start.IsInterfaceObject
            ? schema.Types.Where(type => type.Interfaces.Contains(start.Name))
            : start.Members.Select(schema.Type).OfType<DepartmentType>();
        foreach (var type in behind.Where(type => !found.Contains(type)).ToList())
        {
            found.Add(type);
            AddInterfaces(type, found);
        }

        return found;
    }

    private void AddInterfaces(DepartmentType type, List<DepartmentType> found)
    {
        // INVARIANT: a type is visited once, so the walk ends even where interfaces implement each other in a circle.
        var pending = new Stack<string>(type.Interfaces);
        while (pending.TryPop(out var name))
        {
            if (schema.Type(name) is { } parent && !found.Contains(parent))
            {
                found.Add(parent);
                foreach (var next in parent.Interfaces)
                {
                    pending.Push(next);
                }
            }
        }
    }

    private IEnumerable<AccessRequirement> Read(FederationNames names, IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            switch (names.Canonical(directive.Name))
            {
                case "requiresScopes":
                    yield return new AccessRequirement(schema.Department, RequirementKind.Scope, Sets(directive, "scopes"));
                    break;
                case "policy":
                    yield return new AccessRequirement(schema.Department, RequirementKind.Policy, Sets(directive, "policies"));
                    break;
            }
        }
    }

    // WHY: what cannot be read names no set, and a demand without a set is met by nobody.
    private static List<IReadOnlyList<string>> Sets(DirectiveNode directive, string argument)
    {
        if (FederationNames.Argument(directive, argument) is not ListNode sets)
        {
            return [];
        }

        return
        [
            .. sets.Items.OfType<ListNode>().Where(set => set.Items.All(name => name is StringNode))
                .Select(set => (IReadOnlyList<string>)[.. set.Items.Cast<StringNode>().Select(name => name.Value)]),
        ];
    }
}
