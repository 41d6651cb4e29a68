using Exchange.Federation.Authorization;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// What gates may know of the one request apart from the record, made once a request: gates are shared by all requests of a caller class, so nothing
/// of it stands in them. Immutable.
/// </summary>
/// <param name="Own">The person who asks; null where the caller is none, or it is not known who.</param>
/// <param name="CasePersons">The persons of the request's case, as the case source says; empty where it says nothing.</param>
/// <param name="OnlyPlace">The address code of the one place that the request names; null where it names none, or more than one.</param>
internal sealed record GateRequest(PersonKey? Own, IReadOnlySet<PersonKey> CasePersons, string? OnlyPlace)
{
    /// <summary>What the gate was given of the request; null where it was given none, and then what hangs on it does not hold.</summary>
    public static GateRequest? Of(in GateSubject subject) => subject.Request as GateRequest;
}
