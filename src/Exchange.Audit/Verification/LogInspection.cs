using Exchange.Audit.Segments;

namespace Exchange.Audit.Verification;

/// <summary>One pass over a whole log: what was seen so far, and where in the chain the pass stands.</summary>
internal sealed class LogInspection(bool isInUse)
{
    /// <summary>No segment is larger than this: the largest the options permit and one frame beyond.</summary>
    private const long LargestFile = (1L << 30) + (32L << 20);

    /// <summary>A log in ruins is described by its first findings and the number of the others.</summary>
    private const int LargestReport = 1000;

    private readonly List<Finding> _findings = [];
    private long _furtherFindings;
    private Anchor? _anchor;
    private bool _isAnchorMet;
    private long _entries;
    private int _segments;
    private DateTimeOffset? _firstTime;
    private DateTimeOffset? _lastTime;
    private Guid? _storeId;
    private bool _hasUnfinishedTail;

    /// <summary>Where the pass stands.</summary>
    public ChainPosition Position { get; private set; } = new(1, default);

    /// <summary>Goes through the folder.</summary>
    public VerificationReport Run(ILogFolder folder)
    {
        // INVARIANT: the anchor is read before the segments, so that one written meanwhile cannot promise more than was seen.
        var names = folder.Names();
        var hasAnchor = names?.Contains(LogFileNames.Anchor) == true;
        if (hasAnchor)
        {
            ReadAnchor(folder);
        }

        names = folder.Names();
        var segments = names?.Where(name => LogFileNames.FirstSequence(name) is not null).ToList() ?? [];
        foreach (var name in segments)
        {
            InspectSegment(folder, name, isLast: name == segments[^1]);
        }

        if (segments.Count == 0)
        {
            Report(LogFileNames.Anchor, null, 0, $"there is no access log in '{folder.Place}'");
        }
        else
        {
            CompareWithAnchor(hasAnchor);
        }

        NoteStrangers(names ?? []);
        if (_furtherFindings > 0)
        {
            _findings.Add(new Finding(FindingSeverity.Damage, LogFileNames.Anchor, null, 0, $"{_furtherFindings} further findings are not listed"));
        }

        return Summarize();
    }

    /// <summary>The pass goes on behind this record.</summary>
    public void TakeRecord(long sequence, ChainHash carried, ChainHash computed, DateTimeOffset? time)
    {
        _entries++;
        _firstTime ??= time;
        _lastTime = time ?? _lastTime;
        MoveTo(new ChainPosition(sequence + 1, carried, computed));
        MeetAnchor();
    }

    /// <summary>The pass goes on with <paramref name="nextSequence"/>, chained to <paramref name="hash"/>; what lies before was unreadable.</summary>
    public void SkipTo(long nextSequence, ChainHash hash)
    {
        _entries += nextSequence - Position.NextSequence;
        MoveTo(new ChainPosition(nextSequence, hash));
        MeetAnchor();
    }

    /// <summary>Notes damage.</summary>
    public void Report(string file, long? sequence, long offset, string problem) =>
        Add(new Finding(FindingSeverity.Damage, file, sequence, offset, problem));

    /// <summary>Notes an unfinished frame at the end of the log.</summary>
    public void ReportUnfinished(string file, long offset, int length)
    {
        _hasUnfinishedTail = true;
        if (!isInUse)
        {
            Inform(file, Position.NextSequence, offset, $"{length} bytes of a record that was being written when the hub was stopped; never acknowledged");
        }
    }

    private void Inform(string file, long? sequence, long offset, string problem) =>
        Add(new Finding(FindingSeverity.Information, file, sequence, offset, problem));

    private void Add(Finding finding)
    {
        if (_findings.Count < LargestReport)
        {
            _findings.Add(finding);
        }
        else
        {
            _furtherFindings++;
        }
    }

    private void ReadAnchor(ILogFolder folder)
    {
        _anchor = Anchor.Parse(folder.ReadAll(LogFileNames.Anchor, Anchor.Size + 1));
        _storeId = _anchor?.StoreId;
        if (_anchor is null)
        {
            Report(LogFileNames.Anchor, null, 0, "the anchor was changed");
        }
    }

    private void InspectSegment(ILogFolder folder, string name, bool isLast)
    {
        _segments++;
        var bytes = folder.ReadAll(name, LargestFile + 1);
        if (bytes.Length > LargestFile)
        {
            Report(name, LogFileNames.FirstSequence(name), 0, "the file is larger than any segment a hub writes");
            return;
        }

        if (InspectHeader(name, bytes))
        {
            new SegmentInspector(this, name, bytes, isLast).Inspect();
        }
    }

