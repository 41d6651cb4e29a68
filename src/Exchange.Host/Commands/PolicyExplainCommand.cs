using System.CommandLine;
using System.Text.Json;
using Exchange.Host.Composition;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Explanations;
using Exchange.Policy.Documents;
using Exchange.Policy.Vocabularies;

namespace Exchange.Host.Commands;

/// <summary><c>exchange policy explain</c>: who decided what and why, in one sentence, re-derived from the documents.</summary>
internal static class PolicyExplainCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create(TextWriter output)
    {
        var client = new Option<string>("--client") { Description = "The client's id.", Required = true };
        var purpose = new Option<string?>("--purpose") { Description = "The purpose's code." };
        var field = new Option<string>("--field") { Description = "The governed coordinate, for example Person.pension.amount.", Required = true };
        var language = Options.Language();
        var json = Options.Json();
        var command = new Command("explain", "Say who decided what and why about one field.") { client, purpose, field, language, json };
        command.SetAction((result, _) => Task.FromResult(Run(
            output, result.GetValue(client)!, result.GetValue(purpose), result.GetValue(field)!, result.GetValue(language)!, result.GetValue(json))));
        return command;
    }

    private static int Run(TextWriter output, string clientId, string? purpose, string coordinate, string language, bool asJson)
    {
        var documents = CityDocuments.ReadValid(DocumentFolders.Find());
        var client = documents.Policies!.Clients.FirstOrDefault(card => card.ClientId == clientId)
            ?? throw new HubException(
                $"There is no client \"{clientId}\" in policies/: {string.Join(", ", documents.Policies.Clients.Select(card => card.ClientId))}.");
        var caller = Class(documents.Policies.Vocabulary, client, purpose);
        var explanation = PolicyExplainer.Explain(
            documents.Standard!, documents.Policies, caller, new Coordinate(coordinate), TimeProvider.System.GetUtcNow(), language);
        output.WriteLine(asJson ? JsonSerializer.Serialize(explanation, Indented) : explanation.Sentence);
        return CommandLine.Success;
    }

    // The question is what the rules allow: a case number is taken as present, an emergency as not declared.
    private static CallerClass Class(Vocabulary vocabulary, ClientCard client, string? purpose)
    {
        var state = vocabulary.StateOf(purpose, client.Purposes);
        return new CallerClass(client.Department, client.Roles, state, purpose, client.RegionCode, hasCase: true, hasEmergency: false);
    }
}
