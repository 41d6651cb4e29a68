using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.GraphQL.Values;
using Exchange.Policy.People;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Compares what came of a request with what the oracle says; each complaint is one sentence.</summary>
internal static class Judgement
{
    public static IEnumerable<string> Complaints(CanaryHub hub, Expectation expected, Outcome outcome, Honesty honesty)
    {
        // A case source that fails is told to the operator, and costs nothing but the case.
        if ((outcome.Faults.Count > 0 && !expected.MayFail) || outcome.Kind != Pipeline.AnswerKind.Executed)
        {
            yield return $"the hub answered {outcome.Kind}: {outcome.Faults.FirstOrDefault()} {outcome.Body}";
            yield break;
        }

        var answers = IsWhole(honesty)
            ? Differences(expected, outcome).Concat(Unexplained(expected, outcome))
            : NotCovered(expected.Data, outcome.Data, "data");
        var traces = Leaks(hub, expected, outcome).Concat(Requests(expected, outcome, honesty)).Concat(OnRecord(hub, expected, outcome, honesty));
        foreach (var complaint in answers.Concat(traces))
        {
            yield return complaint;
        }
    }

    /// <summary>Whether all that is open must be in the answer, whatever else departments deliver.</summary>
    public static bool IsWhole(Honesty honesty) => honesty is Honesty.Honest or Honesty.DeliversMore;

    /// <summary>Where an answer holds a value that another answer does not hold at the same place.</summary>
    public static IEnumerable<string> NotCovered(Datum whole, Datum part, string path) => (whole.Kind, part.Kind) switch
    {
        (_, DatumKind.Null) => [],

        // An object of nulls where nothing should be holds no value either: a department that lies about types leaves one.
        (DatumKind.Null, _) when !Places(part, path).Any() => [],
        (DatumKind.Object, DatumKind.Object) => part.AsObject().Names.ToArray().SelectMany(name =>
            NotCovered(whole.AsObject()[name], part.AsObject()[name], $"{path}.{name}")),
        (DatumKind.List, DatumKind.List) when whole.AsList().Length == part.AsList().Length =>
            part.AsList().SelectMany((item, i) => NotCovered(whole.AsList()[i], item, $"{path}[{i}]")),

        // A list that leaves hidden items out has other positions where a department lies about what they are.
        (DatumKind.List, DatumKind.List) => part.AsList().SelectMany((item, i) =>
            whole.AsList().Append(Datum.Null).Select(other => NotCovered(other, item, $"{path}[{i}]").ToList()).MinBy(found => found.Count)!),
        _ => IsSame(whole, part) ? [] : [$"{path} is {Show(part)} and should be {Show(whole)} or nothing"],
    };

    /// <summary>The places of all leaves that hold a value; names of types tell nothing of a record and do not count.</summary>
    public static IEnumerable<string> Places(Datum value, string path) => value.Kind switch
    {
        DatumKind.Null => [],
        DatumKind.Object => value.AsObject().Names.ToArray().Where(name => !name.StartsWith("type", StringComparison.Ordinal))
            .SelectMany(name => Places(value.AsObject()[name], $"{path}.{name}")),
        DatumKind.List => value.AsList().SelectMany((item, i) => Places(item, $"{path}[{i}]")),
        _ => [path],
    };

    private static IEnumerable<string> Differences(Expectation expected, Outcome outcome)
    {
        if (!outcome.Answer["errors"].IsNull)
        {
            yield return $"there are errors: {outcome.Body}";
        }

        foreach (var difference in Differences(expected.Data, outcome.Data, "data"))
        {
            yield return difference;
        }
    }

    private static IEnumerable<string> Differences(Datum expected, Datum actual, string path) => (expected.Kind, actual.Kind) switch
    {
        (DatumKind.Object, DatumKind.Object) => expected.AsObject().Names.ToArray().Union(actual.AsObject().Names.ToArray())
            .SelectMany(name => Differences(expected.AsObject()[name], actual.AsObject()[name], $"{path}.{name}")),
        (DatumKind.List, DatumKind.List) when expected.AsList().Length == actual.AsList().Length =>
            expected.AsList().SelectMany((item, i) => Differences(item, actual.AsList()[i], $"{path}[{i}]")),
        _ => IsSame(expected, actual) ? [] : [$"{path} is {Show(actual)} and should be {Show(expected)}"],
    };

    // What was read from JSON does not know enums, nor a whole number from a fraction.
    private static bool IsSame(Datum a, Datum b) =>
        IsNumber(a) && IsNumber(b) ? a.AsFloat().Equals(b.AsFloat())
        : IsText(a) && IsText(b) ? a.AsString() == b.AsString()
        : a == b;

    private static bool IsNumber(Datum value) => value.Kind is DatumKind.Integer or DatumKind.Float;

    private static bool IsText(Datum value) => value.Kind is DatumKind.String or DatumKind.Enum;

