using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>
/// Merges enums by where they are used: every value of an enum that is only given out, those that all subgraphs take of one that is only
/// taken, and exactly the same where it is both.
/// </summary>
internal sealed class EnumMerger
{
    private readonly Merge _merge;
    private readonly HashSet<string> _givenOut = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public EnumMerger(Merge merge, IEnumerable<MergedType> types)
    {
        _merge = merge;
        foreach (var type in types)
        {
            _taken.UnionWith(type.Inputs.Select(input => TypeNodes.NameOf(input.Type)));
            foreach (var field in type.Fields.Values)
            {
                _givenOut.Add(TypeNodes.NameOf(field.Type));
                _taken.UnionWith(field.Arguments.Select(argument => TypeNodes.NameOf(argument.Type)));
            }
        }
    }

    /// <summary>Merges the values of an enum into it.</summary>
    public void Fill(MergedType type)
    {
        foreach (var name in type.Sources.SelectMany(source => source?.Values ?? []).Select(value => value.Name).Distinct())
        {
            SubgraphEnumValue?[] sources = [.. type.Sources.Select(source => source?.Values.Find(value => value.Name == name))];
            var missing = sources.Index().Where(entry => entry.Item is null && type.Sources[entry.Index] is not null)
                .Select(entry => entry.Index).ToList();
            if (missing.Count == 0 || !_taken.Contains(type.Name) || sources.Any(source => source is not null && source.Has("inaccessible")))
            {
                type.Values.Add(Value(type, name, sources));
            }
            else if (_givenOut.Contains(type.Name))
            {
                ReportMismatch(type, name, sources, missing);
            }
            else
            {
                _merge.Errors.Hint(
                    CompositionCodes.InconsistentEnumValueForInputEnum,
                    $"\"{type.Name}.{name}\" is left out, because {_merge.List(missing)} does not take it.", null, $"{type.Name}.{name}");
            }
        }

        if (type.Values.Count == 0 && !(_taken.Contains(type.Name) && _givenOut.Contains(type.Name)))
        {
            _merge.Errors.Add(
                CompositionCodes.EmptyMergedEnumType,
                $"No value of the enum \"{type.Name}\" is taken by every subgraph that has it, so nothing is left of it.", null, type.Name);
        }
    }

    private MergedEnumValue Value(MergedType type, string name, SubgraphEnumValue?[] sources)
    {
        var value = new MergedEnumValue($"{type.Name}.{name}", name) { Description = Merge.Description(sources) };
        value.Directives.AddRange(sources.Index().Where(entry => entry.Item is not null)
            .Select(entry => new DirectiveNode("join__enumValue", [JoinNodes.Graph(_merge.Graphs.Name(entry.Index))])));
        _merge.Directives.Apply(value, sources);
        return value;
    }

    private void ReportMismatch(MergedType type, string name, SubgraphEnumValue?[] sources, List<int> missing)
    {
        var having = Array.FindIndex(sources, source => source is not null);
        _merge.Errors.Add(
            CompositionCodes.EnumValueMismatch,
            $"\"{type.Name}\" is both given out and taken, so it must have the same values everywhere; \"{name}\" is missing in "
                + $"{_merge.List(missing)}.",
            _merge.NameOf(having),
            $"{type.Name}.{name}",
            sources[having]!.Location);
    }
}
