using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.Benchmarks.Consents;

/// <summary>
/// <c>consents [COUNT…]</c>: how large the index of so many consents is, how long it takes to build, to keep and to go on from, and how long a
/// question takes. Two and a half consents a person, as in a city of ten million.
/// </summary>
internal sealed class ConsentIndexCommand(TextWriter output)
{
    public const string Command = "consents";

    private const int Batch = 1_000_000;
    private const int Asked = 1 << 20;
    private const int Together = 50;
    private const double ConsentsPerPerson = 2.5;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Start.AddDays(300);
    private static readonly DepartmentId[] Departments = [.. Enumerable.Range(0, 12).Select(number => new DepartmentId($"department-{number}"))];

    public void Run(IReadOnlyList<string> counts)
    {
        output.WriteLine("| Consents | Persons | Memory | Bytes/consent | Build | Keep | Go on | Ask | Ask, unknown | Ask 50 | Apply |");
        output.WriteLine("|---------:|--------:|-------:|--------------:|------:|-----:|------:|----:|-------------:|-------:|------:|");
        foreach (var count in counts.Count > 0 ? counts.Select(text => int.Parse(text, CultureInfo.InvariantCulture)) : [100_000, 25_000_000])
        {
            Measure(count);
        }
    }

    private void Measure(int count)
    {
        var people = (int)(count / ConsentsPerPerson);
        var asked = Sample(people, 0);
        var strangers = Sample(people, people);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new ConsentIndex();
        var build = Fill(index, count, people);
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        var question = index.Ask(Departments[0], "assistance.eligibility", "assistance.means");
        var (ask, unknown, together) = (Alone(question, asked), Alone(question, strangers), TogetherTime(question, asked));
        var kept = KeptIndexTimes.Measure(index);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {count:N0} | {people:N0} | {memory / 1e6:N1} MB | {(double)memory / count:N1} | {build.TotalSeconds:N1} s | {kept.Keep.TotalSeconds:N1} s | {kept.GoOn.TotalSeconds:N1} s "
            + $"| {ask:N0} ns | {unknown:N0} ns | {together / 1e3:N1} us | {ApplyTime(index, asked) / 1e3:N1} us |"));
        GC.KeepAlive(index);
    }

    // The time of the index alone: making up the consents is no part of it.
    private static TimeSpan Fill(ConsentIndex index, int count, int people)
    {
        var clock = new Stopwatch();
        for (var first = 0; first < count; first += Batch)
        {
            List<(PersonKey, StandingConsent)> batch = [.. Enumerable.Range(first, Math.Min(Batch, count - first)).Select(number =>
                (MadeUpPeople.Person((int)((long)number * 7_919 % people)), Consent(number)))];
            clock.Start();
            index.Apply(batch);
            clock.Stop();
        }

        return clock.Elapsed;
    }

    private static double Alone(ConsentQuestion question, PersonKey[] people)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.GetTimestamp();
            foreach (var person in people)
            {
                question.Allows(person, Now);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(clock).TotalNanoseconds / people.Length);
        }

        return best;
    }

    private static double TogetherTime(ConsentQuestion question, PersonKey[] people)
    {
        var allowed = new bool[Together];
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.GetTimestamp();
            for (var first = 0; first + Together <= people.Length; first += Together)
            {
                question.Allows(people.AsSpan(first, Together), Now, allowed);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(clock).TotalNanoseconds / (people.Length / Together));
        }

        return best;
    }

    private static double ApplyTime(ConsentIndex index, PersonKey[] people)
    {
        const int Changes = 10_000;
        var clock = Stopwatch.GetTimestamp();
        for (var number = 0; number < Changes; number++)
        {
            index.Apply(people[number], Consent(1_000_000_000 + number));
        }

        return Stopwatch.GetElapsedTime(clock).TotalNanoseconds / Changes;
    }

    private static PersonKey[] Sample(int people, int from)
    {
        var chance = new Random(1);
        return [.. Enumerable.Range(0, Asked).Select(_ => MadeUpPeople.Person(from + chance.Next(people)))];
    }

    private static readonly ConsentReach[] Reaches =
    [
        .. Departments.Select(code => new ConsentReach([code], ["assistance.eligibility"], ["assistance.means", "assistance.household"], Provision.Permit)),
    ];

    private static StandingConsent Consent(int number)
    {
        // WHY of a seed: the same index each time; a multiplication spreads the bits as chance would.
        var mixed = (ulong)(number + 1) * 0x9E3779B97F4A7C15UL;
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(id, mixed);
        BinaryPrimitives.WriteUInt64BigEndian(id[8..], mixed * 0xBF58476D1CE4E5B9UL);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        var from = Start.AddMinutes(number % 400_000);
        return new StandingConsent(
            ConsentId.From(new Guid(id, bigEndian: true)), Reaches[number % Reaches.Length], from, from.AddYears(1), ConsentState.Active, 3);
    }
}
