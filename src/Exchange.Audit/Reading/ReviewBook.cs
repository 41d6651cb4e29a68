using Exchange.Audit.Records;

namespace Exchange.Audit.Reading;

/// <summary>An access that a second person has to look at.</summary>
/// <param name="Access">What the access record tells.</param>
/// <param name="Coordinates">The fields for whose sake it is looked at, sorted.</param>
/// <param name="Due">By when.</param>
public sealed record DueReview(AccessSummary Access, IReadOnlyList<string> Coordinates, DateTimeOffset Due);

/// <summary>
/// The accesses of the log that wait for a review, in memory: fed with what is durable, and once with what the log held before, in any order. Its size
/// is that of the reviews, not of the log. Thread-safe.
/// </summary>
public sealed class ReviewBook
{
    private const int Step = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DueReview> _due = new(StringComparer.Ordinal);
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inHand = new(StringComparer.Ordinal);

    /// <summary>Whether everything that the log held is known; until then an older access may be missing.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Those that nobody has looked at, the earliest due first.</summary>
    public IReadOnlyList<DueReview> Open
    {
        get
        {
            lock (_lock)
            {
                return [.. _due.Values.OrderBy(review => review.Due).ThenBy(review => review.Access.AccessId, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Takes note of a durable entry; what has nothing to do with reviews is passed over.</summary>
    public void Note(AuditEntry entry)
    {
        switch (entry)
        {
            case AccessRecord record when Due(record) is { } due:
                lock (_lock)
                {
                    if (!_done.Contains(record.AccessId))
                    {
                        _due[record.AccessId] = due;
                    }
                }

                break;
            case AccessReview review:
                lock (_lock)
                {
                    _done.Add(review.AccessId);
                    _due.Remove(review.AccessId);
                }

                break;
        }
    }

    /// <summary>The open review of an access; null where it needs none, or not any more.</summary>
    public DueReview? Find(string accessId)
    {
        lock (_lock)
        {
            return _due.GetValueOrDefault(accessId);
        }
    }

    /// <summary>Whether somebody has looked at an access already.</summary>
    public bool IsReviewed(string accessId)
    {
        lock (_lock)
        {
            return _done.Contains(accessId);
        }
    }

    /// <summary>Takes an open review in hand until <see cref="LetGo"/>; false where it is not open, or somebody else has it in hand.</summary>
    public bool TryTake(string accessId)
    {
        lock (_lock)
        {
            return _due.ContainsKey(accessId) && _inHand.Add(accessId);
        }
    }

    /// <summary>Lets a review go that was taken in hand, whether or not it was noted in between.</summary>
    public void LetGo(string accessId)
    {
        lock (_lock)
        {
            _inHand.Remove(accessId);
        }
    }

    /// <summary>Takes note of everything that the log holds, from its end to its beginning.</summary>
    public async Task FillAsync(AccessLogPages log, CancellationToken cancellation)
    {
        long? before = null;
        do
        {
            var page = await log.ReadBackAsync(
                new PageRequest { Limit = Step, MostExamined = Step, Before = before, IsWanted = static _ => false, IsEnd = Noted }, cancellation);
            before = page.Next;
        }
        while (before is not null);
        IsComplete = true;
    }

    private bool Noted(AuditEntry entry)
    {
        Note(entry);
        return false;
    }

    private static DueReview? Due(AccessRecord record)
    {
        var cells = record.Disclosures.SelectMany(group => group.Cells).Where(cell => cell.Obligations?.ReviewBy is not null).ToList();
        return cells.Count == 0 ? null : new DueReview(
            AccessSummary.Of(record),
            [.. cells.Select(cell => cell.Coordinate).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            cells.Min(cell => cell.Obligations!.ReviewBy!.Value));
    }
}
