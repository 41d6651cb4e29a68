using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Merges arguments and input fields: only what every subgraph takes, with the narrowest type.</summary>
internal sealed class InputMerger(Merge merge)
{
    /// <summary>How the mistakes of one kind of input are coded.</summary>
    public sealed record Codes(string Required, string Type, string Default, string Hint, string Noun);

    private static readonly Codes ArgumentCodes = new(
        CompositionCodes.RequiredArgumentMissingInSomeSubgraph,
        CompositionCodes.FieldArgumentTypeMismatch,
        CompositionCodes.FieldArgumentDefaultMismatch,
        CompositionCodes.InconsistentArgumentPresence,
        "argument");

    private static readonly Codes FieldCodes = new(
        CompositionCodes.RequiredInputFieldMissingInSomeSubgraph,
        CompositionCodes.FieldTypeMismatch,
        CompositionCodes.InputFieldDefaultMismatch,
        CompositionCodes.InconsistentInputObjectField,
        "input field");

    /// <summary>The arguments of a field, or of a directive, from the subgraphs that resolve it.</summary>
    public IEnumerable<MergedInput> Arguments(string owner, IReadOnlyList<IReadOnlyList<SubgraphInput>?> sources) =>
        Merge(name => $"{owner}({name}:)", sources, ArgumentCodes, _ => false);

    /// <summary>The fields of an input object, with the types that differ between subgraphs.</summary>
    public IEnumerable<MergedInput> Fields(MergedType type)
    {
        foreach (var field in Merge(name => $"{type.Name}.{name}", [.. type.Sources.Select(source => source?.Inputs)], FieldCodes, _ => true))
        {
            yield return field;
        }
    }

    private IEnumerable<MergedInput> Merge(
        Func<string, string> coordinateOf, IReadOnlyList<IReadOnlyList<SubgraphInput>?> sources, Codes codes, Func<SubgraphInput, bool> joins)
    {
        foreach (var name in sources.SelectMany(inputs => inputs ?? []).Select(input => input.Name).Distinct())
        {
            var named = sources.Select(inputs => inputs?.FirstOrDefault(input => input.Name == name)).ToArray();
            var missing = sources.Index().Where(entry => entry.Item is not null && named[entry.Index] is null).Select(entry => entry.Index).ToList();
            if (missing.Count > 0)
            {
                Drop(coordinateOf(name), named, missing, codes);
                continue;
            }

            yield return One(coordinateOf(name), name, named, codes, joins);
        }
    }

    private void Drop(string coordinate, SubgraphInput?[] named, List<int> missing, Codes codes)
    {
        var requiring = named.Index().FirstOrDefault(entry => entry.Item is { IsRequired: true });
        if (requiring.Item is { } required)
        {
            merge.Errors.Add(
                codes.Required,
                $"The {codes.Noun} \"{coordinate}\" is required in \"{merge.NameOf(requiring.Index)}\" and does not exist in {merge.List(missing)}; "
                    + "only what every subgraph takes can be given. Make it optional, or add it there.",
                merge.NameOf(requiring.Index),
                coordinate,
                required.Location);
            return;
        }

        merge.Errors.Hint(
            codes.Hint, $"The {codes.Noun} \"{coordinate}\" is left out, because {merge.List(missing)} does not take it.", null, coordinate);
    }

    private MergedInput One(string coordinate, string name, SubgraphInput?[] named, Codes codes, Func<SubgraphInput, bool> joins)
    {
        var present = named.OfType<SubgraphInput>().ToList();
        var merged = new MergedInput(coordinate, name) { Description = Merging.Merge.Description(named) };
        if (merge.Types.Narrowest(present.Select(input => input.Type)) is { } type)
        {
            merged.Type = type;
        }
        else
        {
            merged.Type = present[0].Type;
            merge.Errors.Add(
                codes.Type,
                $"The {codes.Noun} \"{coordinate}\" has types that no value fits together: {merge.Differences(named, input => TypeNodes.Text(input.Type))}.",
                null,
                coordinate,
                present[0].Location);
        }

        merged.DefaultValue = Default(coordinate, named, codes);
        if (joins(present[0]) && present.Exists(input => !TypeNodes.AreEqual(input.Type, merged.Type)))
        {
            merged.Directives.AddRange(named.Index().Where(entry => entry.Item is not null).Select(entry => JoinNodes.Directive(
                "join__field", JoinNodes.Graph(merge.Graphs.Name(entry.Index)), JoinNodes.Text("type", TypeNodes.Text(entry.Item!.Type)))));
        }

        merge.Directives.Apply(merged, named);
        return merged;
    }

    // INVARIANT: the default stays only where every subgraph has it, so that no subgraph is given another one than it would take.
    private ValueNode? Default(string coordinate, SubgraphInput?[] named, Codes codes)
    {
        var texts = named.OfType<SubgraphInput>().Select(input => input.DefaultValue)
            .Select(value => value is null ? null : DocumentPrinter.Print(value, PrintLayout.Compact)).Distinct().ToList();
        if (texts.Count(text => text is not null) > 1)
        {
            var given = named.Select(input => input?.DefaultValue is null ? null : input).ToArray();
            merge.Errors.Add(
                codes.Default,
                $"The {codes.Noun} \"{coordinate}\" has different defaults: "
                    + merge.Differences(given, input => DocumentPrinter.Print(input.DefaultValue!, PrintLayout.Compact)) + ".",
                null,
                coordinate,
                given.OfType<SubgraphInput>().First().Location);
        }

        return texts.Contains(null) ? null : named.OfType<SubgraphInput>().First().DefaultValue;
    }
}
