using System.Text.RegularExpressions;
using Exchange.Federation.Composition;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>What a field of an entity needs before its department can be asked for it.</summary>
/// <param name="Told">The fields that are told on the way, those that they need themselves included.</param>
/// <param name="Heard">The same, each with every department that it is told to.</param>
/// <param name="Demands">The scopes, each with its department, that schemas demand of readers of the field or of anything told.</param>
internal sealed record JoinNeeds(
    IReadOnlyList<GovernedField> Told,
    IReadOnlyList<(GovernedField Field, string Department)> Heard,
    IReadOnlyList<(string Department, string Scope)> Demands)
{
    public static JoinNeeds None { get; } = new([], [], []);
}

/// <summary>
/// Schemas of their own that some departments serve, drawn by chance: fields that require other departments' fields, records known by another key,
/// scopes demanded of readers. The oracle reads what was drawn, never the text.
/// </summary>
internal sealed partial class JoinedSchemas
{
    private static readonly string[] Joining = ["civil-affairs", "social-security", "housing", "health"];
    private static readonly string[] Scopes = ["read:all", "read:some", "read:none"];

    private readonly DataStandard _standard;
    private readonly Dictionary<(string Entity, string Field), List<GovernedField>> _inputs = [];
    private readonly Dictionary<(string Entity, string Field), string> _scopes = [];

    private JoinedSchemas(DataStandard standard) => _standard = standard;

    public IReadOnlyList<Subgraph> Subgraphs { get; private set; } = [];

    /// <summary>No department has a schema of its own.</summary>
    public static JoinedSchemas None(DataStandard standard) => new(standard);

    public static JoinedSchemas Draw(DataStandard standard, Random random)
    {
        var schemas = new JoinedSchemas(standard);
        var subgraphs = new List<Subgraph>();
        foreach (var department in Joining)
        {
            // WHY in turn: nobody requires what comes after, so that no fields wait for each other.
            var later = Joining.SkipWhile(other => other != department).ToList();
            subgraphs.Add(new Subgraph(department, schemas.Draw(department, later, random)));
        }

        schemas.Subgraphs = subgraphs;
        return schemas;
    }

    /// <summary>What the owner of an entity's field is told with the request for it.</summary>
    public IReadOnlyList<GovernedField> Inputs(string entity, string field) => _inputs.GetValueOrDefault((entity, field)) ?? [];

    public JoinNeeds Needs(string entity, string field)
    {
        var told = new List<GovernedField>();
        Collect(entity, field, told);
        var demands = told.Select(input => Top(input)).Prepend(field).Distinct()
            .Where(name => _scopes.ContainsKey((entity, name)))
            .Select(name => (OwnerOf(entity, name), _scopes[(entity, name)]));
        var heard = told.Select(Top).Prepend(field).Distinct().SelectMany(name => Inputs(entity, name), (name, input) => (input, OwnerOf(entity, name)));
        return new JoinNeeds(told, [.. heard], [.. demands]);
    }

    /// <summary>The same policies where most rules name what their fields need, and the vocabulary gives some scopes to some roles.</summary>
    public PolicySet Amend(PolicySet policies, Random random)
    {
        var roles = policies.Vocabulary.Roles.Select(role => role.Code).ToList();
        var departments = _standard.Departments.Select(card => card.Code).ToList();
        var words = policies.Vocabulary;
        return policies with
        {
            Vocabulary = new Vocabulary(words.Roles, words.Purposes, words.Bases, words.Scopes)
            {
                Departments = words.Departments,
                UtcOffset = words.UtcOffset,
                Requirements =
                [
                    .. Joining.SelectMany(code => (GrantedRequirement[])
                    [
                        new(new DepartmentId(code), ["read:all"], departments, roles, []),
                        new(new DepartmentId(code), ["read:some"], departments, [.. roles.Where(_ => random.Next(2) == 0)], []),
                    ]),
                ],
            },
            Restrictions = [.. policies.Restrictions, .. Kept()],
            Rules =
            [
                .. policies.Rules.Select(rule => rule with
                {
                    Joins =
                    [
                        .. rule.Opens.Where(_ => random.Next(4) != 0)
                            .SelectMany(open => Needs(open.Coordinate.Value.Split('.')[0], open.Coordinate.Value.Split('.')[1]).Told)
                            .Select(field => field.Coordinate).Distinct(),
                    ],
                }),
            ],
        };
    }

    private string OwnerOf(string entity, string name) => _standard.Type(entity)!.Properties.First(property => property.Name == name).Owner!.Value.Value;

    // Every fifth input is kept from the department that would be told it, whoever asks.
    private IEnumerable<Restriction> Kept() =>
        from input in _inputs.OrderBy(each => $"{each.Key}", StringComparer.Ordinal).Index()
        where input.Index % 5 == 0
        let field = input.Item.Value[0]
        select new Restriction
        {
            Id = $"kept-{input.Index}",
            Owner = field.Owner,
            Title = new Title("题", "title"),
            Caps = [new FieldLevel(field.Coordinate, 0)],
            Departments = [new DepartmentId(OwnerOf(input.Item.Key.Entity, input.Item.Key.Field))],
            Purposes = [],
        };

    private void Collect(string entity, string field, List<GovernedField> told)
    {
        foreach (var input in Inputs(entity, field).Where(input => !told.Contains(input)))
        {
            told.Add(input);
            Collect(entity, Top(input), told);
        }
    }

