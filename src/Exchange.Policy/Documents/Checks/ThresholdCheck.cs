using Exchange.Policy.Documents.Reading;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents.Checks;

/// <summary>Finds what rules open and nobody can ask for, because no value of a threshold is listed.</summary>
internal sealed class ThresholdCheck(Terms terms, IReadOnlyList<ThresholdValues> thresholds)
{
    public void Check(WrittenRule written)
    {
        foreach (var open in written.Rule.Opens)
        {
            var unlisted = terms.Standard.TryField(open.Coordinate, out var field)
                ? field.Arguments.FirstOrDefault(argument => argument.Use == ArgumentUse.Threshold && !IsListed(open.Coordinate, argument.Name))
                : null;
            if (unlisted is not null)
            {
                terms.Report(written.Node["open"], "threshold-unlisted",
                    $"The rule '{written.Rule.Id}' opens {open.Coordinate}, whose '{unlisted.Name}' takes no value yet. List some under 'thresholds'.");
            }
        }
    }

    private bool IsListed(Coordinate field, string argument) => thresholds.Any(known => known.Cover(field, argument));
}
