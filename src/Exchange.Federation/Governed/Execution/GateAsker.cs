using System.Numerics;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Asks gates, each once per record, and reads grants in the light of the answers. Thread-safe.</summary>
internal sealed class GateAsker(IReadOnlyList<IGate> gates, DateTimeOffset now, int undecidedReason)
{
    /// <summary>Asks every gate of the stage about the record. Without facts a gate that needs them does not pass.</summary>
    public void Ask(EntityStage stage, RecordState record, FactAnswer facts)
    {
        for (var pending = stage.Gates; pending != 0; pending &= pending - 1)
        {
            var bit = BitOperations.TrailingZeroCount(pending);
            var gate = gates[bit];
            if (gate.Facts.Count > 0 && !facts.IsAvailable)
            {
                record.Undecided |= 1UL << bit;
            }
            else if ((gate.Facts.Count == 0 || facts.Facts is not null) && Passes(gate, stage, record, facts.Facts))
            {
                record.Passed |= 1UL << bit;
            }
        }
    }

    /// <summary>The first alternative whose gates all pass, or -1 with the reason of the one that came nearest.</summary>
    public int Choose(IReadOnlyList<Alternative> alternatives, ulong passed, ulong undecided, int closedReason, out int reason)
    {
        reason = 0;
        for (var i = 0; i < alternatives.Count; i++)
        {
            var failed = alternatives[i].Gates & ~passed;
            if (failed == 0)
            {
                reason = 0;
                return i;
            }

            reason = Math.Max(reason, FirstReason(failed, undecided));
        }

        reason = alternatives.Count == 0 ? closedReason : reason;
        return -1;
    }

    private int FirstReason(ulong failed, ulong undecided)
    {
        var first = int.MaxValue;
        for (; failed != 0; failed &= failed - 1)
        {
            var bit = BitOperations.TrailingZeroCount(failed);
            first = Math.Min(first, (undecided & (1UL << bit)) != 0 ? undecidedReason : gates[bit].Reason);
        }

        return first;
    }

    private bool Passes(IGate gate, EntityStage stage, RecordState record, DatumObject? facts)
    {
        try
        {
            return gate.Passes(new GateSubject(stage.Type.Name, record.Key, gate.Facts.Count == 0 ? null : facts, now));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // WHY: closed on doubt; a gate that fails must not open anything, and must not end the request for everybody else's cells.
            return false;
        }
    }
}

/// <summary>What the fact source said about one record.</summary>
/// <param name="IsAvailable">False when the facts could not be had.</param>
/// <param name="Facts">The facts; null when none were needed or the key is unknown.</param>
internal readonly record struct FactAnswer(bool IsAvailable, DatumObject? Facts);
