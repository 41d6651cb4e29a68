using Exchange.Console.Access;
using Exchange.Policy.Documents;
using Exchange.Policy.Vocabularies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Vocabularies;

/// <summary><c>/api/v1/vocabulary</c>: the words in force, for everybody who is known. Thread-safe.</summary>
internal sealed class VocabularyEndpoints(ConsolePorts ports)
{
    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/vocabulary", (Delegate)ShowAsync).WithName("getVocabulary").WithTags("vocabulary")
            .WithSummary("Purposes, roles, departments, consent scopes and reasons with their titles in both languages.")
            .Produces<VocabularyView>().ProducesProblem(401);

    private Task<IResult> ShowAsync(HttpContext http) => _access.AnswerAsync(http, _ =>
    {
        var snapshot = ports.Snapshot.Value;
        var vocabulary = snapshot.Policies.Vocabulary;
        return Task.FromResult(Results.Ok(new VocabularyView(
            [.. vocabulary.Purposes.Select(purpose => Purpose(purpose, snapshot.Policies))],
            [.. vocabulary.Roles.Select(role => new CodeView(role.Code, TitleView.Of(role.Title)))],
            [.. snapshot.Standard.Departments.Select(card => new CodeView(card.Code.Value, TitleView.Of(card.Title)))],
            [.. vocabulary.Scopes.Select(scope => new CodeView(scope.Code, TitleView.Of(scope.Title)))],
            ReasonWords.All)));
    });

    private static PurposeView Purpose(Purpose purpose, PolicySet policies)
    {
        var rules = policies.Rules.Where(rule => rule.Purposes.Contains(purpose.Code, StringComparer.Ordinal)).ToList();
        return new PurposeView(
            purpose.Code,
            TitleView.Of(purpose.Title),
            rules.Any(rule => rule.Conditions.Case),
            purpose.CaseFormat?.Template,
            rules.Count > 0 && rules.All(rule => rule.Conditions.Emergency),
            rules.Any(rule => rule.Conditions.Emergency));
    }
}
