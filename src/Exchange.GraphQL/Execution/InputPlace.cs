using System.Globalization;
using System.Text;

namespace Exchange.GraphQL.Execution;

/// <summary>A place inside a variable or argument: names of declared input fields and list positions, never a value.</summary>
internal sealed record InputPlace(InputPlace? Parent, string? Field, int Index)
{
    /// <summary>The place of a field below <paramref name="parent"/>.</summary>
    public static InputPlace OfField(InputPlace? parent, string field) => new(parent, field, 0);

    /// <summary>The place of an item below <paramref name="parent"/>.</summary>
    public static InputPlace OfItem(InputPlace? parent, int index) => new(parent, null, index);

    /// <summary><c>filter.ids[2]</c>.</summary>
    public override string ToString()
    {
        var places = new Stack<InputPlace>();
        for (var place = this; place is not null; place = place.Parent)
        {
            places.Push(place);
        }

        var text = new StringBuilder();
        foreach (var place in places)
        {
            if (place.Field is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{place.Index}]");
            }
            else
            {
                text.Append(text.Length > 0 ? "." : "").Append(place.Field);
            }
        }

        return text.ToString();
    }
}

/// <summary>Why a value does not fit: where inside it, and what is expected there. Never holds the value.</summary>
internal readonly record struct InputFault(InputPlace? Place, string Expectation);
