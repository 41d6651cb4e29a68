using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.UnitTests.Policy.People;

public sealed class PseudonymsTests
{
    private const int Seed = 4711;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static readonly DepartmentId CivilAffairs = new("civil-affairs");
    private static readonly DepartmentId Health = new("health");

    [Fact]
    public void A_pseudonym_opens_for_its_department_and_for_no_other()
    {
        using var pseudonyms = new Pseudonyms(Keys(1));
        foreach (var person in People(500))
        {
            var pid = pseudonyms.ForDepartment(person, CivilAffairs);
            Assert.True(pseudonyms.TryOpen(pid, CivilAffairs, out var opened), $"seed {Seed}");
            Assert.Equal(person, opened);
            Assert.False(pseudonyms.TryOpen(pid, Health, out _), $"seed {Seed}");
            Assert.False(pseudonyms.TryOpenStore(pid, out _), $"seed {Seed}");
            Assert.NotEqual(pid, pseudonyms.ForDepartment(person, Health));
        }
    }

    [Fact]
    public void The_stored_form_opens_for_the_store_only()
    {
        using var pseudonyms = new Pseudonyms(Keys(1));
        var person = People(1).Single();
        var stored = pseudonyms.ForStore(person);
        Assert.True(pseudonyms.TryOpenStore(stored, out var opened));
        Assert.Equal(person, opened);
        foreach (var name in new[] { "", "store", "../store", "exchange", "civil-affairs" })
        {
            Assert.False(pseudonyms.TryOpen(stored, new DepartmentId(name), out _), name);
        }
    }

    [Fact]
    public void Many_stored_forms_open_as_each_does_alone_and_the_first_that_does_not_is_named()
    {
        using var pseudonyms = new Pseudonyms(Keys(1));
        using var others = new Pseudonyms(Keys(2));
        var people = People(300).ToArray();
        var stored = people.Select(pseudonyms.ForStore).ToArray();
        var opened = new PersonKey[people.Length];
        Assert.Equal(-1, pseudonyms.OpenStore(stored, opened));
        Assert.Equal(people, opened);
        Assert.Equal(-1, pseudonyms.OpenStore([], []));
        foreach (var wrong in new[] { "", "A", stored[0][..^1], "B" + stored[0][1..], "!" + stored[0][1..], stored[0][..^1] + "!", others.ForStore(people[0]) })
        {
            string[] mixed = [.. stored[..120], wrong, .. stored[120..]];
            Assert.False(pseudonyms.TryOpenStore(wrong, out _), wrong);
            Assert.Equal(120, pseudonyms.OpenStore(mixed, new PersonKey[mixed.Length]));
        }
    }

    [Fact]
    public void A_pseudonym_is_the_same_every_time_and_says_nothing_of_the_number()
    {
        using var pseudonyms = new Pseudonyms(Keys(1));
        using var restarted = new Pseudonyms(Keys(1));
        var person = People(1).Single();
        var pid = pseudonyms.ForDepartment(person, CivilAffairs);
        Assert.Equal(pid, restarted.ForDepartment(person, CivilAffairs));
        Assert.Equal(Pseudonyms.TextLength, pid.Length);
        Assert.All(pid, c => Assert.Contains(c, Alphabet));
        Assert.DoesNotContain(person.ToCitizenNo()[6..14], pid, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_changed_character_closes_a_pseudonym()
    {
        using var pseudonyms = new Pseudonyms(Keys(1));
        var pid = pseudonyms.ForDepartment(People(1).Single(), CivilAffairs);
        for (var i = 0; i < pid.Length; i++)
        {
            foreach (var other in Alphabet.Where(c => c != pid[i]))
            {
                var changed = pid[..i] + other + pid[(i + 1)..];
                Assert.False(pseudonyms.TryOpen(changed, CivilAffairs, out _), $"position {i}, character {other}");
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("990102195803120429")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("A======================")]
    [InlineData("A 2345678901234567890 2")]
    [InlineData("A密密密密密密密密密密密密密密密密密密密密密密")]
    [InlineData("ZAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_pseudonym_opens_nothing(string? text)
    {
        using var pseudonyms = new Pseudonyms(Keys(1));
        Assert.False(pseudonyms.TryOpen(text, CivilAffairs, out var person));
        Assert.Equal(default, person);
    }

    [Fact]
    public void Random_texts_of_the_right_form_open_nothing()
    {
        using var pseudonyms = new Pseudonyms(Keys(1));
        var chance = new Random(Seed);
        for (var i = 0; i < 10_000; i++)
        {
            var text = "A" + new string(chance.GetItems<char>(Alphabet, Pseudonyms.TextLength - 1));
            Assert.False(pseudonyms.TryOpen(text, CivilAffairs, out _), $"seed {Seed}, text {i}");
        }
    }

    [Fact]
    public void Another_master_key_opens_nothing()
    {
        using var one = new Pseudonyms(Keys(1));
        using var two = new Pseudonyms(Keys(2));
        Assert.False(two.TryOpen(one.ForDepartment(People(1).Single(), CivilAffairs), CivilAffairs, out _));
    }

    [Fact]
    public void Pseudonyms_are_made_and_opened_from_many_threads()
    {
        using var pseudonyms = new Pseudonyms(Keys(1));
        var people = People(64).ToList();
        Parallel.For(0, 2_000, i =>
        {
            var department = new DepartmentId($"department-{i % 7}");
            var person = people[i % people.Count];
            Assert.True(pseudonyms.TryOpen(pseudonyms.ForDepartment(person, department), department, out var opened));
            Assert.Equal(person, opened);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_master_key_of_the_wrong_length_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => PseudonymKeys.Create(new byte[length]));

    private static PseudonymKeys Keys(int seed) => PseudonymKeys.Create(Secret(seed));

    private static byte[] Secret(int seed) => SHA256.HashData([(byte)seed]);

    private static IEnumerable<PersonKey> People(int count)
    {
        var chance = new Random(Seed);
        var bytes = new byte[PersonKey.Length];
        for (var i = 0; i < count; i++)
        {
            var birth = $"{chance.Next(1940, 2020)}{chance.Next(1, 13):D2}{chance.Next(1, 29):D2}";
            var number = ulong.Parse($"9901{chance.Next(100):D2}{birth}{chance.Next(1000):D3}", CultureInfo.InvariantCulture);
            bytes[0] = (byte)PersonKeyKind.CitizenNo;
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(3), number);
            Assert.True(PersonKey.TryRead(bytes, out var key));
            yield return key;
        }
    }
}
