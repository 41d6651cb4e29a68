using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Console.Access;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.Console.Consents;

/// <summary>
/// By what a caller names a consent: by its id, and a department's client by the name that its department is given as well. INVARIANT: nothing that a
/// client is told holds an id, by which two departments could join their pseudonyms; whoever has one from the person may use it. Thread-safe.
/// </summary>
internal sealed class ConsentNaming(Pseudonyms pseudonyms)
{
    /// <summary>Whether the text is a consent's id, and not a department's name for it.</summary>
    public static bool IsId(string text) => ConsentId.TryParse(text, out _);

    /// <summary>The id of the consent that a caller names.</summary>
    public bool TryRead(ApiCaller caller, string text, out ConsentId id) =>
        ConsentId.TryParse(text, out id) || (caller.Client is { } client && TryRead(client.Department, text, out id));

    /// <summary>The id behind a department's name for a consent.</summary>
    public bool TryRead(DepartmentId department, string text, out ConsentId id)
    {
        id = default;
        return pseudonyms.Consents.TryOpen(text, department, out var value) && ConsentId.TryParse(value.ToString("D"), out id);
    }

    /// <summary>A department's name for a consent.</summary>
    public string ForDepartment(ConsentId id, DepartmentId department) => pseudonyms.Consents.ForDepartment(id.Value, department);

    /// <summary>A consent as the caller is shown it, with the others that the caller's act closed.</summary>
    public ConsentView View(ApiCaller caller, ConsentHistory consent, DateTimeOffset now, IEnumerable<ConsentHistory> alsoClosed) =>
        ConsentView.Of(consent, now) with
        {
            Id = For(caller, consent.Record.Id),
            Previous = consent.Record.Previous is { } previous ? For(caller, previous.Id) : null,
            AlsoClosed = alsoClosed.Select(other => For(caller, other.Record.Id)).ToList() is { Count: > 0 } others ? others : null,
        };

    private string For(ApiCaller caller, ConsentId id) => caller.Client is { } client ? ForDepartment(id, client.Department) : id.ToString();
}