    private static string Top(GovernedField field) => field.Coordinate.Value.Split('.')[1];

    private string Draw(string department, List<string> later, Random random)
    {
        var type = "";
        var keys = new Dictionary<string, GovernedField?>(StringComparer.Ordinal);
        var lines = SubgraphSdl.For(_standard, department).Replace("\"@key\"", "\"@key\", \"@requires\", \"@requiresScopes\"", StringComparison.Ordinal).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (TypeLine().Match(lines[i]) is { Success: true } start)
            {
                type = start.Groups[1].Value;
                if (_standard.IsEntity(type) && _standard.Type(type)!.Home?.Value != department && !lines[i].Contains("resolvable", StringComparison.Ordinal))
                {
                    keys[type] = random.Next(2) == 0 ? null : OtherKey(type, later, random);
                    lines[i] = keys[type] is { } other ? KeySet().Replace(lines[i], $"@key(fields: \"{Top(other)}\")") : lines[i];
                }
            }
            else if (keys.ContainsKey(type) && FieldLine().Match(lines[i]) is { Success: true } field && !lines[i].Contains("@external", StringComparison.Ordinal))
            {
                lines[i] += Draw(type, field.Groups[1].Value, keys[type], later, random);
            }
            else if (lines[i] == "}")
            {
                type = "";
            }
        }

        return WithImplied(string.Join('\n', lines));
    }

    // A link below full is asked for what its level implies of the target, so a schema with such a link has that on the target.
    private string WithImplied(string sdl)
    {
        foreach (var type in _standard.Types.Where(type => sdl.Contains($"type {type.Name} @key", StringComparison.Ordinal)))
        {
            var start = sdl.IndexOf('\n', sdl.IndexOf($"type {type.Name} @key", StringComparison.Ordinal)) + 1;
            var end = sdl.IndexOf("\n}", start, StringComparison.Ordinal);
            var implied = type.Properties
                .Where(property => _standard.TryField(new Coordinate($"{type.Name}.{property.Name}"), out var field) && field.ImpliedFrom is not null)
                .Where(property => !sdl[start..end].Contains($"  {property.Name}:", StringComparison.Ordinal))
                .Select(property => (property.Name, Type: sdl.Contains($"scalar {property.Type}\n", StringComparison.Ordinal) ? property.Type : "String"));
            sdl = sdl.Insert(start, string.Concat(implied.Select(field => $"  {field.Name}: {field.Type} @shareable\n")));
        }

        return sdl;
    }

    // What is drawn for one field, as directives.
    private string Draw(string entity, string field, GovernedField? key, List<string> later, Random random)
    {
        List<GovernedField> required = random.Next(2) == 0 ? [] :
        [
            .. Candidates(entity, later).OrderBy(_ => random.Next()).DistinctBy(Top).Take(random.Next(1, 3)),
        ];
        List<GovernedField> told = key is null ? required : [key, .. required];
        if (told.Count > 0)
        {
            _inputs[(entity, field)] = [.. told.Distinct()];
        }

        var directives = required.Count == 0 ? "" : $" @requires(fields: \"{string.Join(' ', required.Select(Text))}\")";
        if (random.Next(5) != 0)
        {
            return directives;
        }

        _scopes[(entity, field)] = Scopes[random.Next(Scopes.Length)];
        return $"{directives} @requiresScopes(scopes: [[\"{_scopes[(entity, field)]}\"]])";
    }

    private IEnumerable<GovernedField> Candidates(string entity, List<string> later) => _standard.Fields.Where(field =>
        field.Coordinate.Value.StartsWith(entity + ".", StringComparison.Ordinal)
        && field is { OpenWithObject: false, Owners.Count: 0, Arguments.Count: 0 }
        && field.Category != SharingCategory.Withheld
        && field.Owner != DataStandard.Hub
        && !later.Contains(field.Owner.Value)
        && Top(field) != _standard.Type(entity)!.Key
        && (field.LinksTo is null || _standard.IsEntity(field.LinksTo))
        && !IsPage(entity, Top(field)));

    private bool IsPage(string entity, string name) =>
        _standard.Type(entity)!.Properties.First(property => property.Name == name) is var property
        && (_standard.IsConnection(property.Type) || property.Arguments.Count > 0);

    private GovernedField? OtherKey(string entity, List<string> later, Random random)
    {
        var keys = Candidates(entity, later).Where(field => field.LinksTo is null && field.Coordinate.Value.Count(c => c == '.') == 1)
            .Where(field => _standard.Type(entity)!.Properties.First(property => property.Name == Top(field)) is { IsList: false, Type: "String" or "RegionCode" or "Date" })
            .ToList();
        return keys.Count == 0 ? null : keys[random.Next(keys.Count)];
    }

    private string Text(GovernedField field)
    {
        var path = field.Coordinate.Value.Split('.')[1..];
        var inside = field.LinksTo is { } target ? $" {{ {_standard.Type(target)!.Key} }}" : "";
        return path.Reverse().Aggregate("", (text, name) => text.Length == 0 ? name + inside : $"{name} {{ {text} }}");
    }

    [GeneratedRegex(@"^type (\w+)")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^  (\w+)(\(.*\))?: ")]
    private static partial Regex FieldLine();

    [GeneratedRegex(@"@key\(fields: ""\w+""\)")]
    private static partial Regex KeySet();
}
