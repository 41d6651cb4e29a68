using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.Audit.Writing;
using Exchange.Console.Policies;
using Exchange.Host.Composition;
using Exchange.Policy.Simulation;

namespace Exchange.Host.Commands;

/// <summary>
/// <c>exchange policy simulate NEW</c>: replays the recorded accesses and says which would have come out otherwise; works while a hub runs. The exit
/// code is 0 whatever it says: a draft that changes nothing is no better than one that does.
/// </summary>
internal static class PolicySimulateCommand
{
    public static Command Create(TextWriter output)
    {
        var after = new Argument<string>("NEW") { Description = "A folder of policies, or the number of a published version." };
        var since = new Option<TimeSpan>("--since")
        {
            Description = "How far back, in days, hours or minutes: 30d, 12h, 90m.",
            DefaultValueFactory = _ => TimeSpan.FromDays(30),
            CustomParser = result => Span(result.Tokens.Count == 1 ? result.Tokens[0].Value : "") ?? Refused(result),
        };
        var data = Options.Folder();
        var json = Options.Json();
        var command = new Command("simulate", "Replay the recorded accesses against another version of the policies.") { after, since, data, json };
        command.SetAction((result, cancellation) => RunAsync(
            output, result.GetValue(after)!, result.GetValue(since), result.GetValue(data)!, result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        TextWriter output, string after, TimeSpan back, string data, bool asJson, CancellationToken cancellation)
    {
        var since = TimeProvider.System.GetUtcNow() - back;
        var standard = PolicyVersions.ReadStandard(DocumentFolders.Find());
        await using var versions = new PolicyVersions(standard, data);
        var policies = await versions.ReadAsync(after, cancellation);
        var before = await versions.ReadSinceAsync(since, cancellation);
        var report = PolicySimulation.Run(standard, before, policies.Policies, Accesses(AuditVerifyCommand.AuditFolder(data), since, cancellation));
        if (asJson)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, PolicyJson.Indented));
        }
        else
        {
            Write(output, report);
        }

        return CommandLine.Success;
    }

    private static IEnumerable<RecordedAccess> Accesses(string folder, DateTimeOffset since, CancellationToken cancellation)
    {
        using var entries = AccessLogReader.ReadAsync(folder, cancellation).ToBlockingEnumerable(cancellation).GetEnumerator();
        while (Next(entries))
        {
            if (entries.Current.Entry is AccessRecord { Outcome: AccessOutcome.Answered } record && record.Time >= since)
            {
                yield return RecordedAccesses.Of(record);
            }
        }
    }

    private static bool Next(IEnumerator<LoggedEntry> entries)
    {
        try
        {
            return entries.MoveNext();
        }
        catch (Exception fault) when (fault is AuditDamagedException or AuditUnavailableException)
        {
            throw new HubException(fault.Message, fault);
        }
    }

    private static void Write(TextWriter output, SimulationReport report)
    {
        foreach (var line in report.Lines)
        {
            output.WriteLine(
                $"{line.ClientId}, {line.Purpose ?? "no purpose"}: {line.Coordinate} {Words(line)}: {Count(line.Accesses, "access", "accesses")}, "
                + $"{Count(line.Records, "record", "records")}, {Count(line.Persons, "person", "persons")}");
        }

        foreach (var total in report.Totals)
        {
            output.WriteLine(
                $"in all {Name(total.Outcome)}: {Count(total.Accesses, "access", "accesses")}, {Count(total.Records, "record", "records")}, "
                + Count(total.Persons, "person", "persons"));
        }

        output.WriteLine(
            $"{report.Changed} of {Count(report.Accesses, "access", "accesses")} would have come out otherwise, or might have"
            + (report.Unknown > 0 ? $"; {report.Unknown} could not be replayed, for the version that decided is not there" : ""));
    }

    private static string Words(SimulatedLine line) => line.Outcome switch
    {
        SimulatedOutcome.WouldOpen => $"was {line.Was}, would be open{(line.Would is null ? "" : $" at {line.Would}")}",
        SimulatedOutcome.WouldClose => $"was {line.Was}, would be withheld{(line.Would is null ? "" : $" ({line.Would})")}",
        SimulatedOutcome.WouldChangeLevel => $"was {line.Was}, would be at {line.Would ?? "another level"}",
        _ => $"was {line.Was}, depends on what the log does not tell",
    };

    private static string Name(SimulatedOutcome outcome) => outcome switch
    {
        SimulatedOutcome.WouldOpen => "would open",
        SimulatedOutcome.WouldClose => "would close",
        SimulatedOutcome.WouldChangeLevel => "would change level",
        _ => "depends",
    };

    private static string Count(long number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    private static TimeSpan? Span(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        const int MostDays = 36_500;
        TimeSpan? span = text[^1] switch
        {
            'd' when count <= MostDays => TimeSpan.FromDays(count),
            'h' => TimeSpan.FromHours(count),
            'm' => TimeSpan.FromMinutes(count),
            _ => null,
        };
        return span <= TimeSpan.FromDays(MostDays) ? span : null;
    }

    private static TimeSpan Refused(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError("--since takes a number of days, hours or minutes: 30d, 12h, 90m.");
        return default;
    }
}
