using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Console.Access;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Policy.Vocabularies;

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

    /// <summary>A consent as the caller who closed it is shown it, and what was closed with it.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="consent">The consent.</param>
    /// <param name="others">What was closed with it and is there for the caller.</param>
    /// <param name="vocabulary">Says what can be done without it.</param>
    /// <param name="now">The time.</param>
    public ConsentView ClosedView(
        ApiCaller caller, ConsentHistory consent, IEnumerable<ConsentHistory> others, Vocabulary vocabulary, DateTimeOffset now)
    {
        List<string> names = [.. others.Select(other => NameFor(caller, other.Record.Id))];
        return View(caller, consent, now).WithRoutes(vocabulary) with { AlsoClosed = names.Count > 0 ? names : null };
    }

    /// <summary>A consent as the caller is shown it.</summary>
    public ConsentView View(ApiCaller caller, ConsentHistory consent, DateTimeOffset now) => ConsentView.Of(consent, now) with
    {
        Id = NameFor(caller, consent.Record.Id),
        Previous = consent.Record.Previous is { } previous ? NameFor(caller, previous.Id) : null,

        // WHY: the end of the guardianship is the 14th birthday, which a consent gives to nobody.
        ValidUntil = caller.Client is null ? consent.Ends : consent.Record.ValidUntil,
    };

    private string NameFor(ApiCaller caller, ConsentId id) => caller.Client is { } client ? ForDepartment(id, client.Department) : id.ToString();
}
