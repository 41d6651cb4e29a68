using System.Globalization;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;
using Exchange.Policy;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>How truthful the departments are in one request.</summary>
internal enum Honesty
{
    /// <summary>They deliver exactly what is asked.</summary>
    Honest,

    /// <summary>They deliver every field of every record, and everything at full.</summary>
    DeliversMore,

    /// <summary>Some cells are of a wrong type, or of no form that the standard knows.</summary>
    WrongTypes,

    /// <summary>Some departments fail, with personal values in the message.</summary>
    Failing,

    /// <summary>Some deliver more or fewer records, or selections, than were asked for.</summary>
    WrongCounts,

    /// <summary>Some cells are nested deeper than anything the standard knows.</summary>
    TooDeep,

    /// <summary>Some links lead to what can be nobody's key.</summary>
    WrongKeys,

    /// <summary>Some departments say nothing until nobody waits any more, and then fail with personal values or answer after all.</summary>
    Silent,
}

/// <summary>One leaf asked of one department for one record.</summary>
internal readonly record struct AskedCell(string Department, string Type, string Key, string Coordinate, string Level);

/// <summary>A department in memory that answers from the city and keeps every request.</summary>
internal sealed class CanarySource(string department, CanaryCity city, DataStandard standard) : ISource
{
    /// <summary>What stands where nothing true may stand.</summary>
    public const string Lie = "kx-lie-kx";

    private const int Deep = 300;
    private const long Numeric = 700_700_700;
    private static readonly string TooLong = new('9', 5_000);
    private readonly Lock _lock = new();
    private readonly List<SourceRequest> _requests = [];

    public string Department => department;

    /// <summary>Whether a key is one that a department made up.</summary>
    public static bool IsLie(string key) => key == Lie || key == TooLong || key == Numeric.ToString(CultureInfo.InvariantCulture);

    public Honesty Honesty { get; set; }

    /// <summary>Who answers in its place; null for itself.</summary>
    public ISource? Behind { get; set; }

    public Random Chance { get; set; } = new(0);

    /// <summary>The requests since the last call.</summary>
    public IReadOnlyList<SourceRequest> TakeRequests()
    {
        lock (_lock)
        {
            var taken = _requests.ToList();
            _requests.Clear();
            return taken;
        }
    }

    public ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _requests.Add(request);
            if (Behind is { } behind)
            {
                return behind.FetchAsync(request, cancellation);
            }

            if (Honesty == Honesty.Silent && Chance.Next(3) == 0)
            {
                return SilentAsync(request, failsInTheEnd: Chance.Next(2) == 0, cancellation);
            }

            if (Honesty == Honesty.Failing && Chance.Next(2) == 0)
            {
                throw Chance.Next(2) == 0
                    ? new SourceException(department, SourceFault.Invalid, $"no answer for {request.Selections[0].Keys[0]}")
                    : new InvalidOperationException($"cannot read {city.Canaries.Marks.First()}");
            }

