using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Policy;

namespace Exchange.PolicyTests.Consent;

/// <summary>Readers beside writers: nothing torn, nothing late, and the version tells of what was closed.</summary>
public sealed class ConsentIndexConcurrencyTests
{
    private static readonly DepartmentId Civil = new("civil-affairs");

    [Fact]
    public async Task A_reader_beside_writers_never_sees_a_consent_of_somebody_else_or_one_that_was_withdrawn_before()
    {
        var index = new ConsentIndex();
        var question = index.Ask(Civil, "assistance.eligibility", "assistance.means");
        var record = IndexedConsents.Record(1, IndexedConsents.Start, IndexedConsents.Start.AddDays(1));
        var given = StandingConsent.Of(IndexedConsents.Active(record));
        var withdrawn = StandingConsent.Of(IndexedConsents.Active(record).Withdraw(IndexedConsents.Start, IndexedConsents.Self).Next!);
        using var stop = new CancellationTokenSource();
        using var reading = new CountdownEvent(2);
        var never = IndexedConsents.Person(3_000_001);
        var lasting = IndexedConsents.Person(3_000_002);
        index.Apply(lasting, given);
        var readers = Enumerable.Range(0, reading.InitialCount).Select(_ => Task.Factory.StartNew(Read, TaskCreationOptions.LongRunning)).ToArray();
        reading.Wait(TestContext.Current.CancellationToken);
        for (var number = 0; number < 20_000; number++)
        {
            var person = IndexedConsents.Person(number);
            index.Apply(person, given);
            Assert.True(question.Allows(person, IndexedConsents.Start), "the very next read after a giving");
            var version = index.Version;
            index.Apply(person, withdrawn);
            Assert.False(question.Allows(person, IndexedConsents.Start), "the very next read after a withdrawal");
            Assert.True(index.Version > version, "a withdrawal is seen in the version");
            index.Apply(person, given);
            Assert.False(question.Allows(person, IndexedConsents.Start), "a late giving");
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);

        void Read()
        {
            for (var isFirst = true; isFirst || !stop.IsCancellationRequested; isFirst = false)
            {
                Assert.False(question.Allows(never, IndexedConsents.Start), "a person who never consented");
                Assert.True(question.Allows(lasting, IndexedConsents.Start), "a person whose consent nobody touched");
                if (isFirst)
                {
                    reading.Signal();
                }
            }
        }
    }

    [Fact]
    public void Asking_allocates_nothing_alone_or_together()
    {
        var index = new ConsentIndex();
        var people = Enumerable.Range(0, 50).Select(IndexedConsents.Person).ToArray();
        var chance = new Random(5);
        for (var number = 1; number <= 100; number++)
        {
            index.Apply(people[number % 40], IndexedConsents.AnyHistory(chance, IndexedConsents.AnyRecord(chance, number)));
        }

        var question = index.Ask(Civil, "assistance.eligibility", "assistance.means");
        var allowed = new bool[people.Length];
        Loop(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Loop(1_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Loop(int times)
        {
            for (var i = 0; i < times; i++)
            {
                question.Allows(people, IndexedConsents.Start, allowed);
                question.Allows(people[i % people.Length], IndexedConsents.Start);
            }
        }
    }

    [Fact]
    public void A_question_of_a_kind_that_nobody_had_given_is_answered_as_soon_as_somebody_gives_it()
    {
        var index = new ConsentIndex();
        var question = index.Ask(Civil, "assistance.eligibility", "assistance.means");
        Assert.False(question.Allows(IndexedConsents.Person(1), IndexedConsents.Start));

        index.Apply(
            IndexedConsents.Person(1),
            IndexedConsents.Active(IndexedConsents.Record(1, IndexedConsents.Start, IndexedConsents.Start.AddDays(1))));

        Assert.True(question.Allows(IndexedConsents.Person(1), IndexedConsents.Start));
    }
}
