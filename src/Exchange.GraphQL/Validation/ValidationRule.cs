using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation;

/// <summary>
/// One rule of section 5 as a visitor: the walker calls every rule at every node of the document, in document order. What the schema does
/// not know comes as null; only the rule that is about it reports. One instance serves one validation.
/// </summary>
internal abstract class ValidationRule(ValidationContext context)
{
    /// <summary>The rule's name, as <see cref="GraphQLError.Rule"/> tells it.</summary>
    public abstract string Name { get; }

    /// <summary>What the rule is called for; for the rest it need not be.</summary>
    public virtual Visits Visits => Visits.All;

    /// <summary>What is known of the document.</summary>
    protected ValidationContext Context { get; } = context;

    /// <summary>Before the first definition.</summary>
    public virtual void EnterDocument(Document document)
    {
    }

    /// <summary>After the last definition: usages are complete.</summary>
    public virtual void LeaveDocument(Document document)
    {
    }

    /// <summary>At an operation.</summary>
    public virtual void EnterOperation(OperationDefinition operation)
    {
    }

    /// <summary>At a fragment definition; <paramref name="type"/> is the type of its condition.</summary>
    public virtual void EnterFragment(FragmentDefinition fragment, NamedType? type)
    {
    }

    /// <summary>At a variable definition; <paramref name="type"/> is its declared type.</summary>
    public virtual void EnterVariableDefinition(VariableDefinition variable, GraphQLType? type)
    {
    }

    /// <summary>At a field of <paramref name="parent"/>.</summary>
    public virtual void EnterField(FieldNode field, NamedType? parent, FieldDefinition? definition)
    {
    }

    /// <summary>At an inline fragment inside <paramref name="parent"/>; <paramref name="type"/> is the type of its condition.</summary>
    public virtual void EnterInlineFragment(InlineFragment fragment, NamedType? parent, NamedType? type)
    {
    }

    /// <summary>At a fragment spread inside <paramref name="parent"/>.</summary>
    public virtual void EnterSpread(FragmentSpread spread, NamedType? parent)
    {
    }

    /// <summary>At the directives of one location, before each of them; not called where there is none.</summary>
    public virtual void EnterDirectives(IReadOnlyList<DirectiveNode> directives)
    {
    }

    /// <summary>At a directive; <paramref name="location"/> is the specification's name of the place, such as <c>FIELD</c>.</summary>
    public virtual void EnterDirective(DirectiveNode directive, DirectiveDefinition? definition, string location)
    {
    }

    /// <summary>
    /// At the arguments of a field or directive, before each of them; <paramref name="definitions"/> is null where the field or directive
    /// <paramref name="owner"/> is unknown; not called where none is given and none defined.
    /// </summary>
    public virtual void EnterArguments(IReadOnlyList<ArgumentNode> arguments, IReadOnlyList<InputValue>? definitions, SyntaxNode owner)
    {
    }

    /// <summary>At a literal or variable, outer ones first.</summary>
    public virtual void EnterValue(ValueNode value, InputPosition position)
    {
    }

    /// <summary>The field or directive that has arguments, as messages call it.</summary>
    protected static string NameOf(SyntaxNode owner) => owner switch
    {
        FieldNode field => field.Name,
        DirectiveNode directive => $"@{directive.Name}",
        _ => "",
    };

    /// <summary>Reports that the document breaks this rule at <paramref name="nodes"/>.</summary>
    protected void Report(string message, params ReadOnlySpan<SyntaxNode> nodes)
    {
        var places = new SourceLocation[nodes.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = nodes[i].Location;
        }

        Context.Report(Name, message, places);
    }

    /// <summary>Reports that the document breaks this rule at <paramref name="places"/> inside nodes, such as their names.</summary>
    protected void ReportAt(string message, params SourceLocation[] places) => Context.Report(Name, message, places);
}
