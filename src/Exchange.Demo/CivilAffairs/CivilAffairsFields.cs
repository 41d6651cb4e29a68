using System.Globalization;
using Exchange.Demo.Generation;

namespace Exchange.Demo.CivilAffairs;

/// <summary>
/// The properties that the vendor of civil affairs serves: where each stands in its JSON, what it is in the graph, and its value.
/// </summary>
internal sealed class CivilAffairsFields<T>(IReadOnlyDictionary<string, (string Coordinate, Func<T, object?> Value)> fields)
{
    /// <summary>Whether the service has this property.</summary>
    public bool Has(string path) => fields.ContainsKey(path);

    /// <summary>The coordinate of a property.</summary>
    public string Coordinate(string path) => fields[path].Coordinate;

    /// <summary>The value of a property on a record.</summary>
    public object? Value(string path, T record) => fields[path].Value(record);
}

/// <summary>The two resources of the service.</summary>
internal static class CivilAffairsFields
{
    /// <summary>Residents, by <c>sfzh</c>.</summary>
    public static CivilAffairsFields<CivilRecord> Residents { get; } = new(new Dictionary<string, (string, Func<CivilRecord, object?>)>
    {
        ["dibao.zt"] = ("Person.lowIncome.isRecipient", record => record.Assistance?.IsRecipient == true ? "1" : "0"),
        ["dibao.dx"] = ("Person.lowIncome.belowLine", record => record.Assistance?.IsBelowLine == true ? "1" : "0"),
        ["dibao.lb"] = ("Person.lowIncome.kind", record => record.Assistance?.Kind),
        ["dibao.rjsr"] = ("Person.lowIncome.incomePerHead", record => record.Assistance?.IncomePerHead),
        ["dibao.ksrq"] = ("Person.lowIncome.from", record => Day(record.Assistance?.From)),
        ["dibao.jsrq"] = ("Person.lowIncome.to", record => Day(record.Assistance?.To)),
        ["bangfu"] = ("Person.needsSupport", record => record.NeedsSupport),
        ["canji.dj"] = ("Person.disability.gradeBand", record => record.DisabilityGrade is { } grade ? (int)grade : null),
        ["canji.lb"] = ("Person.disability.kind", record => record.DisabilityKind),
        ["hyzk"] = ("Person.maritalStatus", record => record.MaritalCode),
        ["yanglao.tf"] = ("Person.elderCare.needsVisit", record => record.ElderCare?.NeedsVisit),
        ["yanglao.dj"] = ("Person.elderCare.livesAlone", record => record.ElderCare?.LivesAlone),
        ["yanglao.hl"] = ("Person.elderCare.careLevel", record => record.ElderCare?.CareLevel),
        ["yanglao.pc"] = ("Person.elderCare.visitFrequency", record => record.ElderCare is { } care ? (int)care.VisitFrequency : null),
        ["lxr.xm"] = ("Person.visitContact.name", record => record.VisitContact?.Name),
        ["lxr.dh"] = ("Person.visitContact.phone", record => record.VisitContact?.Phone),
        ["swrq"] = ("Person.deathDate", record => Day(record.DeathDate)),
    });

    /// <summary>Homes and day centres, by <c>dzbm</c>.</summary>
    public static CivilAffairsFields<CareFacility> Facilities { get; } = new(new Dictionary<string, (string, Func<CareFacility, object?>)>
    {
        ["lb"] = ("Place.careFacility.kind", facility => facility.Kind),
        ["cws"] = ("Place.careFacility.beds", facility => facility.Beds),
        ["kcw"] = ("Place.careFacility.freeBeds", facility => facility.FreeBeds),
    });

    private static string? Day(DateOnly? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
