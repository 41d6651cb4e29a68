using Exchange.Audit.Segments;

namespace Exchange.Audit.Verification;

/// <summary>What the anchor says about the log, held against what a pass sees.</summary>
internal sealed class AnchorWitness
{
    private readonly bool _exists;
    private readonly Anchor? _anchor;
    private readonly FindingList _findings;
    private bool _isMet;

    /// <summary>Reads the anchor. Do so before the segments, so that one written meanwhile cannot promise more than was seen.</summary>
    public AnchorWitness(ILogFolder folder, FindingList findings)
    {
        _findings = findings;
        _exists = folder.Names()?.Contains(LogFileNames.Anchor) == true;
        if (!_exists)
        {
            return;
        }

        _anchor = Anchor.Parse(folder.ReadAll(LogFileNames.Anchor, Anchor.Size + 1));
        if (_anchor is null)
        {
            findings.Report(LogFileNames.Anchor, null, 0, "the anchor was changed");
        }
    }

    /// <summary>The store that the anchor belongs to, where it can be read.</summary>
    public Guid? StoreId => _anchor?.StoreId;

    /// <summary>The pass goes from one position to a later one, over records that were reported as missing or unreadable if any.</summary>
    public void Follow(ChainPosition from, ChainPosition to)
    {
        // WHY: where the anchor's record is among those reported, one finding is enough.
        _isMet |= _anchor is { } anchor && anchor.Sequence >= from.NextSequence && anchor.Sequence < to.NextSequence - 1;
    }

    /// <summary>The pass stands behind a record, or behind the header of the first segment.</summary>
    public void Meet(ChainPosition position) =>
        _isMet |= _anchor is { } anchor && anchor.Sequence == position.NextSequence - 1 && position.Accepts(anchor.Hash);

    /// <summary>Says whether the log ends as the anchor has it.</summary>
    public void Conclude(long last, bool hasUnfinishedTail, bool isInUse)
    {
        const string file = LogFileNames.Anchor;
        if (_anchor is not { } anchor)
        {
            if (!_exists && last > 0)
            {
                _findings.Report(file, null, 0, "the anchor is gone, so that missing records at the end of the log would not be seen");
            }
        }
        else if (anchor.Sequence > last)
        {
            _findings.Report(file, last + 1, 0, $"the log ends with record {last}, but is known to reach record {anchor.Sequence}");
        }
        else if (!_isMet)
        {
            _findings.Report(file, anchor.Sequence, 0, "the record is not the one that the anchor names");
        }
        else if (anchor.IsClosed && !isInUse && (last > anchor.Sequence || hasUnfinishedTail))
        {
            _findings.Report(file, anchor.Sequence + 1, 0, $"the log was closed with record {anchor.Sequence}, and has grown since");
        }
    }
}
