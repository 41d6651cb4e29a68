using Exchange.Federation.Governed.Execution;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;
using Exchange.Pipeline.Callers;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Answers;

/// <summary>What the hub itself answers: who the caller is, pseudonyms, and which keys a look-up names.</summary>
internal sealed class HubFields(HubSnapshot snapshot, Caller caller, Pseudonyms pseudonyms) : IHubFields
{
    private const int MaxPeople = 100;

    public Datum Root(SelectedField field) => field.Definition.Name == "me" ? CallerObject(field) : Datum.Null;

    public Datum OfEntity(SelectedField field, string key) =>
        field.Definition.Name == "pid" && PersonKey.TryFromCitizenNo(key, out var person)
            ? Datum.From(pseudonyms.ForDepartment(person, caller.Client.Department))
            : Datum.Null;

    public IReadOnlyList<string?> Keys(SelectedField lookup, DatumObject arguments) => lookup.Definition.Name switch
    {
        "person" => [Person(lookup, arguments)],
        "people" => People(lookup, arguments),
        "place" => [arguments["addressCode"].AsString()],
        "grid" => [arguments["code"].AsString()],
        "organization" => [arguments["uscc"].AsString()],
        _ => [],
    };

    private string? Person(SelectedField lookup, DatumObject arguments)
    {
        var citizenNo = arguments["citizenNo"];
        var pid = arguments["pid"];
        if (citizenNo.IsNull == pid.IsNull)
        {
            throw WrongUse(lookup, "Give exactly one of \"citizenNo\" and \"pid\".");
        }

        return citizenNo.IsNull ? OfPid(pid.AsString()) : OfCitizenNo(citizenNo.AsString());
    }

    private IReadOnlyList<string?> People(SelectedField lookup, DatumObject arguments)
    {
        var citizenNos = arguments["citizenNos"];
        var pids = arguments["pids"];
        if (citizenNos.IsNull == pids.IsNull)
        {
            throw WrongUse(lookup, "Give exactly one of \"citizenNos\" and \"pids\".");
        }

        var items = (citizenNos.IsNull ? pids : citizenNos).AsList();
        if (items.Length > MaxPeople)
        {
            throw new GraphQLException(new GraphQLError(
                ErrorCodes.LimitExceeded, $"\"people\" takes at most {MaxPeople} identifiers at a time; ask again for the rest.")
            {
                Limit = "people",
                Locations = [lookup.Location],
            });
        }

        return [.. items.Select(item => citizenNos.IsNull ? OfPid(item.AsString()) : OfCitizenNo(item.AsString()))];
    }

    // WHY: a pseudonym of another department and a number that cannot exist name nobody, and the caller is not told which it was.
    private string? OfPid(string pid) =>
        pseudonyms.TryOpen(pid, caller.Client.Department, out var person) ? person.ToCitizenNo() : null;

    private static string? OfCitizenNo(string citizenNo) =>
        PersonKey.TryFromCitizenNo(citizenNo, out var person) ? person.ToCitizenNo() : null;

    private static GraphQLException WrongUse(SelectedField lookup, string what) =>
        new(new GraphQLError(ErrorCodes.BadUserInput, what) { Locations = [lookup.Location] });

    private Datum CallerObject(SelectedField field) => Complete(field, name => name switch
    {
        "client" => Datum.From(caller.Client.ClientId),
        "officer" => Datum.From(caller.Client.Officer),
        "roles" => Texts(caller.Client.Roles),
        "purpose" => Datum.From(caller.Class.Purpose),
        "purposes" => Texts(caller.Client.Purposes),
        "regionCode" => Datum.From(caller.Client.RegionCode),
        _ => Datum.Null,
    });

    private Datum Complete(SelectedField field, Func<string, Datum> leaf)
    {
        var type = field.Definition.Type.Named.Name;
        var parts = field.Selection!.For(type);
        var names = new string[parts.Count];
        var values = new Datum[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            names[i] = parts[i].ResponseName;
            values[i] = parts[i].IsTypeName ? Datum.From(type)
                : parts[i].Selection is null ? leaf(parts[i].Definition.Name)
                : Complete(parts[i], Department);
        }

        return Datum.From(new DatumObject(names, values));
    }

    private Datum Department(string part)
    {
        var code = caller.Client.Department;
        var title = snapshot.Standard.Departments.FirstOrDefault(card => card.Code == code)?.Title
            ?? snapshot.Policies.Vocabulary.FindDepartment(code)!.Title;
        return part switch
        {
            "code" => Datum.From(code.Value),
            "name" => Datum.From(title.Zh),
            "nameEn" => Datum.From(title.En),
            _ => Datum.Null,
        };
    }

    private static Datum Texts(IReadOnlyList<string> texts) => Datum.From([.. texts.Select(text => Datum.From(text))]);
}
