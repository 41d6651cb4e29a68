using Exchange.Consent;
using Exchange.Demo.Generation;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;
using Exchange.Host.Composition;
using Exchange.Pipeline;
using Exchange.Policy;
using Exchange.Policy.Decisions;

namespace Exchange.Benchmarks.Scene;

/// <summary>
/// The demo city with its real standard, policies and graph, and departments in memory. Every second resident has agreed to share her
/// means for assistance.
/// </summary>
internal sealed class MemoryCity
{
    /// <summary>王秀芳, who applied for assistance; the registered household has three members, all of whom agreed here.</summary>
    public const string Applicant = "990102195803120429";

    public const string Purpose = "assistance.eligibility";
    public const string CaseNumber = "SA-2026-000123";

    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(8));
    public static readonly DepartmentId Asker = new("civil-affairs");

    private readonly City _city = CityGenerator.Generate(CityParameters.Small);

    public MemoryCity()
    {
        var documents = CityDocuments.ReadValid(DocumentFolders.Find());
        Sources = SourcesOf(_city);
        Facts = new Dictionary<string, IFactSource> { ["Person"] = new MemoryFacts("public-security", FactsOf(_city)) };
        var household = _city.Residents.First(resident => resident.CitizenNo == Applicant).HouseholdNo;
        Consents = SampleConsents.Index(
            _city.Residents.Where((resident, i) => i % 2 == 0 || resident.HouseholdNo == household).Select(resident => resident.CitizenNo));
        Snapshot = new HubSnapshot
        {
            PolicyVersion = "1",
            Standard = documents.Standard!,
            Policies = documents.Policies!,
            Decisions = PolicyCompiler.Compile(documents.Standard!, documents.Policies!),
            Graph = documents.Graph!,
            RootFields = CityGraph.RootFields(documents.Standard!),
            Executor = new PlanExecutor(Sources, Facts),
            Scalars = GraphScalars.Create(),
        };
    }

    public HubSnapshot Snapshot { get; }

    public ConsentIndex Consents { get; }

    public IReadOnlyDictionary<string, ISource> Sources { get; }

    public IReadOnlyDictionary<string, IFactSource> Facts { get; }

    /// <summary>The first residents' citizen numbers.</summary>
    public IReadOnlyList<string> CitizenNos(int count) => [.. _city.Residents.Take(count).Select(resident => resident.CitizenNo)];

    private static Dictionary<string, ISource> SourcesOf(City city) => new()
    {
        ["public-security"] = new MemorySource("public-security", Registered(city)),
        ["social-security"] = new MemorySource("social-security", Insured(city)),
    };

    private static Dictionary<string, DatumObject> Registered(City city)
    {
        var households = city.Households.ToDictionary(household => household.No);
        return city.Residents.ToDictionary(resident => resident.CitizenNo, resident =>
        {
            var members = households[resident.HouseholdNo].Members.Select(member => Datum.From(Record(("citizenNo", Datum.From(member)))));
            return Record(
                ("alive", Datum.From(resident.IsAlive)),
                ("household", Datum.From(Record(
                    ("memberCount", Datum.From(members.Count())),
                    ("members", Datum.From(members.ToArray()))))));
        });
    }

    private static Dictionary<string, DatumObject> Insured(City city) => city.InsuranceRecords.ToDictionary(
        record => record.CitizenNo,
        record => Record(
            ("socialInsurance", Datum.From(Record(("isInsured", Datum.From(record.IsInsured))))),
            ("pension", Datum.From(Record(("receives", Datum.From(record.Pension is not null)))))));

    private static Dictionary<string, DatumObject> FactsOf(City city) => city.Residents.ToDictionary(
        resident => resident.CitizenNo,
        resident => Record(
            ("exists", Datum.True), ("region", Datum.From(resident.RegionCode)), ("protected", Datum.From(resident.IsProtected))));

    private static DatumObject Record(params (string Name, Datum Value)[] fields) =>
        new([.. fields.Select(field => field.Name)], [.. fields.Select(field => field.Value)]);
}
