using System.Globalization;
using System.Text;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Planning;

/// <summary>Prints fetch plans as stable text for people and for snapshots. Stateless.</summary>
public static class FetchPlanPrinter
{
    /// <summary>
    /// The plan as indented lines, ending with a line feed: each request with its subgraph, what it waits for, where its answers go, how
    /// entities are represented and the document; then what the caller is not given.
    /// </summary>
    public static string Print(FetchPlan plan, Supergraph graph)
    {
        var text = new StringBuilder();
        var level = -1;
        foreach (var request in plan.Requests)
        {
            if (request.Level != level)
            {
                level = request.Level;
                Line(text, 0, $"level {level}");
            }

            Request(text, request, graph);
        }

        if (plan.Requests.Count == 0)
        {
            Line(text, 0, "nothing to fetch");
        }

        Closed(text, plan.Output, "");
        return text.ToString();
    }

    private static void Request(StringBuilder text, FetchRequest request, Supergraph graph)
    {
        var after = request.After.Count == 0 ? "" : $" after {string.Join(", ", request.After)}";
        var condition = request.Condition is null ? "" : $" if {request.Condition}";
        Line(text, 1, $"{request.Index}: {request.Kind.ToString().ToLowerInvariant()} {graph.Subgraphs[request.Subgraph].Name}{after}{condition}");
        foreach (var part in request.Parts)
        {
            Part(text, part);
        }

        foreach (var line in DocumentPrinter.Print(GraphQLParser.Parse(request.Document)).TrimEnd().Split('\n'))
        {
            Line(text, 3, line);
        }
    }

    private static void Part(StringBuilder text, FetchPart part)
    {
        var condition = part.Condition is null ? "" : $" if {part.Condition}";
        switch (part)
        {
            case EntityPart entities:
                Line(text, 2, $"{entities.ResponseName} at {Path(part)}{condition}");
                foreach (var (type, representation) in entities.Representations)
                {
                    Line(text, 3, $"${entities.Variable}: {(type.Length == 0 ? "unknown type" : type)} as {Text(representation)}");
                }

                break;
            case RootPart when part.Path.Count > 0:
                Line(text, 2, $"at {Path(part)}{condition}");
                break;
        }
    }

    private static string Path(FetchPart part) => part.Path.Count == 0 ? "the root" : string.Join('.', part.Path.Select(step =>
        $"{(step.Types is null ? "" : $"[{string.Join('|', step.Types)}]")}{Slot(step.Slot)}"));

    private static string Slot(ResultSlot slot) => slot.FieldName;

    private static string Text(Representation representation) => $"{representation.TypeName} {Fields(representation.Fields)}";

    // INVARIANT: recursion follows representations, whose depth the parser of field sets bounds.
    private static string Fields(IReadOnlyList<InputField> fields) => $"{{ {string.Join(", ", fields.Select(Field))} }}";

    private static string Field(InputField field)
    {
        var below = field.Children is null ? "" : string.Concat(field.Children.Select(child =>
            child.Key.Length == 0 ? $" {Fields(child.Value)}" : $" on {child.Key} {Fields(child.Value)}"));
        return $"{field.Name}{(field.IsKey ? "" : "?")}{below}";
    }

    private static void Closed(StringBuilder text, OutputSelection output, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in output.Types.Values.SelectMany(fields => fields))
        {
            var below = path.Length == 0 ? field.Field.ResponseName : $"{path}.{field.Field.ResponseName}";
            if (field.IsClosed && seen.Add(below))
            {
                Line(text, 0, string.Create(CultureInfo.InvariantCulture, $"closed: {below}"));
            }
            else if (field.Selection is not null && seen.Add(below))
            {
                Closed(text, field.Selection, below);
            }
        }
    }

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');
}
