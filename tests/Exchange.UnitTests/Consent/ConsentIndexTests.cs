using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Consent;

public class ConsentIndexTests
{
    private static readonly DateTimeOffset During = ConsentSamples.Start.AddDays(1);
    private readonly ConsentIndex _index = new();
    private readonly PersonKey _person = ConsentSamples.Person(1);

    [Fact]
    public void Only_the_person_recipient_purpose_scope_and_time_agreed_to_are_allowed()
    {
        _index.Apply(_person, ConsentSamples.Active(ConsentSamples.Record(1)));
        Assert.True(Asks());
        Assert.False(Asks(person: ConsentSamples.Person(2)));
        Assert.False(Asks(recipient: "housing"));
        Assert.False(Asks(purpose: "housing.allocation"));
        Assert.False(Asks(scope: "assistance.household"));
        Assert.False(Asks(now: ConsentSamples.Start.AddTicks(-1)));
        Assert.True(Asks(now: ConsentSamples.Start));
        Assert.True(Asks(now: ConsentSamples.End.AddTicks(-1)));
        Assert.False(Asks(now: ConsentSamples.End));
    }

    [Fact]
    public void Only_an_active_consent_allows()
    {
        var (at, by) = (ConsentSamples.Start, ConsentSamples.Self);
        var asked = ConsentHistory.Request(ConsentSamples.Record(1), at, by);
        var given = asked.Give(at, by).Next!;
        var active = given.Activate(at).Next!;
        var suspended = active.Suspend(at, by).Next!;
        var resumed = suspended.Resume(at, by).Next!;
        foreach (var (consent, allowed) in new[] { (asked, false), (given, false), (active, true), (suspended, false), (resumed, true) })
        {
            _index.Apply(_person, consent);
            Assert.True(allowed == Asks(), consent.State.ToString());
        }

        ConsentStep[] endings =
            [resumed.Withdraw(at, by), resumed.Supersede(at, by), resumed.Invalidate(at, by), resumed.Expire(ConsentSamples.End)];
        foreach (var ended in endings.Select(step => step.Next!))
        {
            var index = new ConsentIndex();
            index.Apply(_person, resumed);
            index.Apply(_person, ended);
            var allowed = index.Allows(_person, ConsentSamples.Civil, ConsentSamples.Purpose, ConsentSamples.Scope, During);
            Assert.False(allowed, ended.State.ToString());
        }
    }

    [Fact]
    public void A_late_giving_does_not_undo_a_withdrawal()
    {
        var active = ConsentSamples.Active(ConsentSamples.Record(1));
        _index.Apply(_person, active.Withdraw(During, ConsentSamples.Self).Next!);
        _index.Apply(_person, active);
        Assert.False(Asks());
    }

    [Fact]
    public void A_denial_wins_over_any_permit_even_on_hold_and_until_it_is_taken_back()
    {
        var denial = ConsentSamples.Active(ConsentSamples.Record(2) with { Decision = new Provision { Effect = ConsentEffect.Deny } });
        _index.Apply(_person, denial);
        _index.Apply(_person, ConsentSamples.Active(ConsentSamples.Record(1)));
        Assert.False(Asks());

        var onHold = denial.Suspend(During, ConsentSamples.Self).Next!;
        _index.Apply(_person, onHold);
        Assert.False(Asks());

        _index.Apply(_person, onHold.Withdraw(During, ConsentSamples.Self).Next!);
        Assert.True(Asks());
    }

    [Fact]
    public void An_exception_decides_otherwise_for_what_it_names()
    {
        var record = ConsentSamples.Record(1) with
        {
            Scopes = [.. ConsentSamples.Record(1).Scopes, new ConsentedScope("assistance.household", false, "full", null)],
            Decision = new Provision
            {
                Effect = ConsentEffect.Permit,
                Exceptions = [new Provision { Effect = ConsentEffect.Deny, Scope = "assistance.household" }],
            },
        };
        _index.Apply(_person, ConsentSamples.Active(record));
        Assert.True(Asks());
        Assert.False(Asks(scope: "assistance.household"));
    }