    private bool InspectHeader(string name, byte[] bytes)
    {
        var named = LogFileNames.FirstSequence(name)!.Value;
        if (bytes.Length < SegmentHeader.Size)
        {
            Report(name, named, 0, "the file is shorter than the header of a segment");
            return false;
        }

        var header = SegmentHeader.Read(bytes);
        var stored = SegmentHeader.StoredHash(bytes);
        var computed = SegmentHeader.ComputedHash(bytes);
        if (stored != computed)
        {
            Report(name, named, 0, "the header of the segment was changed");
            header = header with { FirstSequence = named };
        }
        else if (!SegmentHeader.IsKnownFormat(bytes))
        {
            Report(name, named, 0, "the segment is of a format this version does not know");
            return false;
        }
        else
        {
            CompareHeader(name, named, header);
        }

        if (header.FirstSequence > Position.NextSequence)
        {
            Report(name, Position.NextSequence, 0, $"records {Position.NextSequence} to {header.FirstSequence - 1} are missing before this segment");
        }

        MoveTo(new ChainPosition(header.FirstSequence, stored, computed));
        if (header.FirstSequence == 1)
        {
            MeetAnchor();
        }

        return true;
    }

    private void CompareHeader(string name, long named, SegmentHeader header)
    {
        _storeId ??= header.StoreId;
        if (header.StoreId != _storeId)
        {
            Report(name, named, 0, "the segment belongs to another store");
        }
        else if (header.FirstSequence != named)
        {
            Report(name, named, 0, $"the file holds the segment that begins with record {header.FirstSequence}");
        }
        else if (named < Position.NextSequence)
        {
            Report(name, named, 0, $"the segment begins with record {named}, but the one before it already reaches record {Position.NextSequence - 1}");
        }
        else if (named == Position.NextSequence && !Position.Accepts(header.Previous))
        {
            Report(name, named, 0, "the segment does not follow from the one before it");
        }
    }

    private void MoveTo(ChainPosition position)
    {
        // WHY: where the anchor's record is among those reported as missing or unreadable, one finding is enough.
        _isAnchorMet |= _anchor is { } anchor && anchor.Sequence >= Position.NextSequence && anchor.Sequence < position.NextSequence - 1;
        Position = position;
    }

    private void MeetAnchor()
    {
        if (_anchor is { } anchor && anchor.Sequence == Position.NextSequence - 1)
        {
            _isAnchorMet |= Position.Accepts(anchor.Hash);
        }
    }

    private void CompareWithAnchor(bool hasAnchor)
    {
        var last = Position.NextSequence - 1;
        if (_anchor is not { } anchor)
        {
            if (!hasAnchor && last > 0)
            {
                Report(LogFileNames.Anchor, null, 0, "the anchor is gone, so that missing records at the end of the log would not be seen");
            }

            return;
        }

        var file = LogFileNames.Anchor;
        if (anchor.Sequence > last)
        {
            Report(file, last + 1, 0, $"the log ends with record {last}, but is known to reach record {anchor.Sequence}");
        }
        else if (!_isAnchorMet)
        {
            Report(file, anchor.Sequence, 0, "the record is not the one that the anchor names");
        }
        else if (anchor.IsClosed && !isInUse && (last > anchor.Sequence || _hasUnfinishedTail))
        {
            Report(file, anchor.Sequence + 1, 0, $"the log was closed with record {anchor.Sequence}, and has grown since");
        }
    }

    private void NoteStrangers(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (name is not (LogFileNames.Anchor or LogFileNames.Lock) && LogFileNames.FirstSequence(name) is null)
            {
                var isDraft = name.EndsWith(LogFileNames.DraftSuffix, StringComparison.Ordinal);
                if (!(isDraft && isInUse))
                {
                    Inform(name, null, 0, isDraft ? "left over by a hub that was stopped while making it" : "the file is no part of the log");
                }
            }
        }
    }

    private VerificationReport Summarize() => new()
    {
        Entries = _entries,
        Segments = _segments,
        FirstTime = _firstTime,
        LastTime = _lastTime,
        HeadHash = _entries > 0 ? Position.Carried.ToString() : null,
        InUse = isInUse,
        Findings = _findings,
    };
}
