using Exchange.Federation.Governed.Planning;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Collects the keys that the links of a stage reached, all positions together.</summary>
internal sealed class ReachedKeys
{
    private readonly Dictionary<(int Slot, string Type), (PlannedField Link, List<string> Keys)> _byLink = [];

    /// <summary>Each link with the concrete type and the keys found.</summary>
    public IEnumerable<(PlannedField Link, string Type, IReadOnlyList<string> Keys)> Links =>
        _byLink.Select(entry => (entry.Value.Link, entry.Key.Type, (IReadOnlyList<string>)entry.Value.Keys));

    public void Collect(PlannedField field, Node? node)
    {
        switch (node)
        {
            case KeyNode target:
                Add(field, target);
                break;
            case ListNode list:
                foreach (var item in list.Items)
                {
                    Collect(field, item);
                }

                break;
            case ObjectNode holder:
                for (var i = 0; i < holder.Fields.Length; i++)
                {
                    Collect(field.Children[i], holder.Fields[i]);
                }

                break;
        }
    }

    private void Add(PlannedField link, KeyNode target)
    {
        if (!_byLink.TryGetValue((link.Slot, target.Type), out var entry))
        {
            _byLink[(link.Slot, target.Type)] = entry = (link, []);
        }

        entry.Keys.Add(target.Key);
    }
}
