using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.7.1 and 5.7.2: Each directive must be defined in the schema, and its definition must list the location where it stands.
/// </summary>
internal sealed class KnownDirectivesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "KnownDirectives";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Directives;

    /// <inheritdoc/>
    public override void EnterDirective(DirectiveNode directive, DirectiveDefinition? definition, string location)
    {
        if (definition is null)
        {
            var advice = Context.Suggest(directive.Name, Context.Schema.Directives.Select(known => known.Name));
            Report($"There is no directive \"@{directive.Name}\".{advice}", directive);
        }
        else if (!definition.Locations.Contains(location))
        {
            var allowed = string.Join(", ", definition.Locations);
            Report($"Directive \"@{directive.Name}\" may not stand on {location}; it may on {allowed}.", directive);
        }
    }
}
