using Exchange.Console.Access;
using Exchange.Policy;
using Exchange.Policy.People;
using Microsoft.AspNetCore.Http;

namespace Exchange.Console.Reversals;

/// <summary>
/// What stands between a reversal and the number although two persons agreed: a brake or restriction that leaves the department whose pseudonym it is less
/// than the whole number for that purpose, and that this hub may not know of all brakes. Thread-safe.
/// </summary>
internal sealed class NumberClosings(ConsolePorts ports)
{
    private static readonly Coordinate Number = new(ReversalRecord.Number);

    /// <summary>The answer that says so, or null.</summary>
    public IResult? Of(Reversal reversal, DateTimeOffset now) =>
        !ports.Lease.IsHeld ? Problems.LeaseLost
        : !ports.Snapshot.Value.Decisions.LeaveFull(reversal.Department, reversal.Purpose, Number, now)
            ? Problems.Conflict("A brake or a restriction closes the citizen number to this department for this purpose: ask its owner.")
            : null;
}

/// <summary>Ends a step of a reversal before it is kept.</summary>
internal sealed class ClosedNumberException(IResult answer) : Exception("The citizen number is closed.")
{
    /// <summary>What is answered.</summary>
    public IResult Answer => answer;
}