    private static IEnumerable<string> Unexplained(Expectation expected, Outcome outcome)
    {
        // One event and another can be withheld by different departments for the same reason.
        var withheld = outcome.Explanation["withheld"].AsList().Select(item => item.AsObject())
            .GroupBy(item => (item["coordinate"].AsString(), item["reason"].AsString()))
            .ToDictionary(group => group.Key, group => group.Sum(item => (int)item["records"].AsInteger()));
        var reduced = outcome.Explanation["reduced"].AsList().Select(item => item.AsObject()).ToDictionary(
            item => (item["coordinate"].AsString(), item["level"].AsString()), item => (int)item["records"].AsInteger());
        return Differences("withheld", expected.Withheld, withheld).Concat(Differences("reduced", expected.Reduced, reduced));
    }

    private static IEnumerable<string> Differences(
        string what, Dictionary<(string, string), int> expected, Dictionary<(string, string), int> actual) =>
        from key in expected.Keys.Union(actual.Keys)
        let wanted = expected.GetValueOrDefault(key)
        let got = actual.GetValueOrDefault(key)
        where wanted != got
        select $"{key} is {what} on {got} records and should be on {wanted}";

    private static IEnumerable<string> Leaks(CanaryHub hub, Expectation expected, Outcome outcome)
    {
        var open = Text(expected.Data);
        foreach (var mark in hub.City.Canaries.Marks.Concat(Asker.FreeText).Append(CanarySource.Lie))
        {
            if (outcome.Body.Contains(mark, StringComparison.Ordinal) && !open.Contains(mark, StringComparison.Ordinal))
            {
                yield return $"the answer holds the canary {mark}";
            }

            if (outcome.RecordText.Contains(mark, StringComparison.Ordinal))
            {
                yield return $"the access record holds the canary {mark}";
            }

            if (outcome.RequestText.Contains(mark, StringComparison.Ordinal) || outcome.Subscribed.Contains(mark, StringComparison.Ordinal))
            {
                yield return $"what departments are asked for holds the canary {mark}";
            }
        }
    }

    private static IEnumerable<string> Requests(Expectation expected, Outcome outcome, Honesty honesty)
    {
        bool MayAsk(AskedCell asked) => expected.Asks.Contains(asked) || (!IsWhole(honesty) && expected.AsksWithoutRegions.Value.Contains(asked));
        foreach (var asked in outcome.Asked.Where(asked => !MayAsk(asked) && !CanarySource.IsLie(asked.Key)).Take(5))
        {
            yield return $"{asked} was asked, which is closed";
        }

        foreach (var told in outcome.Told.Where(told => !expected.Told.Contains(told) && !CanarySource.IsLie(told.Text)).Take(5))
        {
            yield return $"{told.Department} was told {told.Text} of {told.Key}, which it does not need or nobody allowed";
        }

        foreach (var key in outcome.FactKeys.Where(key => !expected.FactKeys.Contains(key) && !CanarySource.IsLie(key)))
        {
            yield return $"facts were asked about {key}, whom the request does not reach";
        }

        if (expected.RefusedBecause is not null && outcome.Subscribed.Length > 0)
        {
            yield return $"departments were subscribed to, which is refused: {outcome.Subscribed}";
        }

        if ((outcome.RequestText + outcome.Subscribed).Contains("alias", StringComparison.Ordinal))
        {
            yield return "a department saw an alias of the caller";
        }
    }

    private static IEnumerable<string> OnRecord(CanaryHub hub, Expectation expected, Outcome outcome, Honesty honesty)
    {
        if (outcome.Records.Count != 1 || outcome.Records[0].AccessId != outcome.AccessId)
        {
            yield return $"there are {outcome.Records.Count} access records";
            yield break;
        }

        var given = (from disclosed in outcome.Records[0].Disclosures
                     from subject in disclosed.Subjects
                     from cell in disclosed.Cells
                     where cell.Outcome is CellOutcome.Disclosed or CellOutcome.Reduced
                     select (Open(hub, subject), cell.Coordinate, cell.Level)).ToHashSet();
        foreach (var extra in given.Where(cell => !expected.Given.Contains(cell)))
        {
            yield return $"the record names {extra} as given";
        }

        var joined = (from disclosed in outcome.Records[0].Disclosures
                      from subject in disclosed.Subjects
                      from cell in disclosed.Cells
                      where cell.Outcome is CellOutcome.FetchedToJoin
                      select (Open(hub, subject), cell.Coordinate)).ToHashSet();
        foreach (var extra in joined.Where(cell => !expected.Joined.Contains(cell)))
        {
            yield return $"the record names {extra} as joined";
        }

        if (IsWhole(honesty))
        {
            foreach (var missing in expected.Joined.Where(cell => !joined.Contains(cell)))
            {
                yield return $"the record does not name {missing} as joined";
            }

            foreach (var missing in expected.Given.Where(cell => !given.Contains(cell)))
            {
                yield return $"the record does not name {missing} as given";
            }
        }
    }

    private static string Open(CanaryHub hub, string subject) =>
        hub.Pseudonyms.TryOpenStore(subject, out PersonKey person) ? person.ToCitizenNo() : subject;

    private static string Show(Datum value) => Text(value) is { Length: > 120 } text ? text[..120] + "…" : Text(value);

    private static string Text(Datum value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            DatumWriter.Write(json, value);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
