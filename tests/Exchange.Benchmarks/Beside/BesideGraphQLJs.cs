using System.Text;
using Exchange.Benchmarks.Scene;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;

namespace Exchange.Benchmarks.Beside;

/// <summary>Our half of <c>beside-graphql-js/run.sh</c>: the same documents, read and judged here; one line of JSON a measurement.</summary>
internal sealed class BesideGraphQLJs(TextWriter output)
{
    /// <summary>The first argument of the command line that leads here.</summary>
    public const string Command = "beside";

    private static readonly string Documents = Path.Combine(AppContext.BaseDirectory, "beside-graphql-js", "documents");

    /// <summary><c>beside schema</c> prints the city's graph; <c>beside</c> alone measures.</summary>
    public void Run(ReadOnlySpan<string> arguments)
    {
        var city = new MemoryCity().Snapshot.Graph.Schema;
        if (arguments is ["schema"])
        {
            output.WriteLine(SchemaPrinter.Print(city, withAppliedDirectives: false));
            return;
        }

        var everything = SchemaBuilder.Build(Text("kitchen-sink.schema.graphql"));
        Measure("kitchen-sink", everything);
        Measure("fifty-fields", city);
        Measure("thousand-fields", city);
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Documents, file));

    private void Measure(string name, Schema schema)
    {
        var text = Encoding.UTF8.GetBytes(Text(name + ".graphql"));
        if (ParseAndValidate(schema, text) is [var error, ..])
        {
            throw new InvalidOperationException($"{name}: {error.Message}");
        }

        Report(name, text.Length, "parse", Measurement.Of(() => Parse(schema, text)));
        Report(name, text.Length, "parse + validate", Measurement.Of(() => ParseAndValidate(schema, text)));
    }

    private static IReadOnlyList<GraphQLError> ParseAndValidate(Schema schema, byte[] text) =>
        DocumentValidator.Validate(schema, Parse(schema, text), ValidationOptions.Default);

    private static Document Parse(Schema schema, byte[] text) => GraphQLParser.Parse(text, ParserLimits.Default, schema.Names);

    private void Report(string document, int bytes, string work, Measurement measured) => output.WriteLine(
        FormattableString.Invariant(
            $$"""{"document":"{{document}}","bytes":{{bytes}},"work":"{{work}}","us":{{measured.Microseconds:F3}},"allocated":{{measured.Allocated}}}"""));
}
