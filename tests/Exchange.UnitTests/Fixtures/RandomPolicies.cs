using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.UnitTests.Fixtures;

/// <summary>Well-formed policies by chance, from a seed.</summary>
internal static class RandomPolicies
{
    public static PolicySet Make(DataStandard standard, int seed)
    {
        var random = new Random(seed);
        var title = new Title("题", "title");
        var purposes = Enumerable.Range(0, 5).Select(i =>
            new Purpose($"p{i}", title, i > 1 && random.Next(2) == 0 ? $"p{random.Next(i)}" : null, null, null)).ToList();
        string[] roles = ["r0", "r1", "r2"];
        var fields = standard.Fields.Where(field => field is { Category: SharingCategory.Conditional, OpenWithObject: false }).ToList();
        var some = fields.OrderBy(_ => random.Next()).Take(6).ToList();
        var departments = standard.Departments.Select(card => card.Code).Take(3).ToList();
        List<T> Some<T>(IEnumerable<T> all) => [.. all.Where(_ => random.Next(2) == 0).DefaultIfEmpty(all.First())];
        DateTimeOffset? Moment(int days) => random.Next(4) == 0 ? DemoCity.Now.AddDays(days) : null;

        var rules = Enumerable.Range(0, 12).Select(i => new PolicyRule
        {
            Id = $"rule-{i}",
            Owner = departments[0],
            Title = title,
            Opens = [.. Some(some).Select(field => new FieldLevel(field.Coordinate, 1 + random.Next(field.Ladder.Full)))],
            Departments = Some(departments),
            Roles = Some(roles),
            Purposes = Some(purposes.Select(purpose => purpose.Code)),
            Basis = random.Next(2) == 0 ? "duty" : "consent",
            Article = random.Next(2) == 0 ? "art. 1" : null,
            Conditions = new RuleConditions
            {
                Consent = random.Next(2) == 0 ? "scope" : null,
                SameRegion = random.Next(2) == 0,
                Case = random.Next(3) == 0,
                Emergency = random.Next(3) == 0,
                From = Moment(random.Next(-1, 2)),
                Until = Moment(random.Next(0, 3)),
            },
        }).ToList();
        var restrictions = Enumerable.Range(0, 3).Select(i => new Restriction
        {
            Id = $"cap-{i}",
            Owner = departments[0],
            Title = title,
            Caps = [.. some.Take(3).Select(field => new FieldLevel(field.Coordinate, random.Next(field.Ladder.Full + 1)))],
            Departments = random.Next(2) == 0 ? [] : Some(departments),
            Purposes = random.Next(2) == 0 ? [] : Some(purposes.Select(purpose => purpose.Code)),
        }).ToList();
        var vocabulary = new Vocabulary(
            [.. roles.Select(role => new Role(role, title))],
            purposes,
            [new LegalBasis("consent", title, false), new LegalBasis("duty", title, false)],
            [new ConsentScope("scope", title, [])]);
        return new PolicySet(vocabulary, rules, restrictions, []);
    }
}
