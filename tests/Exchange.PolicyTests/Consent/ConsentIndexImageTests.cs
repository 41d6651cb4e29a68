using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.PolicyTests.Consent;

/// <summary>An index that was written and read back against the one that was written, and against one that took every event itself.</summary>
public sealed class ConsentIndexImageTests
{
    private const int Rounds = 60;

    [Fact]
    public void An_index_that_is_read_back_answers_and_goes_on_as_one_that_took_every_event()
    {
        for (var seed = 1; seed <= Rounds; seed++)
        {
            var chance = new Random(seed);
            var people = Enumerable.Range(0, 40).Select(_ => IndexedConsents.Person(chance.Next(20_000_000))).ToArray();
            var consents = Enumerable.Range(1, 150).Select(number => Any(chance, people, number)).ToList();
            var (folded, written) = (new ConsentIndex(), new ConsentIndex());
            foreach (var (subject, consent) in consents)
            {
                EachVersion(consent).ForEach(version => folded.Apply(subject, version));
            }

            // Some as they were at an earlier version, some not at all: what is still to come comes after the reading.
            foreach (var (subject, consent) in consents.Where(_ => chance.Next(4) > 0))
            {
                written.Apply(subject, AtAnyVersion(chance, consent));
            }

            var read = ReadBack(written);
            AssertSame(chance, written, read, people, $"seed {seed}, as it was");
            read.Apply([.. consents.Select(item => (item.Subject, StandingConsent.Of(item.Consent)))]);
            AssertSame(chance, folded, read, people, $"seed {seed}, after the rest");
            AssertSame(chance, folded, ReadBack(read), people, $"seed {seed}, written once more");
        }
    }

    [Fact]
    public void What_an_index_knows_in_a_newer_version_is_not_undone_after_it_was_read_back()
    {
        var person = IndexedConsents.Person(1);
        var active = IndexedConsents.Active(IndexedConsents.Record(1, IndexedConsents.Start, IndexedConsents.Start.AddDays(1)));
        var index = new ConsentIndex();
        index.Apply(person, active.Withdraw(IndexedConsents.Start, IndexedConsents.Self).Next!);

        var read = ReadBack(index);
        read.Apply(person, active);

        Assert.False(read.Allows(person, new DepartmentId("civil-affairs"), "assistance.eligibility", "assistance.means", IndexedConsents.Start));
    }

    [Fact]
    public async Task An_index_is_written_as_it_was_at_one_instant_while_it_is_changed()
    {
        var person = IndexedConsents.Person(5);
        var record = IndexedConsents.Record(1, IndexedConsents.Start, IndexedConsents.Start.AddDays(1));
        var active = IndexedConsents.Active(record);
        var (department, purpose, scope) = (new DepartmentId("civil-affairs"), "assistance.eligibility", "assistance.means");
        for (var round = 0; round < 40; round++)
        {
            var index = new ConsentIndex();
            index.Apply(person, active);

            // More events than a cell can count: the consent leaves its cell while the index is written.
            var changing = Task.Run(
                () => Enumerable.Range(4, 40).ToList().ForEach(version =>
                    index.Apply(person, StandingConsent.Of(record, version == 43 ? ConsentState.Withdrawn : ConsentState.Active, version))),
                TestContext.Current.CancellationToken);
            var read = ReadBack(index);
            await changing;

            read.Apply(person, StandingConsent.Of(record, ConsentState.Withdrawn, 43));
            Assert.False(read.Allows(person, department, purpose, scope, IndexedConsents.Start.AddHours(1)), $"round {round}");
        }
    }

    [Fact]
    public void Whatever_is_no_whole_index_is_refused()
    {
        var index = new ConsentIndex();
        var chance = new Random(3);
        foreach (var number in Enumerable.Range(1, 60))
        {
            index.Apply(IndexedConsents.Person(number), IndexedConsents.AnyHistory(chance, IndexedConsents.AnyRecord(chance, number)));
        }

        var whole = Bytes(index);
        foreach (var length in Enumerable.Range(0, 200).Select(part => whole.Length * part / 200))
        {
            Assert.ThrowsAny<IOException>(() => ConsentIndex.Read(new MemoryStream(whole, 0, length)));
        }

        var otherForm = whole.ToArray();
        otherForm[0] ^= 1;
        Assert.Throws<InvalidDataException>(() => ConsentIndex.Read(new MemoryStream(otherForm)));
        for (var round = 0; round < 2_000; round++)
        {
            var changed = whole.ToArray();
            changed[8 + chance.Next(300)] ^= (byte)(1 << chance.Next(8));
            try
            {
                ConsentIndex.Read(new MemoryStream(changed));
            }
            catch (Exception refused) when (refused is InvalidDataException or IOException)
            {
                // Told, and not taken for an index.
            }
        }
    }

    private static (PersonKey Subject, ConsentHistory Consent) Any(Random chance, PersonKey[] people, int number) =>
        (people[chance.Next(people.Length)], IndexedConsents.AnyHistory(chance, IndexedConsents.AnyRecord(chance, number)));

    private static List<StandingConsent> EachVersion(ConsentHistory consent) =>
        [.. Enumerable.Range(1, consent.Version).Select(count => StandingConsent.Of(ConsentHistory.Fold(consent.Record, [.. consent.Events.Take(count)])))];

    private static StandingConsent AtAnyVersion(Random chance, ConsentHistory consent) => EachVersion(consent)[chance.Next(consent.Version)];

    private static ConsentIndex ReadBack(ConsentIndex index) => ConsentIndex.Read(new MemoryStream(Bytes(index)));

    private static byte[] Bytes(ConsentIndex index)
    {
        using var stream = new MemoryStream();
        index.Write(stream);
        return stream.ToArray();
    }

    private static void AssertSame(Random chance, ConsentIndex expected, ConsentIndex actual, PersonKey[] people, string where)
    {
        for (var asked = 0; asked < 30; asked++)
        {
            var department = new DepartmentId(IndexedConsents.Departments[chance.Next(IndexedConsents.Departments.Length)]);
            var purpose = IndexedConsents.Purposes[chance.Next(IndexedConsents.Purposes.Length)];
            var scope = IndexedConsents.Scopes[chance.Next(IndexedConsents.Scopes.Length)];
            var now = IndexedConsents.Start.AddTicks(chance.NextInt64(-TimeSpan.TicksPerMinute, 1_000 * TimeSpan.TicksPerMinute));
            foreach (var person in people)
            {
                Assert.True(
                    expected.Allows(person, department, purpose, scope, now) == actual.Allows(person, department, purpose, scope, now), where);
            }
        }
    }
}
