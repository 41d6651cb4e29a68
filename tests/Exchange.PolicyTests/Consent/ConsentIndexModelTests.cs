using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.PolicyTests.Consent;

/// <summary>The index against a list that is read from its beginning for every question.</summary>
public sealed class ConsentIndexModelTests
{
    private const int Rounds = 120;

    [Fact]
    public void The_index_answers_as_a_naive_list_does_whatever_was_applied_in_whatever_order()
    {
        for (var seed = 1; seed <= Rounds; seed++)
        {
            var chance = new Random(seed);
            var (index, naive) = (new ConsentIndex(), new NaiveIndex());
            var people = Enumerable.Range(0, 6).Select(_ => IndexedConsents.Person(chance.Next(20_000_000))).ToArray();
            var consents = Enumerable.Range(1, 40)
                .Select(number => (Subject: people[chance.Next(people.Length)], Consent: IndexedConsents.AnyHistory(chance, IndexedConsents.AnyRecord(chance, number))))
                .ToList();
            for (var round = 0; round < 60; round++)
            {
                var picked = Enumerable.Range(0, chance.Next(1, 6)).Select(_ => chance.Next(consents.Count)).Distinct()
                    .Select(place => AtAnyVersion(chance, consents[place])).ToList();
                Apply(chance, index, picked);
                picked.ForEach(item => naive.Apply(item.Subject, item.Consent));
                AssertSame(chance, index, naive, people, $"seed {seed}, round {round}");
            }
        }
    }

    [Fact]
    public void More_consents_of_one_person_than_cells_stay_apart()
    {
        var (index, naive, chance) = (new ConsentIndex(), new NaiveIndex(), new Random(7));
        var person = IndexedConsents.Person(1);
        for (var number = 1; number <= 200; number++)
        {
            var record = IndexedConsents.AnyRecord(chance, number);
            var consent = IndexedConsents.AnyHistory(chance, record);
            index.Apply(person, consent);
            naive.Apply(person, consent);
            AssertSame(chance, index, naive, [person], $"{number} consents");
        }
    }

    [Fact]
    public void Persons_of_one_segment_and_of_neighbouring_numbers_never_answer_for_each_other()
    {
        var index = new ConsentIndex();
        var record = IndexedConsents.Record(1, IndexedConsents.Start, IndexedConsents.Start.AddDays(1));
        var consented = Enumerable.Range(0, 200_000).Where(number => number % 2 == 0).Select(IndexedConsents.Person).ToList();
        index.Apply([.. consented.Select(person => (person, StandingConsent.Of(IndexedConsents.Active(record))))]);
        var question = index.Ask(new DepartmentId("civil-affairs"), "assistance.eligibility", "assistance.means");
        for (var number = 0; number < 200_000; number++)
        {
            Assert.True(number % 2 == 0 == question.Allows(IndexedConsents.Person(number), IndexedConsents.Start), $"person {number}");
        }
    }

    // Now and then as a store has it that went back and went on from there.
    private static (PersonKey Subject, ConsentHistory Consent) AtAnyVersion(Random chance, (PersonKey Subject, ConsentHistory Consent) item)
    {
        var events = item.Consent.Events.Take(chance.Next(1, item.Consent.Version + 1)).ToList();
        var earlier = ConsentHistory.Fold(item.Consent.Record, events);
        return (item.Subject, chance.Next(8) > 0 ? earlier : IndexedConsents.GoneOn(chance, earlier, chance.Next(1, 4)));
    }

    private static void Apply(Random chance, ConsentIndex index, List<(PersonKey Subject, ConsentHistory Consent)> picked)
    {
        if (chance.Next(2) == 0)
        {
            index.Apply([.. picked.Select(item => (item.Subject, StandingConsent.Of(item.Consent)))]);
            return;
        }

        picked.ForEach(item => index.Apply(item.Subject, item.Consent));
    }

    private static void AssertSame(Random chance, ConsentIndex index, NaiveIndex naive, PersonKey[] people, string where)
    {
        var department = new DepartmentId(IndexedConsents.Departments[chance.Next(IndexedConsents.Departments.Length)]);
        var purpose = IndexedConsents.Purposes[chance.Next(IndexedConsents.Purposes.Length)];
        var scope = IndexedConsents.Scopes[chance.Next(IndexedConsents.Scopes.Length)];
        var now = IndexedConsents.Start.AddTicks(chance.NextInt64(-TimeSpan.TicksPerMinute, 1_000 * TimeSpan.TicksPerMinute));
        var question = index.Ask(department, purpose, scope);
        var together = new bool[people.Length];
        question.Allows(people, now, together);
        for (var i = 0; i < people.Length; i++)
        {
            var expected = naive.Allows(people[i], department, purpose, scope, now);
            Assert.True(expected == question.Allows(people[i], now), $"{where}: asked alone, expected {expected}");
            Assert.True(expected == together[i], $"{where}: asked together, expected {expected}");
            Assert.True(expected == index.Allows(people[i], department, purpose, scope, now), $"{where}: asked in words, expected {expected}");
        }
    }

    /// <summary>The rules of the index in the fewest lines.</summary>
    private sealed class NaiveIndex
    {
        private readonly Dictionary<(PersonKey, ConsentId), (ConsentHistory Consent, int Number, bool IsShut)> _consents = [];

        public void Apply(PersonKey subject, ConsentHistory consent)
        {
            var key = (subject, consent.Record.Id);
            var number = consent.State.IsFinal() ? int.MaxValue : consent.Version;
            if (!_consents.TryGetValue(key, out var known) || known.Number < number)
            {
                _consents[key] = (consent, number, IsShut: false);
            }
            else if (consent.State != ConsentState.Active && known is { IsShut: false, Consent.State: ConsentState.Active } && Permits(consent.Record))
            {
                // What is known to permit and is shown as not permitting does not; what it denies it goes on denying.
                _consents[key] = (known.Consent, number, IsShut: true);
            }
        }

        private static bool Permits(ConsentRecord record) => (
            from party in record.Recipients
            from purpose in record.Purposes
            from scope in record.Scopes
            select record.Decision.Decide(party.Department, purpose.Code, scope.Scope)).Contains(ConsentEffect.Permit);

        public bool Allows(PersonKey subject, DepartmentId recipient, string purpose, string scope, DateTimeOffset now)
        {
            var effects =
                from entry in _consents
                let consent = entry.Value.Consent
                let record = consent.Record
                where entry.Key.Item1 == subject && now >= record.ValidFrom && now < record.ValidUntil
                    && (record.Guardian is null || now < record.Guardian.Until)
                    && record.Recipients.Any(party => party.Department == recipient)
                    && record.Purposes.Any(item => item.Code == purpose) && record.Scopes.Any(item => item.Scope == scope)
                select (Effect: record.Decision.Decide(recipient, purpose, scope), consent.State, entry.Value.IsShut);
            var all = effects.ToList();
            return all.Contains((ConsentEffect.Permit, ConsentState.Active, false))
                && !all.Any(item => item.Effect == ConsentEffect.Deny
                    && item.State is ConsentState.Given or ConsentState.Active or ConsentState.Suspended);
        }
    }
}
