using System.Text;

namespace Exchange.Federation.Composition.Satisfiability;

/// <summary>One step of the path of a query from its root: a field, or a narrowing to a type.</summary>
/// <param name="Parent">The step before; null for the first.</param>
/// <param name="Text">A field's name, <c>... on Type</c>, or the operation's keyword for the first step.</param>
/// <param name="Depth">How many steps stand before it.</param>
internal sealed record QueryStep(QueryStep? Parent, string Text, int Depth)
{
    public QueryStep Then(string text) => new(this, text, Depth + 1);

    /// <summary>The query that walks the path, indented.</summary>
    public string Query(bool endsInLeaf)
    {
        var steps = new List<string>();
        for (var step = this; step is not null; step = step.Parent)
        {
            steps.Insert(0, step.Text);
        }

        var text = new StringBuilder();
        for (var i = 0; i < steps.Count; i++)
        {
            var isLast = i == steps.Count - 1;
            text.Append(' ', i * 2).Append(steps[i]).Append(isLast ? endsInLeaf ? "\n" : " { ... }\n" : " {\n");
        }

        for (var i = steps.Count - 2; i >= 0; i--)
        {
            text.Append(' ', i * 2).Append("}\n");
        }

        return text.ToString();
    }
}
