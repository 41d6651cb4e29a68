using System.Buffers;
using System.Text;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.UnitTests.Fixtures;

/// <summary>Runs one query of the small city against sources in memory.</summary>
internal sealed class FederationRun
{
    public required ResultTree Tree { get; init; }

    /// <summary>The data as JSON.</summary>
    public string Json => Write(Tree.Data);

    /// <summary>All cells as <c>coordinate outcome reason path</c>.</summary>
    public IReadOnlyList<string> Cells =>
    [
        .. from record in Tree.Records
           from entry in record.Cells
           let reason = entry.Cell.Reason == 0 ? "" : $" {entry.Cell.Reason}"
           select $"{entry.Cell.Coordinate} {entry.Cell.Outcome}{reason} {string.Join('.', entry.Path.ToList())}",
    ];

    public static Task<FederationRun> AskAsync(string query, GrantTable grants, params ISource[] sources) =>
        AskAsync(query, grants, null, sources);

    public static async Task<FederationRun> AskAsync(string query, GrantTable grants, RecordingFacts? facts, params ISource[] sources) =>
        await AskAsync(FederationCity.Plan(query, grants), facts, new ExecutorLimits(), CancellationToken.None, sources);

    public static async Task<FederationRun> AskAsync(
        QueryPlan plan, RecordingFacts? facts, ExecutorLimits limits, CancellationToken cancellation, params ISource[] sources)
    {
        var byType = new Dictionary<string, IFactSource> { ["Person"] = facts ?? new RecordingFacts([]) };
        var executor = new PlanExecutor(sources.ToDictionary(source => source.Department), byType, limits);
        return new FederationRun { Tree = await executor.ExecuteAsync(plan, Context, cancellation) };
    }

    private static FetchContext Context { get; } = new()
    {
        AccessId = "a1",
        Now = DateTimeOffset.UnixEpoch,
        Variables = VariableValues.Empty,
        Scalars = ScalarSet.BuiltIn,
        Hub = new Hub(),
        Guard = new Guard(),
        Reasons = new ExecutorReasons(GrantTable.SourceUnavailable, GrantTable.InvalidData, GrantTable.NotImplied, GrantTable.NotAvailable),
    };

    private static string Write(Datum value)
    {
        var output = new ArrayBufferWriter<byte>();
        DatumWriter.Write(output, value);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private sealed class Hub : IHubFields
    {
        public Datum Root(SelectedField field) =>
            Datum.From(new DatumObject([.. field.Selection!.For("Caller").Select(part => part.ResponseName)], [Datum.From("client-1")]));

        public Datum OfEntity(SelectedField field, string key) => Datum.From($"pid-{key}");

        public IReadOnlyList<string?> Keys(SelectedField lookup, DatumObject arguments)
        {
            var first = arguments.Count == 0 ? throw Wrong() : arguments.Values[0];
            return first.Kind == DatumKind.List ? [.. first.AsList().Select(Key)] : [Key(first)];
        }

        private static string? Key(Datum value) => value.AsString() == "nobody" ? null : value.AsString();

        private static Exchange.GraphQL.GraphQLException Wrong() =>
            new(new Exchange.GraphQL.GraphQLError(Exchange.GraphQL.ErrorCodes.BadUserInput, "Give one identifier."));
    }

    /// <summary>Refuses the text "bad"; below full level 9 keeps as many characters as the level.</summary>
    private sealed class Guard : ICellGuard
    {
        public CellAdmission Admit(string coordinate, int level, Datum value)
        {
            if (value.Kind != DatumKind.String)
            {
                return new CellAdmission(true, value);
            }

            var text = value.AsString();
            return text == "bad"
                ? new CellAdmission(false, default)
                : new CellAdmission(true, Datum.From(level >= 9 || text.Length <= level ? text : text[..level]));
        }
    }
}