    [Fact]
    public void Exceptions_nested_too_deep_deny()
    {
        var provision = Provision.Permit;
        for (var i = 0; i < 20; i++)
        {
            provision = new Provision { Effect = ConsentEffect.Permit, Exceptions = [provision] };
        }

        _index.Apply(_person, ConsentSamples.Active(ConsentSamples.Record(1) with { Decision = provision }));
        Assert.False(Asks());
    }

    [Fact]
    public void More_than_64_kinds_stay_apart()
    {
        var scopes = Enumerable.Range(0, 200).Select(i => new ConsentedScope($"scope-{i}", false, "full", null)).ToList();
        _index.Apply(ConsentSamples.Person(2), ConsentSamples.Active(ConsentSamples.Record(1) with { Scopes = scopes }));
        _index.Apply(_person, ConsentSamples.Active(ConsentSamples.Record(2) with { Scopes = [.. scopes.Where((_, i) => i % 3 == 0)] }));
        for (var i = 0; i < 200; i++)
        {
            Assert.True(Asks(scope: $"scope-{i}") == (i % 3 == 0), $"scope-{i}");
        }
    }

    [Fact]
    public void An_ask_allocates_nothing()
    {
        _index.Apply(_person, ConsentSamples.Active(ConsentSamples.Record(1)));
        var (recipient, stranger) = (ConsentSamples.Civil, ConsentSamples.Person(2));
        Loop(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Loop(1_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Loop(int times)
        {
            for (var i = 0; i < times; i++)
            {
                _index.Allows(_person, recipient, ConsentSamples.Purpose, ConsentSamples.Scope, During);
                _index.Allows(stranger, recipient, ConsentSamples.Purpose, ConsentSamples.Scope, During);
            }
        }
    }

    [Fact]
    public void The_index_agrees_with_a_fold_over_all_consents_on_random_histories()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var index = new ConsentIndex();
            var all = new List<ConsentHistory>();
            for (var i = 1; i <= 6; i++)
            {
                var deny = random.Next(5) == 0;
                var consent = ConsentSamples.Active(ConsentSamples.Record(i) with
                {
                    Scopes = [new ConsentedScope($"scope-{random.Next(3)}", false, "full", null)],
                    ValidFrom = ConsentSamples.Start.AddDays(random.Next(3)),
                    ValidUntil = ConsentSamples.Start.AddDays(3 + random.Next(3)),
                    Decision = new Provision { Effect = deny ? ConsentEffect.Deny : ConsentEffect.Permit },
                });
                consent = random.Next(4) switch
                {
                    0 => consent.Withdraw(During, ConsentSamples.Self).Next!,
                    1 => consent.Suspend(During, ConsentSamples.Self).Next!,
                    _ => consent,
                };
                all.Add(consent);
                index.Apply(_person, consent);
            }

            for (var hour = -24; hour < 200; hour += 12)
            {
                for (var scope = 0; scope < 3; scope++)
                {
                    var now = ConsentSamples.Start.AddHours(hour);
                    var expected = Fold(all, $"scope-{scope}", now);
                    var actual = index.Allows(_person, ConsentSamples.Civil, ConsentSamples.Purpose, $"scope-{scope}", now);
                    Assert.True(expected == actual, $"seed {seed}, scope-{scope}, hour {hour}");
                }
            }
        }
    }

    private static bool Fold(List<ConsentHistory> all, string scope, DateTimeOffset now)
    {
        var about = all.Where(consent => consent.Record.Scopes.Any(item => item.Scope == scope) && now >= consent.Record.ValidFrom)
            .ToLookup(consent => consent.Record.Decision.Effect, consent => consent.StateAt(now));
        return about[ConsentEffect.Permit].Contains(ConsentState.Active)
            && !about[ConsentEffect.Deny].Any(state => state is ConsentState.Active or ConsentState.Suspended);
    }

    private bool Asks(PersonKey? person = null, string recipient = "civil-affairs", string purpose = ConsentSamples.Purpose,
        string scope = ConsentSamples.Scope, DateTimeOffset? now = null) =>
        _index.Allows(person ?? _person, new DepartmentId(recipient), purpose, scope, now ?? During);
}
