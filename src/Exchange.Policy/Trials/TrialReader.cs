using System.Globalization;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Documents.Reading;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Trials;

/// <summary>Reads <c>tests/*.yaml</c>. A word that nobody knows is a mistake with its place, so that no case passes by not meaning anything.</summary>
internal sealed class TrialReader(DataStandard standard, PolicySet policies)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:sszzz";
    private readonly FindingList _findings = new(DocumentLimits.MaxFindings);

    /// <summary>The time of a case that names none: a Monday at ten, by the city's clock.</summary>
    public DateTimeOffset DefaultTime { get; } = new(2026, 1, 5, 10, 0, 0, policies.Vocabulary.UtcOffset);

    public (IReadOnlyList<Trial> Trials, IReadOnlyList<Finding> Findings) Read(IReadOnlyDictionary<string, string> documents)
    {
        var trials = new List<Trial>();
        _findings.Collect(() =>
        {
            foreach (var (file, text) in documents.Where(IsTest).OrderBy(document => document.Key, StringComparer.Ordinal))
            {
                Read(file, text, trials);
            }
        });
        return (trials, _findings);
    }

    /// <summary>Every case of every test that can be read, as it stands; mistakes are not told.</summary>
    public static IEnumerable<DocumentNode> Cases(IReadOnlyDictionary<string, string> documents) =>
        from document in documents
        where IsTest(document)
        orderby document.Key
        let root = YamlText.Read(document.Key, document.Value, [])
        where root is not null
        from node in root["cases"].Items
        select node;

    /// <summary>One case; null where there is a mistake in it.</summary>
    public Trial? ReadCase(DocumentNode node)
    {
        var known = _findings.Count;
        Trial? trial = null;
        _findings.Collect(() => trial = Trial(node));
        return _findings.Count == known ? trial : null;
    }

    private void Read(string file, string text, List<Trial> trials)
    {
        if (YamlText.Read(file, text, _findings) is { } root)
        {
            foreach (var finding in TrialShape.Document.Check(root))
            {
                _findings.Add(finding);
            }

            trials.AddRange(root["cases"].Items.Select(Trial));
        }
    }

    private static bool IsTest(KeyValuePair<string, string> document) =>
        document.Key.StartsWith(PolicyTrials.Folder + "/", StringComparison.Ordinal) && document.Key.EndsWith(".yaml", StringComparison.Ordinal);

    private Trial Trial(DocumentNode node)
    {
        if (node["expect"].Exists && !node["expect"].Keys.Any() && !node["rest"].Exists)
        {
            _findings.Add(node["expect"].Finding("expects-nothing", "The case expects nothing, so it always passes. Name a field, or say 'rest: closed'."));
        }

        var client = Client(node["caller"]);
        return new Trial
        {
            File = node.File,
            Line = node.Line,
            Name = node["name"].Text ?? "",
            Caller = Caller(node["caller"], client),
            Time = Time(node["time"]),
            Record = Record(node["record"], client),
            Expected = Expectations(node["expect"]),
            RestClosed = node["rest"].Exists,
        };
    }

    // A department and roles stand for a client of theirs that is registered for the purpose and belongs to the whole city.
    private ClientCard? Client(DocumentNode node)
    {
        if (node["client"].Exists == node["department"].Exists || (node["client"].Exists && node["roles"].Exists))
        {
            _findings.Add(node.Finding("selector", "Name either a 'client', or a 'department' with 'roles', not both and not neither."));
            return null;
        }

        if (node["client"].Text is not { } id)
        {
            return null;
        }

        var client = policies.Clients.FirstOrDefault(card => card.ClientId == id);
        if (client is null)
        {
            var known = Suggestion.For(id, policies.Clients.Select(card => card.ClientId));
            _findings.Add(node["client"].Finding("unknown-client", $"There is no client '{id}' in clients.yaml.{known}"));
        }

        return client;
    }

    private CallerClass Caller(DocumentNode node, ClientCard? client)
    {
        var terms = new Terms(standard, policies.Vocabulary, _findings.Add);
        var (words, purpose) = (policies.Vocabulary, node["purpose"].Text);
        if (purpose is not null && words.FindPurpose(purpose) is null && words.StateOf(purpose, []) != PurposeState.Refused)
        {
            var known = Suggestion.For(purpose, words.Purposes.Select(each => each.Code));
            _findings.Add(node["purpose"].Finding("unknown-purpose", $"There is no purpose '{purpose}'.{known}"));
        }

        var department = client?.Department
            ?? (node["department"].Text == DataStandard.Hub.Value ? DataStandard.Hub : terms.Department(node["department"]) ?? default);
        return new CallerClass(
            department,
            client?.Roles ?? terms.Roles(node["roles"]),
            words.StateOf(purpose, client?.Purposes ?? (purpose is null ? [] : [purpose])),
            purpose,
            client?.RegionCode,
            words.AcceptsCase(purpose, node["case"].Text),
            node["emergency"].IsTrue);
    }

    private RecordFacts Record(DocumentNode node, ClientCard? client)
    {
        var states = node["states"].Items.Select(state => state.Text).OfType<string>().ToList();
        foreach (var scope in node["consents"].Items.Where(scope => scope.Text is { } code && policies.Vocabulary.FindScope(code) is null))
        {
            var known = Suggestion.For(scope.Text!, policies.Vocabulary.Scopes.Select(each => each.Code));
            _findings.Add(scope.Finding("unknown-scope", $"There is no scope '{scope.Text}'.{known}"));
        }

        return new RecordFacts
        {
            Consents = [.. node["consents"].Items.Select(scope => scope.Text).OfType<string>()],
            SameRegion = node["region"].Text is { } region && (region == "same" || RegionCode.Contains(client?.RegionCode, region)),
            CaseSubject = node["caseSubject"].IsTrue,
            OnePlace = node["onePlace"].IsTrue,
            Own = node["own"].IsTrue,
            CallerDepartment =
            [
                .. node["callerDepartment"].Items.Where(field => Fields(field, field.Text).Count > 0).Select(field => new Coordinate(field.Text!)),
            ],
            States = states.Contains("unknown") ? null : [.. states.Where(RecordStates.Names.Contains).Select(RecordStates.Of)],
        };
    }

    // A field named by itself is meant rather than by a wider name.
    private List<Expectation> Expectations(DocumentNode expect)
    {
        var expected = new Dictionary<Coordinate, Expectation>();
        foreach (var name in expect.Keys.OrderBy(name => standard.TryField(new Coordinate(name), out _)))
        {
            foreach (var each in Expectations(expect, name))
            {
                if (!expected.TryAdd(each.Coordinate, each) && each.Coordinate.Value != name)
                {
                    _findings.Add(expect.Key(name).Finding("duplicate-field", $"{each.Coordinate} is named twice here. Keep one expectation of it."));
                }

                expected[each.Coordinate] = each;
            }
        }

        return [.. expected.Values];
    }

    private IEnumerable<Expectation> Expectations(DocumentNode expect, string name)
    {
        var outcome = expect[name].Text ?? "";
        foreach (var field in Fields(expect.Key(name), name))
        {
            if (outcome != Expectation.Closed && ReasonCodes.Find(outcome) == ReasonCode.None && field.Ladder.IndexOf(outcome) <= 0)
            {
                var levels = field.Ladder.Levels.Skip(1);
                _findings.Add(expect[name].Finding("unknown-level",
                    $"'{outcome}' is neither a level of {field.Coordinate} ({string.Join(" < ", levels)}), nor a reason, nor '{Expectation.Closed}'."
                    + Suggestion.For(outcome, levels)));
            }

            yield return new Expectation(field.Coordinate, outcome);
        }
    }

    // WHY not by a wider name: like a rule's, it does not mean the keys that are open with their objects.
    private IReadOnlyList<GovernedField> Fields(DocumentNode node, string? name) => name is null
        ? []
        : [.. new FieldSelectors(standard, _findings.Add).Resolve(node, name).Where(field => !field.OpenWithObject || field.Coordinate.Value == name)];

    private DateTimeOffset Time(DocumentNode node)
    {
        if (node.Text is not { } text)
        {
            return DefaultTime;
        }

        if (DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        _findings.Add(node.Finding("bad-time", "Expected a time with its offset, for example 2026-01-01T00:00:00+08:00."));
        return DefaultTime;
    }
}
