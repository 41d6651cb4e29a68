using System.Numerics;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Asks gates, each once per record, and reads grants in the light of the answers. Thread-safe.</summary>
internal sealed class GateAsker(IReadOnlyList<IGate> gates, DateTimeOffset now, int undecidedReason, object? request)
{
    private readonly ulong _factual = Bits(gates, gate => gate.Facts.Count > 0);
    private readonly ulong _reading = Bits(gates, gate => gate.Read is not null);
    private readonly Dictionary<string, ulong>? _readingByType = ReadingByType(gates);

    /// <summary>The gates of the stage that need facts, as bits.</summary>
    public ulong Factual(EntityStage stage) => stage.Gates & _factual;

    /// <summary>The gates of the stage that need a field of its records, as bits.</summary>
    public ulong Reading(EntityStage stage) =>
        _readingByType is null ? 0 : stage.Gates & _readingByType.GetValueOrDefault(stage.Type.Name);

    /// <summary>Asks the gates of the stage that need nothing but the record's key.</summary>
    public void AskAtOnce(EntityStage stage, RecordState record)
    {
        for (var pending = stage.Gates & ~_factual & ~_reading; pending != 0; pending &= pending - 1)
        {
            Ask(pending & ~(pending - 1), stage, record, null, null);
        }
    }

    /// <summary>Asks those that need facts. A key that the fact source does not know passes none of them.</summary>
    public void AskByFacts(EntityStage stage, RecordState record, FactAnswer facts)
    {
        for (var pending = Factual(stage); pending != 0; pending &= pending - 1)
        {
            Ask(pending & ~(pending - 1), stage, record, facts, isRead: false);
        }
    }

    /// <summary>Asks those that need this field of the record.</summary>
    public void AskByRead(EntityStage stage, RecordState record, RecordRead read, FactAnswer answer)
    {
        for (var pending = Reading(stage); pending != 0; pending &= pending - 1)
        {
            var bit = pending & ~(pending - 1);
            if (gates[BitOperations.TrailingZeroCount(bit)].Read == read)
            {
                Ask(bit, stage, record, answer, isRead: true);
            }
        }
    }

    /// <summary>
    /// Whether no alternative can be chosen and the reason is certain, whatever the gates say that were not asked yet (<paramref name="unasked"/>).
    /// </summary>
    public bool IsClosed(IReadOnlyList<Alternative> alternatives, ulong passed, ulong unasked) => alternatives.All(way =>
        (way.Gates & ~passed & ~unasked) is not 0 and var failed
        && First(failed, 0).Precedence < Math.Min(undecidedReason, First(way.Gates & unasked, 0).Precedence));

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

            reason = Math.Max(reason, First(failed, undecided).Reason);
        }

        reason = alternatives.Count == 0 ? closedReason : reason;
        return -1;
    }

    /// <summary>Whether a record that is not of a stage passes a gate.</summary>
    public bool Passes(int bit, string type, string key, FactAnswer answer)
    {
        if (gates[bit].Facts.Count > 0 && answer is not { IsAvailable: true, Facts: not null })
        {
            return false;
        }

        try
        {
            return gates[bit].Passes(new GateSubject(type, key, answer.Facts, now) { Request = request });
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // WHY: closed on doubt, as for records of a stage.
            return false;
        }
    }

    private (int Precedence, int Reason) First(ulong failed, ulong undecided)
    {
        var first = (Precedence: int.MaxValue, Reason: 0);
        for (; failed != 0; failed &= failed - 1)
        {
            var bit = BitOperations.TrailingZeroCount(failed);
            var (precedence, reason) = (undecided & (1UL << bit)) != 0
                ? (undecidedReason, undecidedReason)
                : (gates[bit].Precedence, gates[bit].Reason);
            var isNearer = precedence < first.Precedence || (precedence == first.Precedence && reason > first.Reason);
            first = isNearer ? (precedence, reason) : first;
        }

        return first;
    }

    private void Ask(ulong bit, EntityStage stage, RecordState record, FactAnswer answer, bool isRead)
    {
        if (!answer.IsAvailable)
        {
            record.Undecided |= bit;
            return;
        }

        record.Asked |= bit;
        if (answer.Facts is { } said)
        {
            Ask(bit, stage, record, isRead ? null : said, isRead ? said : null);
        }
    }

    private void Ask(ulong bit, EntityStage stage, RecordState record, DatumObject? facts, DatumObject? read)
    {
        record.Asked |= bit;
        try
        {
            var subject = new GateSubject(stage.Type.Name, record.Key, facts, now) { Read = read, Request = request };
            if (gates[BitOperations.TrailingZeroCount(bit)].Passes(in subject))
            {
                record.Passed |= bit;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // WHY: closed on doubt; a gate that fails must not open anything, and must not end the request for everybody else's cells.
            record.Passed &= ~bit;
        }
    }

    // WHY beforehand, and null for most requests: it is asked for with every record.
    private static Dictionary<string, ulong>? ReadingByType(IReadOnlyList<IGate> gates)
    {
        Dictionary<string, ulong>? byType = null;
        for (var i = 0; i < gates.Count; i++)
        {
            if (gates[i] is { Read.Type: { } type, Facts.Count: 0 })
            {
                byType ??= new Dictionary<string, ulong>(StringComparer.Ordinal);
                byType[type] = byType.GetValueOrDefault(type) | (1UL << i);
            }
        }

        return byType;
    }

    private static ulong Bits(IReadOnlyList<IGate> gates, Func<IGate, bool> isOne)
    {
        var bits = 0UL;
        for (var i = 0; i < gates.Count; i++)
        {
            bits |= isOne(gates[i]) ? 1UL << i : 0;
        }

        return bits;
    }
}

/// <summary>What a department said about one record, to decide by.</summary>
/// <param name="IsAvailable">False when it could not be had.</param>
/// <param name="Facts">What it said; null when nothing was needed or the key is unknown.</param>
internal readonly record struct FactAnswer(bool IsAvailable, DatumObject? Facts);
