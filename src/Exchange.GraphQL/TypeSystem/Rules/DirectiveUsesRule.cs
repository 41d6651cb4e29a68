using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>
/// Section 3.13 and 5.7: a directive is defined, stands where its definition allows, only once unless it is repeatable, and its
/// arguments are known, unique, complete and of the right type.
/// </summary>
internal sealed class DirectiveUsesRule
{
    private readonly SchemaDraft _draft;
    private readonly SchemaBuildOptions _options;
    private readonly SchemaErrors _errors;

    private DirectiveUsesRule(SchemaDraft draft, SchemaBuildOptions options, SchemaErrors errors)
    {
        _draft = draft;
        _options = options;
        _errors = errors;
    }

    /// <summary>Checks every directive on every element.</summary>
    public static void Check(SchemaDraft draft, SchemaBuildOptions options, SchemaErrors errors)
    {
        var rule = new DirectiveUsesRule(draft, options, errors);
        foreach (var (coordinate, location, uses) in DirectiveSites.Of(draft))
        {
            rule.Check(coordinate, location, uses);
        }
    }

    private void Check(string coordinate, string location, IReadOnlyList<AppliedDirective> uses)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            CheckUniqueArguments(use, coordinate);
            if (_draft.Directive(use.Name) is not { } definition)
            {
                if (!_options.AllowUnknownDirectives)
                {
                    Report("KnownDirectives", $"The directive \"@{use.Name}\" on \"{coordinate}\" is not defined.", use);
                }

                continue;
            }

            if (!definition.Locations.Contains(location))
            {
                Report("KnownDirectives", $"The directive \"@{use.Name}\" must not stand on \"{coordinate}\" ({location}).", use);
            }

            if (!seen.Add(use.Name) && !definition.IsRepeatable)
            {
                Report("UniqueDirectivesPerLocation", $"The directive \"@{use.Name}\" stands on \"{coordinate}\" more than once.", use);
            }

            CheckArguments(use, definition, coordinate);
        }
    }

    private void CheckUniqueArguments(AppliedDirective use, string coordinate)
    {
        foreach (var twice in use.Arguments.GroupBy(argument => argument.Name).Where(group => group.Count() > 1))
        {
            Report("UniqueArgumentNames", $"\"@{use.Name}\" on \"{coordinate}\" has the argument \"{twice.Key}\" more than once.", use);
        }
    }

    private void CheckArguments(AppliedDirective use, DirectiveDefinition definition, string coordinate)
    {
        foreach (var given in use.Arguments)
        {
            if (definition.Arguments.FirstOrDefault(argument => argument.Name == given.Name) is not { } argument)
            {
                Report("KnownArgumentNames", $"\"@{use.Name}\" on \"{coordinate}\" has no argument \"{given.Name}\".", use);
            }
            else if (ConstantCoercion.FindProblem(given.Value, argument.Type) is { } problem)
            {
                var place = $"\"@{use.Name}({given.Name}:)\" on \"{coordinate}\"";
                _errors.Add("ValuesOfCorrectType", $"{place}: {problem.Message}", problem.Location);
            }
        }

        var required = definition.Arguments.Where(argument => argument.IsRequired);
        foreach (var missing in required.Where(argument => use.Arguments.All(given => given.Name != argument.Name)))
        {
            Report("ProvidedRequiredArguments", $"\"@{use.Name}\" on \"{coordinate}\" needs the argument \"{missing.Name}\".", use);
        }
    }

    private void Report(string rule, string message, AppliedDirective use) => _errors.Add(rule, message, _draft.LocationOf(use));
}