            return ValueTask.FromResult(Answer(request));
        }
    }

    private async ValueTask<SourceResponse> SilentAsync(SourceRequest request, bool failsInTheEnd, CancellationToken cancellation)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellation.Register(ended.SetResult))
        {
            await ended.Task;
        }

        lock (_lock)
        {
            return failsInTheEnd ? throw new InvalidOperationException($"too late for {request.Selections[0].Keys[0]}") : Answer(request);
        }
    }

    private SourceResponse Answer(SourceRequest request)
    {
        List<DatumObject?[]> answers =
        [
            .. request.Selections.Select(selection =>
                selection.Keys.Select(key => city.Record(selection.Type, key) is { } record ? Deliver(selection, record) : null).ToArray()),
        ];
        if (Honesty == Honesty.WrongCounts && Chance.Next(2) == 0)
        {
            Miscount(answers);
        }

        return new SourceResponse(answers, null);
    }

    // What is delivered too much is of the city, whoever may see it.
    private void Miscount(List<DatumObject?[]> answers)
    {
        var other = city.Record("Person", city.Keys("Person")[Chance.Next(city.Keys("Person").Count)]);
        switch (Chance.Next(4))
        {
            case 0:
                answers.Add([other]);
                break;
            case 1:
                answers.RemoveAt(answers.Count - 1);
                break;
            case 2:
                answers[0] = [.. answers[0], other];
                break;
            default:
                answers[^1] = answers[^1][1..];
                break;
        }
    }

    /// <summary>The leaves of a request, one for each record.</summary>
    public IEnumerable<AskedCell> Cells(SourceRequest request) =>
        from selection in request.Selections
        from leaf in Leaves(selection.Fields)
        from key in selection.Keys
        select new AskedCell(department, selection.Type, key, leaf.Coordinate, leaf.LevelName);

    /// <summary>What a request tells the department of records, value by value; the entity's own key is no news.</summary>
    public IEnumerable<(string Department, string Key, string Text)> Told(SourceRequest request) =>
        from selection in request.Selections
        where selection.Representations is not null
        from record in selection.Representations!.Zip(selection.Keys)
        from name in record.First.Names.ToArray()
        where name != selection.KeyField
        from value in Values(record.First[name])
        select (department, record.Second, InputReading.Text(value));

    private static IEnumerable<Datum> Values(Datum value) => value.Kind switch
    {
        DatumKind.List => value.AsList().SelectMany(Values),
        DatumKind.Object => value.AsObject().Values.ToArray().SelectMany(Values),
        _ => [value],
    };

    private static IEnumerable<RequestedField> Leaves(IEnumerable<RequestedField> fields) =>
        fields.SelectMany(field => field.Children.Count == 0 ? [field] : Leaves(field.Children));

    private DatumObject Deliver(EntitySelection selection, DatumObject record)
    {
        var asked = Project(record, selection.Fields, null);
        return Honesty == Honesty.DeliversMore ? With(asked, record) : asked;
    }

    // What was asked stands first; the rest of the record follows under its own names.
    private static DatumObject With(DatumObject asked, DatumObject record)
    {
        var names = asked.Names.ToArray().Concat(record.Names.ToArray()).Distinct().ToArray();
        return new DatumObject(names, [.. names.Select(name => asked.TryGet(name, out var value) ? value : record[name])]);
    }

    private DatumObject Project(DatumObject holder, IReadOnlyList<RequestedField> fields, string? linkLevel) => new(
        [.. fields.Select(field => field.ResponseName)],
        [.. fields.Select(field => Spoil(field, Project(holder[field.Name], field, linkLevel)))]);

    private Datum Project(Datum value, RequestedField field, string? linkLevel) => value.Kind switch
    {
        DatumKind.List => Datum.From([.. value.AsList().Select(item => Project(item, field, linkLevel))]),
        DatumKind.Object => Datum.From(Inside(value.AsObject(), field)),
        DatumKind.String when Honesty != Honesty.DeliversMore =>
            Datum.From(city.Canaries.Form(value.AsString(), linkLevel ?? field.LevelName)),
        _ => value,
    };

    private DatumObject Inside(DatumObject held, RequestedField field)
    {
        var isLink = standard.TryField(new Coordinate(field.Coordinate), out var governed) && governed.LinksTo is not null;
        var target = isLink ? city.Record(governed!.LinksTo!, held.Values[0].AsString())! : held;
        var asked = Project(target, field.Children, isLink && field.LevelName != "full" ? field.LevelName : null);
        return Honesty == Honesty.DeliversMore ? With(asked, target) : asked;
    }

    // WHY: in the place of nothing anything of the right type would be a value like any other.
    private Datum Spoil(RequestedField field, Datum value) => value.IsNull || Chance.Next(4) != 0 ? value : Honesty switch
    {
        Honesty.WrongTypes => OfWrongType(field, value),
        Honesty.TooDeep => Nested(field.Name),
        Honesty.WrongKeys when IsFullLink(field) => value.Kind == DatumKind.List
            ? Datum.From([.. value.AsList().Select(_ => ToNobody(field))])
            : ToNobody(field),
        _ => value,
    };

    private bool IsFullLink(RequestedField field) =>
        field is { LevelName: "full", Children.Count: 1 } && standard.TryField(new Coordinate(field.Coordinate), out var governed) && governed.LinksTo is not null;

    // Whatever text may be a key of a place or a grid is one that the department vouches for.
    private Datum ToNobody(RequestedField field) => Datum.From(new DatumObject([field.Children[0].ResponseName], [Chance.Next(4) switch
    {
        0 when field.Children[0].Name is "citizenNo" or "uscc" => Datum.From(Lie),
        1 => Datum.From(Numeric),
        2 => Datum.From([Datum.From(Lie)]),
        _ => Datum.From(TooLong),
    }]));

    private static Datum Nested(string name)
    {
        var value = Datum.From(Lie);
        for (var i = 0; i < Deep; i++)
        {
            value = i % 2 == 0 ? Datum.From([value]) : Datum.From(new DatumObject([name], [value]));
        }

        return value;
    }

    private Datum OfWrongType(RequestedField field, Datum value)
    {
        var secret = Datum.From(Lie);
        var nested = Datum.From(new DatumObject([field.Name, "secret"], [secret, secret]));
        return value.Kind switch
        {
            DatumKind.String => Chance.Next(2) == 0 ? Datum.From([secret, nested]) : nested,
            DatumKind.Object => Chance.Next(2) == 0 ? secret : Datum.From([nested]),
            DatumKind.List => Chance.Next(2) == 0 ? secret : nested,
            _ => Chance.Next(2) == 0 ? secret : nested,
        };
    }
}
