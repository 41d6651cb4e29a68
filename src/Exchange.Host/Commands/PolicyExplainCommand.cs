using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Exchange.Console.Decisions;
using Exchange.Host.Composition;
using Exchange.Pipeline.Visibility;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Explanations;

namespace Exchange.Host.Commands;

/// <summary><c>exchange policy explain</c>: who decided what and why, in one line, re-derived from the documents.</summary>
internal static class PolicyExplainCommand
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:sszzz";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create(TextWriter output)
    {
        var client = new Option<string>("--client") { Description = "The client's id.", Required = true };
        var purpose = new Option<string?>("--purpose") { Description = "The purpose's code." };
        var field = new Option<string>("--field")
        {
            Description = "The governed coordinate, for example Person.pension.amount; what means several (Event.place) is explained for each, as JSON a list.",
            Required = true,
        };
        var hasCase = new Option<bool>("--case")
        {
            Description = "Whether the request carries a case number; --case false for one without.",
            DefaultValueFactory = _ => true,
        };
        var hasEmergency = new Option<bool>("--emergency") { Description = "Whether the request declares an emergency." };
        var at = Moment();
        var language = Options.Language();
        var json = Options.Json();
        var command = new Command("explain", "Say who decided what and why about one field.")
        {
            client, purpose, field, hasCase, hasEmergency, at, language, json,
        };
        command.SetAction((result, _) => Task.FromResult(Run(
            output,
            new Question(
                result.GetValue(client)!,
                result.GetValue(purpose),
                new Coordinate(result.GetValue(field)!),
                result.GetValue(hasCase),
                result.GetValue(hasEmergency),
                Parse(result.GetValue(at)) ?? TimeProvider.System.GetUtcNow(),
                result.GetValue(language)!),
            result.GetValue(json))));
        return command;
    }

    private static Option<string?> Moment()
    {
        var option = new Option<string?>("--at")
        {
            Description = "The time of the request, for example 2026-01-01T09:00:00+08:00; now if it is left out.",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Parse(text) is null)
            {
                result.AddError("--at needs a time with its offset, for example 2026-01-01T09:00:00+08:00.");
            }
        });
        return option;
    }

    private static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static int Run(TextWriter output, Question question, bool asJson)
    {
        var documents = CityDocuments.ReadValid(DocumentFolders.Find());
        var policies = documents.Policies!;
        var client = policies.Clients.FirstOrDefault(card => card.ClientId == question.Client)
            ?? throw new HubException(
                $"There is no client \"{question.Client}\" in policies/: {string.Join(", ", policies.Clients.Select(card => card.ClientId))}.")
            {
                IsWrongUsage = true,
            };
        var meant = PolicyExplainer.Meant(documents.Standard!, question.Field);
        var explanations = (meant.Count == 0 ? [question.Field] : meant).Select(field => Explain(documents, question, client, field)).ToList();
        if (asJson)
        {
            var views = explanations.ConvertAll(ExplanationView.Of);
            output.WriteLine(meant.Count == 0 ? JsonSerializer.Serialize(views[0], Indented) : JsonSerializer.Serialize(views, Indented));
            return CommandLine.Success;
        }

        foreach (var explanation in explanations)
        {
            output.WriteLine(explanation.Sentence + string.Concat(explanation.Notes.Select(note => $" [{note.Text}]")));
        }

        return CommandLine.Success;
    }

    private static Explanation Explain(CityDocuments documents, Question question, ClientCard client, Coordinate field) => PolicyExplainer.Explain(
        documents.Standard!,
        documents.Policies!,
        question.ClassOf(documents.Policies!, client),
        field,
        question.At,
        question.Language,
        new OwnerDemandReader(documents.Graph!, documents.Standard!).Of(field));

    private sealed record Question(
        string Client, string? Purpose, Coordinate Field, bool HasCase, bool HasEmergency, DateTimeOffset At, string Language)
    {
        public CallerClass ClassOf(PolicySet policies, ClientCard client) => new(
            client.Department,
            client.Roles,
            policies.Vocabulary.StateOf(Purpose, client.Purposes),
            Purpose,
            client.RegionCode,
            HasCase,
            HasEmergency);
    }
}
