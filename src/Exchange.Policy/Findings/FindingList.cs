using System.Collections.ObjectModel;

namespace Exchange.Policy.Findings;

/// <summary>Findings as they are found. WHY it ends the reading when it is full: nobody reads more, and each costs a search for what was meant.</summary>
internal sealed class FindingList(int limit) : Collection<Finding>
{
    /// <summary>Reads until the end, or until there are so many findings that one more says so.</summary>
    public void Collect(Action read)
    {
        try
        {
            read();
        }
        catch (FullException full)
        {
            base.InsertItem(Count, new Finding(
                "too-many-findings", full.At.File, full.At.Line, full.At.Column, "",
                $"There are more than {limit} findings, and nothing after this place was looked at. Put these right first."));
        }
    }

    /// <inheritdoc/>
    protected override void InsertItem(int index, Finding item)
    {
        if (Count >= limit)
        {
            throw new FullException(item);
        }

        base.InsertItem(index, item);
    }

    private sealed class FullException(Finding at) : Exception
    {
        public Finding At => at;
    }
}
