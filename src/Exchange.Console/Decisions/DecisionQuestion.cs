using Exchange.Console.Access;
using Exchange.Pipeline.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Exchange.Console.Decisions;

/// <summary>What <c>/api/v1/decisions/explain</c> is asked.</summary>
internal sealed record DecisionQuestion
{
    private static readonly QueryParameter<bool> CaseFlag = QueryParameter.Flag("case");
    private static readonly QueryParameter<bool> EmergencyFlag = QueryParameter.Flag("emergency");

    /// <summary>The client whose requests are meant; a client may leave it out, and then means itself.</summary>
    [FromQuery(Name = "client")]
    public string? Client { get; init; }

    /// <summary>The purpose's code; none for a request without one.</summary>
    [FromQuery(Name = "purpose")]
    public string? Purpose { get; init; }

    /// <summary>The field.</summary>
    [FromQuery(Name = "field")]
    public string? Field { get; init; }

    /// <summary>Whether the request carries a case number; true where it is not said.</summary>
    [FromQuery(Name = "case")]
    public string? Case { get; init; }

    /// <summary>Whether the request declares an emergency; false where it is not said.</summary>
    [FromQuery(Name = "emergency")]
    public string? Emergency { get; init; }

    /// <summary>The language of the sentences: <c>en</c> or <c>zh</c>; where it is not said, the one that <c>Accept-Language</c> wants most.</summary>
    [FromQuery(Name = "lang")]
    public string? Lang { get; init; }

    /// <summary>The access id of an answer that was given; with <see cref="Coordinate"/>, in place of client, purpose and field.</summary>
    [FromQuery(Name = "accessId")]
    public string? AccessId { get; init; }

    /// <summary>The field in that answer.</summary>
    [FromQuery(Name = "coordinate")]
    public string? Coordinate { get; init; }

    /// <summary>The one person in that answer that is meant, by the pseudonym that the client was given.</summary>
    [FromQuery(Name = "pid")]
    public string? Pid { get; init; }

    /// <summary>Whether the request that is asked about carries a case number.</summary>
    public bool HasCase => CaseFlag.Read(Case).Value ?? true;

    /// <summary>Whether it declares an emergency.</summary>
    public bool IsEmergency => EmergencyFlag.Read(Emergency).Value ?? false;

    /// <summary>Says in the description what is more than text.</summary>
    public static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => EmergencyFlag.Describe(CaseFlag.Describe(route));

    /// <summary>The same in the language that the reader wants, where none is named.</summary>
    public DecisionQuestion In(HttpRequest request) => this with
    {
        Lang = Lang ?? ReaderLanguage.Of(request.GetTypedHeaders().AcceptLanguage.Select(wanted => (wanted.Value.ToString(), wanted.Quality ?? 1))),
    };

    /// <summary>What is wrong with one of the values; null where each can be meant.</summary>
    public IResult? Mistake() =>
        Lang is not (null or "en" or "zh") ? Problems.BadRequest("\"lang\" is \"en\" or \"zh\".")
        : CaseFlag.Read(Case).Problem ?? EmergencyFlag.Read(Emergency).Problem;
}
