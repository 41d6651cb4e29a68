using System.Text.Json;
using Exchange.Benchmarks.Beside;

namespace Exchange.Benchmarks.Policy;

/// <summary>Our half of <c>policy.sh</c>.</summary>
internal sealed class PolicyCommand(TextWriter output)
{
    /// <summary>The first argument of the command line that leads here.</summary>
    public const string Command = "policy";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary><c>policy scene</c> prints persons, fields and what has to come out; <c>policy</c> alone measures.</summary>
    public void Run(ReadOnlySpan<string> arguments)
    {
        var decisions = new CellDecisions();
        if (arguments is ["scene"])
        {
            var fields = PolicyScene.Fields.Select(field => field.Value);
            output.WriteLine(JsonSerializer.Serialize(new { fields, people = decisions.People, expected = decisions.Written() }, Json));
            return;
        }

        var measured = Measurement.Of(decisions.Decide);
        output.WriteLine(FormattableString.Invariant(
            $$"""{"engine":"Exchange","us":{{measured.Microseconds:F3}},"allocated":{{measured.Allocated}}}"""));
    }
}
