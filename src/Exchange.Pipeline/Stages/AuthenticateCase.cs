using System.Collections.Frozen;
using Exchange.Federation.Sources;
using Exchange.Pipeline.Callers;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// The part of stage 1 that proves a case number, where the city has a case source: it counts only while the source knows it as an open case of the
/// caller's purpose and department. Without a source the form alone counts, and no case has persons. Thread-safe.
/// </summary>
internal sealed class AuthenticateCase(ICaseSource? cases, Action<string, Exception> fault)
{
    public async ValueTask<Caller> RunAsync(Caller caller, string accessId, CancellationToken deadline)
    {
        if (cases is null || caller is not { CaseNumber: { } number, Class.Purpose: { } purpose })
        {
            return caller;
        }

        try
        {
            var question = new CaseQuestion(number, purpose, caller.Client.Department.Value);
            var found = await cases.FindAsync(accessId, question, deadline).AsTask().WaitAsync(deadline);
            return found is { IsOpen: true } ? caller with { CasePersons = Known(found.Persons ?? []) } : WithoutCase(caller);
        }
        catch (Exception failure)
        {
            // WHY: closed on doubt, and nothing else breaks: what needs no case is answered.
            fault(accessId, failure);
            return WithoutCase(caller);
        }
    }

    private static FrozenSet<PersonKey> Known(IEnumerable<string> persons) =>
        persons.Select(number => PersonKey.TryFromCitizenNo(number, out var person) ? person : (PersonKey?)null)
            .OfType<PersonKey>().ToFrozenSet();

    private static Caller WithoutCase(Caller caller)
    {
        var of = caller.Class;
        return caller with
        {
            CaseNumber = null,
            Class = new CallerClass(of.Department, of.Roles, of.PurposeState, of.Purpose, of.RegionCode, hasCase: false, of.HasEmergency),
        };
    }
}
