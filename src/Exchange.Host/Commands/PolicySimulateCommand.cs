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
    private const long MostDays = 36_500;
    private const long MinutesOfDay = 24 * 60;

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
        var language = Options.Language();
        var json = Options.Json();
        var command = new Command("simulate", "Replay the recorded accesses against another version of the policies.")
        {
            after, since, data, language, json,
        };
        command.SetAction((result, cancellation) => RunAsync(
            output,
            (result.GetValue(after)!, result.GetValue(since)),
            result.GetValue(data)!,
            ReportLanguage.Of(result.GetValue(language)),
            result.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        TextWriter output, (string After, TimeSpan Back) asked, string data, ReportLanguage language, bool asJson, CancellationToken cancellation)
    {
        var since = TimeProvider.System.GetUtcNow() - asked.Back;
        var standard = PolicyVersions.ReadStandard(DocumentFolders.Find());
        await using var versions = new PolicyVersions(standard, data);
        var policies = await versions.ReadAsync(asked.After, cancellation);
        var before = await versions.ReadSinceAsync(since, cancellation);
        var report = PolicySimulation.Run(standard, before, policies.Policies, Accesses(AuditVerifyCommand.AuditFolder(data), since, cancellation));
        if (asJson)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, PolicyJson.Indented));
        }
        else
        {
            new SimulationWords(language).Write(output, report);
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

    private static TimeSpan? Span(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        long? minutes = text[^1] switch
        {
            'd' => count * MinutesOfDay,
            'h' => count * 60L,
            'm' => count,
            _ => null,
        };
        return minutes <= MostDays * MinutesOfDay ? TimeSpan.FromMinutes(minutes.Value) : null;
    }

    private static TimeSpan Refused(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"--since takes a number of days, hours or minutes, of {MostDays} days at most: 30d, 12h, 90m.");
        return default;
    }
}
