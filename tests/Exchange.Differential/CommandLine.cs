namespace Exchange.Differential;

/// <summary>What the program was asked to do.</summary>
/// <param name="Schema">The file with the schema.</param>
/// <param name="Corpus">The file with the documents, or null when only the schema is described.</param>
/// <param name="Out">The file for the answers; there exactly where <paramref name="Corpus"/> is.</param>
/// <param name="Describe">The file for the schema's printed form and introspection, or null.</param>
public sealed record CommandLine(string Schema, string? Corpus, string? Out, string? Describe)
{
    /// <summary>How to call the program.</summary>
    public const string Usage = """
        usage: Exchange.Differential --schema S.graphql --corpus C.ndjson --out O.ndjson [--describe D.json]
               Exchange.Differential --schema S.graphql --describe D.json
          --schema    the schema that every document is judged by
          --corpus    one JSON object a line: id, document, variables, operationName
          --out       where the answers go: the same lines with "actual"
          --describe  where the printed schema and its introspection go
        """;

    private static readonly string[] Options = ["--schema", "--corpus", "--out", "--describe"];

    /// <summary>Reads the arguments; null and what is wrong with them where they are.</summary>
    public static CommandLine? Parse(string[] arguments, out string? problem)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        problem = Read(arguments, values) ?? Missing(values);
        return problem is null
            ? new CommandLine(
                values["--schema"],
                values.GetValueOrDefault("--corpus"),
                values.GetValueOrDefault("--out"),
                values.GetValueOrDefault("--describe"))
            : null;
    }

    private static string? Read(string[] arguments, Dictionary<string, string> values)
    {
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (!Options.Contains(arguments[i]))
            {
                return $"The option \"{arguments[i]}\" is not known.";
            }

            if (i + 1 == arguments.Length || arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                return $"The option {arguments[i]} needs the name of a file.";
            }

            if (!values.TryAdd(arguments[i], arguments[i + 1]))
            {
                return $"The option {arguments[i]} is given twice.";
            }
        }

        return null;
    }

    private static string? Missing(Dictionary<string, string> values) => values switch
    {
        _ when !values.ContainsKey("--schema") => "The option --schema is missing.",
        _ when values.ContainsKey("--corpus") != values.ContainsKey("--out") => "The options --corpus and --out go together.",
        _ when !values.ContainsKey("--corpus") && !values.ContainsKey("--describe") => "There is nothing to do: give --corpus and --out.",
        _ => null,
    };
}
