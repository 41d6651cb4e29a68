using Exchange.Audit.Segments;

namespace Exchange.Audit.Verification;

/// <summary>One pass over a whole log: what was seen so far, and where in the chain the pass stands.</summary>
internal sealed class LogInspection
{
    /// <summary>No segment is larger than this: the largest the options permit and one frame beyond.</summary>
    private const long LargestFile = (1L << 30) + (32L << 20);

    private readonly ILogFolder _folder;
    private readonly bool _isInUse;
    private readonly FindingList _findings = new();
    private readonly AnchorWitness _anchor;
    private long _entries;
    private int _segments;
    private DateTimeOffset? _firstTime;
    private DateTimeOffset? _lastTime;
    private Guid? _storeId;
    private bool _hasUnfinishedTail;

    public LogInspection(ILogFolder folder)
    {
        _folder = folder;
        _isInUse = folder.IsLocked();
        _anchor = new AnchorWitness(folder, _findings);
        _storeId = _anchor.StoreId;
    }

    /// <summary>Where the pass stands.</summary>
    public ChainPosition Position { get; private set; } = new(1, default);

    /// <summary>Goes through the folder.</summary>
    public VerificationReport Run()
    {
        var names = _folder.Names() ?? [];
        var segments = names.Where(name => LogFileNames.FirstSequence(name) is not null).ToList();
        foreach (var name in segments)
        {
            InspectSegment(name, isLast: name == segments[^1]);
        }

        if (segments.Count == 0)
        {
            Report(LogFileNames.Anchor, null, 0, $"there is no access log in '{_folder.Place}'");
        }
        else
        {
            _anchor.Conclude(Position.NextSequence - 1, _hasUnfinishedTail, _isInUse);
        }

        NoteStrangers(names);
        return Summarize();
    }

    /// <summary>The pass goes on behind this record.</summary>
    public void TakeRecord(long sequence, ChainHash carried, ChainHash computed, DateTimeOffset? time)
    {
        _entries++;
        _firstTime ??= time;
        _lastTime = time ?? _lastTime;
        MoveTo(new ChainPosition(sequence + 1, carried, computed));
        _anchor.Meet(Position);
    }

    /// <summary>
    /// The pass goes on with <paramref name="nextSequence"/>, chained to <paramref name="hash"/>; what lies before was unreadable.
    /// </summary>
    public void SkipTo(long nextSequence, ChainHash hash)
    {
        _entries += nextSequence - Position.NextSequence;
        MoveTo(new ChainPosition(nextSequence, hash));
        _anchor.Meet(Position);
    }

    /// <summary>Notes damage.</summary>
    public void Report(string file, long? sequence, long offset, string problem) => _findings.Report(file, sequence, offset, problem);

    /// <summary>Notes an unfinished frame at the end of the log.</summary>
    public void ReportUnfinished(string file, long offset, int length)
    {
        _hasUnfinishedTail = true;
        if (!_isInUse)
        {
            var problem = $"{length} bytes of a record that was being written when the hub was stopped; it was never acknowledged";
            _findings.Inform(file, Position.NextSequence, offset, problem);
        }
    }

    private void InspectSegment(string name, bool isLast)
    {
        _segments++;
        var named = LogFileNames.FirstSequence(name)!.Value;
        var bytes = _folder.ReadAll(name, LargestFile + 1);
        if (bytes.Length > LargestFile)
        {
            Report(name, named, 0, "the file is larger than any segment a hub writes");
        }
        else if (InspectHeader(name, named, bytes))
        {
            new SegmentInspector(this, name, bytes, isLast).Inspect();
        }
    }

    private bool InspectHeader(string name, long named, byte[] bytes)
    {
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

        BeginSegment(name, header.FirstSequence, stored, computed);
        return true;
    }

    private void CompareHeader(string name, long named, SegmentHeader header)
    {
        _storeId ??= header.StoreId;
        var next = Position.NextSequence;
        if (header.StoreId != _storeId)
        {
            Report(name, named, 0, "the segment belongs to another store");
        }
        else if (header.FirstSequence != named)
        {
            Report(name, named, 0, $"the file holds the segment that begins with record {header.FirstSequence}");
        }
        else if (named < next)
        {
            Report(name, named, 0, $"the segment begins with record {named}, but the one before it reaches record {next - 1}");
        }
        else if (named == next && !Position.Accepts(header.Previous))
        {
            Report(name, named, 0, "the segment does not follow from the one before it");
        }
    }

    private void BeginSegment(string name, long first, ChainHash stored, ChainHash computed)
    {
        var next = Position.NextSequence;
        if (first > next)
        {
            Report(name, next, 0, $"records {next} to {first - 1} are missing before this segment");
        }

        MoveTo(new ChainPosition(first, stored, computed));
        if (first == 1)
        {
            _anchor.Meet(Position);
        }
    }

    private void MoveTo(ChainPosition position)
    {
        _anchor.Follow(Position, position);
        Position = position;
    }

    private void NoteStrangers(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (name is LogFileNames.Anchor or LogFileNames.Lock || LogFileNames.FirstSequence(name) is not null)
            {
                continue;
            }

            if (!name.EndsWith(LogFileNames.DraftSuffix, StringComparison.Ordinal))
            {
                _findings.Inform(name, null, 0, "the file is no part of the log");
            }
            else if (!_isInUse)
            {
                _findings.Inform(name, null, 0, "left over by a hub that was stopped while making it");
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
        InUse = _isInUse,
        Findings = _findings.ToReport(),
    };
}
