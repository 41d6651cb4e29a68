using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Rules;

/// <summary>What holds of the field sets of <c>@key</c>, <c>@requires</c> and <c>@provides</c> alike: text, fields that exist, leaves selected fully.</summary>
internal abstract class FieldSetRule(SubgraphSchema schema, RuleReport report)
{
    private const int MaxDepth = 64;

    protected SubgraphSchema Schema { get; } = schema;

    protected RuleReport Report { get; } = report;

    protected abstract string InvalidType { get; }

    protected abstract string Invalid { get; }

    protected abstract string HasDirective { get; }

    /// <summary>Checks one directive whose field set starts at a type.</summary>
    protected void Check(SubgraphElement element, DirectiveUse use, SubgraphType type)
    {
        if (use.Text("fields") is not { } text)
        {
            Report.Add(InvalidType, element, use, "the \"fields\" must be a text.");
        }
        else if (FieldSet.Parse(text, out var problem) is not { } set)
        {
            Report.Add(Invalid, element, use, $"the \"fields\" cannot be read: {problem}");
        }
        else if (CheckSet(element, use, type, set, 0))
        {
            CheckWhole(element, use, type, set);
        }
    }

    /// <summary>What one directive asks of a field that its set names.</summary>
    protected abstract bool CheckField(SubgraphElement element, DirectiveUse use, SubgraphField field, FieldNode node);

    /// <summary>What one directive asks of its set as a whole.</summary>
    protected virtual void CheckWhole(SubgraphElement element, DirectiveUse use, SubgraphType type, SelectionSet set)
    {
    }

    private bool CheckSet(SubgraphElement element, DirectiveUse use, SubgraphType type, SelectionSet set, int depth)
    {
        if (depth > MaxDepth)
        {
            Report.Add(Invalid, element, use, $"the \"fields\" nest deeper than {MaxDepth} levels.");
            return false;
        }

        var isValid = true;
        foreach (var selection in set.Selections)
        {
            if (selection.Directives.Count > 0)
            {
                Report.Add(HasDirective, element, use, "the \"fields\" must hold no directives.");
                isValid = false;
                continue;
            }

            isValid &= selection switch
            {
                FieldNode node => CheckNode(element, use, type, node, depth),
                InlineFragment fragment => CheckFragment(element, use, type, fragment, depth),
                _ => Refuse(element, use, "the \"fields\" must hold no named fragments."),
            };
        }

        return isValid;
    }

    private bool CheckNode(SubgraphElement element, DirectiveUse use, SubgraphType type, FieldNode node, int depth)
    {
        if (node.Name == "__typename")
        {
            return true;
        }

        if (type.Field(node.Name) is not { } field)
        {
            return Refuse(element, use, $"\"{type.Name}\" has no field \"{node.Name}\" in this subgraph.");
        }

        if (node.Alias is not null)
        {
            return Refuse(element, use, $"\"{node.Alias}\" is an alias; name the field itself.");
        }

        if (!CheckField(element, use, field, node))
        {
            return false;
        }

        var target = Schema.Type(field.NamedType) is { IsComposite: true } composite ? composite : null;
        return (target, node.SelectionSet) switch
        {
            (null, null) => true,
            (null, _) => Refuse(element, use, $"\"{field.Coordinate}\" has no fields to select."),
            (_, null) => Refuse(element, use, $"\"{field.Coordinate}\" needs a selection of its fields."),
            _ => CheckSet(element, use, target, node.SelectionSet, depth + 1),
        };
    }

    private bool CheckFragment(SubgraphElement element, DirectiveUse use, SubgraphType type, InlineFragment fragment, int depth)
    {
        var narrowed = fragment.TypeCondition is null ? type : Schema.Type(fragment.TypeCondition);
        if (narrowed is not { IsComposite: true })
        {
            return Refuse(element, use, $"\"{fragment.TypeCondition}\" is no type with fields in this subgraph.");
        }

        return Schema.PossibleTypes(type).Intersect(Schema.PossibleTypes(narrowed)).Any()
            ? CheckSet(element, use, narrowed, fragment.SelectionSet, depth + 1)
            : Refuse(element, use, $"a \"{type.Name}\" is never a \"{narrowed.Name}\" in this subgraph.");
    }

    protected bool Refuse(SubgraphElement element, DirectiveUse use, string problem)
    {
        Report.Add(Invalid, element, use, problem);
        return false;
    }
}
