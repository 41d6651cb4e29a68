using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>What is <c>@inaccessible</c> leaves a whole graph behind: nothing that callers see refers to it or needs it.</summary>
internal sealed class InaccessibleRule
{
    private readonly Merge _merge;
    private readonly IReadOnlyList<MergedType> _types;
    private readonly Dictionary<string, MergedType> _byName;

    private InaccessibleRule(Merge merge, IReadOnlyList<MergedType> types)
    {
        _merge = merge;
        _types = types;
        _byName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
    }

    public static void Check(Merge merge, IReadOnlyList<MergedType> types)
    {
        if (types.Any(IsTouched))
        {
            new InaccessibleRule(merge, types).Check();
        }
    }

    private static bool IsTouched(MergedType type) =>
        type.IsInaccessible
        || type.Fields.Values.Any(field => field.IsInaccessible || field.Arguments.Exists(argument => argument.IsInaccessible))
        || type.Values.Exists(value => value.IsInaccessible)
        || type.Inputs.Exists(input => input.IsInaccessible);

    private void Check()
    {
        foreach (var type in _types)
        {
            if (!type.IsInaccessible)
            {
                CheckChildren(type);
                CheckMembers(type);
            }
            else if (type.Name == "Query")
            {
                Report(CompositionCodes.QueryRootTypeInaccessible, type, "is the query root type and must not be \"@inaccessible\".");
            }
        }
    }

    private void CheckChildren(MergedType type)
    {
        var hidden = type.Kind switch
        {
            TypeKind.Object or TypeKind.Interface => type.Fields.Values.All(field => field.IsInaccessible),
            TypeKind.Union => type.Members.TrueForAll(member => _byName[member].IsInaccessible),
            TypeKind.Enum => type.Values.TrueForAll(value => value.IsInaccessible),
            TypeKind.Input => type.Inputs.TrueForAll(input => input.IsInaccessible),
            _ => false,
        };
        if (hidden)
        {
            Report(
                CompositionCodes.OnlyInaccessibleChildren, type,
                "is seen by callers and everything in it is \"@inaccessible\"; hide the type, too, or show something of it.");
        }
    }

    private void CheckMembers(MergedType type)
    {
        foreach (var field in type.Fields.Values)
        {
            if (field.IsInaccessible)
            {
                CheckContracts(type, field, contract => contract);
                continue;
            }

            CheckReference(field, field.Type);
            foreach (var argument in field.Arguments)
            {
                CheckInput(argument);
                if (argument.IsInaccessible)
                {
                    CheckContracts(type, argument, contract => contract.Arguments.Find(other => other.Name == argument.Name), field.Name);
                }
            }
        }

        type.Inputs.ForEach(CheckInput);
    }

    private void CheckInput(MergedInput input)
    {
        if (!input.IsInaccessible)
        {
            CheckReference(input, input.Type);
            CheckDefault(input);
        }
        else if (input.IsRequired)
        {
            Report(CompositionCodes.RequiredInaccessible, input, "is required and \"@inaccessible\", so that callers could never give it.");
        }
    }

    private void CheckReference(MergedElement element, TypeNode type)
    {
        if (_byName.GetValueOrDefault(TypeNodes.NameOf(type)) is { IsInaccessible: true } hidden)
        {
            Report(
                CompositionCodes.ReferencedInaccessible, element,
                $"is seen by callers and has the type \"{hidden.Name}\", which is \"@inaccessible\".");
        }
    }

    private void CheckDefault(MergedInput input)
    {
        if (input.DefaultValue is { } value && UsesHidden(TypeNodes.NameOf(input.Type), value))
        {
            Report(CompositionCodes.DefaultValueUsesInaccessible, input, "has a default that uses something \"@inaccessible\".");
        }
    }

    // WHY: the parser bounds the depth of literals, so the recursion is bounded.
    private bool UsesHidden(string type, ValueNode value) => (_byName.GetValueOrDefault(type), value) switch
    {
        (_, ListNode list) => list.Items.Any(item => UsesHidden(type, item)),
        ({ Kind: TypeKind.Enum } known, EnumNode name) => known.Values.Exists(other => other.Name == name.Name && other.IsInaccessible),
        ({ Kind: TypeKind.Input } known, ObjectNode node) => node.Fields.Any(field =>
            known.Inputs.Find(input => input.Name == field.Name) is { } input
            && (input.IsInaccessible || UsesHidden(TypeNodes.NameOf(input.Type), field.Value))),
        _ => false,
    };

    private void CheckContracts(MergedType type, MergedElement element, Func<MergedField, MergedElement?> find, string? name = null)
    {
        name ??= ((MergedField)element).Name;
        foreach (var contract in type.Interfaces.Select(_byName.GetValueOrDefault).OfType<MergedType>().Where(type => !type.IsInaccessible))
        {
            if (contract.Fields.GetValueOrDefault(name) is { IsInaccessible: false } field && find(field) is { IsInaccessible: false } seen)
            {
                Report(
                    CompositionCodes.ImplementedByInaccessible, element,
                    $"is \"@inaccessible\" and implements \"{seen.Coordinate}\", which callers see.");
            }
        }
    }

    private void Report(string code, MergedElement element, string problem) =>
        _merge.Errors.Add(code, $"\"{element.Coordinate}\" {problem}", null, element.Coordinate);
}
