using Exchange.GraphQL.Values;
using Exchange.Policy;
using Exchange.Policy.Documents;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>What the city says of one record that a condition asks about.</summary>
internal sealed partial class RuleReading
{
    // A person's residence, what a place's or grid's code begins with, or an event's place, which its department is asked for.
    private string? RegionOf(string type, string key)
    {
        if (type is "Person")
        {
            return city.Facts(key)?.Region;
        }

        if (type is "Place" or "Grid")
        {
            return Lying(key);
        }

        if (city.EventTypes.All(kind => kind.Name != type))
        {
            return null;
        }

        ReadToDecide.Add(new AskedCell(city.HomeOf(type), type, key, "SubjectFacts.region", "full"));
        return city.Record(type, key)?["place"] is { Kind: DatumKind.Object } place ? Lying(place.AsObject().Values[0].AsString()) : null;
    }

    private static string? Lying(string code) => code.IndexOf('-', StringComparison.Ordinal) == 12 ? code[..12] : null;

    // A place is where it is; where an organization has its seat its owner may always be asked, if only to decide.
    private bool IsThere(string type, string key)
    {
        if (type != "Organization" || !_isRead)
        {
            return type == "Place" && key == OnlyPlace;
        }

        ReadToDecide.Add(new AskedCell(city.HomeOf(type), type, key, "Organization.place", "full"));
        return OnlyPlace is not null && city.Record(type, key)?["place"] is { Kind: DatumKind.Object } seat && seat.AsObject().Values[0].AsString() == OnlyPlace;
    }

    // Whom the record names its owner may always be asked, if only to decide.
    private bool IsHandledByCaller(Coordinate naming, string type, string key)
    {
        var field = naming.Value.Split('.');
        if (type != field[0] || !_isRead)
        {
            return false;
        }

        ReadToDecide.Add(new AskedCell(city.HomeOf(type), type, key, naming.Value, "full"));
        var isNamed = Holds("callerDepartment", city.Record(type, key) is { } record && NamesCaller(record[field[1]]));
        return Count(field[1] == "coHandlers" && isNamed ? "department in a list holds" : "department read", true) && isNamed;
    }

    private bool NamesCaller(Datum value) => value.Kind switch
    {
        DatumKind.List => value.AsList().Any(NamesCaller),
        DatumKind.Object => NamesCaller(value.AsObject()["code"]),
        _ => value == Datum.From(asker.Client.Department.Value),
    };

    // What is not known of a record counts as every state.
    private bool IsIn(RecordState state, string type, string key)
    {
        if (type != "Person" || city.Facts(key) is not { } facts)
        {
            return true;
        }

        var years = state == RecordState.Child ? 14 : 18;
        return state == RecordState.Protected
            ? facts.IsProtected
            : facts.BirthDate is not { } born || born.AddYears(years) > DateOnly.FromDateTime(now.ToOffset(CityTime).DateTime);
    }

    private bool IsWithin(DailyHours hours)
    {
        var local = now.ToOffset(CityTime);
        var minute = (local.Hour * 60) + local.Minute;
        var (from, until) = ((hours.From.Hour * 60) + hours.From.Minute, (hours.Until.Hour * 60) + hours.Until.Minute);
        var yesterday = ((int)local.DayOfWeek + 6) % 7;
        bool On(int day) => (hours.Days >> day & 1) == 1;
        return from < until
            ? minute >= from && minute < until && On((int)local.DayOfWeek)
            : (minute >= from && On((int)local.DayOfWeek)) || (minute < until && On(yesterday));
    }

    private bool HasConsent(string? person, string scope) =>
        person is not null && PlantedConsent.Allow(consents, person, asker.Client.Department.Value, asker.Purpose!, scope);
}
