using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.PolicyTests.People;

/// <summary>
/// Pseudonyms computed apart from this program: HKDF-SHA-256 with label, 0x00, context and length by Python's hmac, AES-256 by OpenSSL.
/// Master keys are the bytes 1 to 32 for the store and version A, 33 to 64 for version B; the person is 王秀芳 of the demo city.
/// </summary>
public sealed class PseudonymVectorTests
{
    private static readonly byte[] First = [.. Enumerable.Range(1, PseudonymKeys.KeyLength).Select(number => (byte)number)];
    private static readonly byte[] Second = [.. Enumerable.Range(33, PseudonymKeys.KeyLength).Select(number => (byte)number)];

    [Theory]
    [InlineData("civil-affairs", "AysBLo4Vzz2p9_p4riZ1uMQ")]
    [InlineData("health", "Acb_rPgGQ3-npZR9DhbvRNw")]
    public void A_departments_pseudonym_is_the_one_computed_elsewhere(string department, string expected)
    {
        using var pseudonyms = new Pseudonyms(PseudonymKeys.Create(First));

        Assert.Equal(expected, pseudonyms.ForDepartment(Person(), new DepartmentId(department)));
        Assert.True(pseudonyms.TryOpen(expected, new DepartmentId(department), out var opened));
        Assert.Equal(Person(), opened);
    }

    [Fact]
    public void A_later_version_is_made_and_the_earlier_one_stays_readable_and_the_stores_stays_the_same()
    {
        using var before = new Pseudonyms(PseudonymKeys.Create(First));
        using var after = new Pseudonyms(PseudonymKeys.Load(First, [new PseudonymVersion('B', Second), new PseudonymVersion('A', First)]));
        var civilAffairs = new DepartmentId("civil-affairs");

        Assert.Equal("BoZZNaqbaUSi1Vph_IHkmug", after.ForDepartment(Person(), civilAffairs));
        Assert.True(after.TryOpen(before.ForDepartment(Person(), civilAffairs), civilAffairs, out var opened));
        Assert.Equal(Person(), opened);
        Assert.Equal("Acuf_iI3OMBr7gOMf-NlTEA", before.ForStore(Person()));
        Assert.Equal(before.ForStore(Person()), after.ForStore(Person()));
    }

    [Fact]
    public void A_version_that_is_kept_no_more_names_nobody()
    {
        using var retired = new Pseudonyms(PseudonymKeys.Load(First, [new PseudonymVersion('B', Second)]));
        using var renamed = new Pseudonyms(PseudonymKeys.Load(First, [new PseudonymVersion('A', Second)]));

        Assert.False(retired.TryOpen("AysBLo4Vzz2p9_p4riZ1uMQ", new DepartmentId("civil-affairs"), out var person));
        Assert.Equal(default, person);
        Assert.False(renamed.TryOpen("AysBLo4Vzz2p9_p4riZ1uMQ", new DepartmentId("civil-affairs"), out _));
        Assert.True(retired.TryOpenStore("Acuf_iI3OMBr7gOMf-NlTEA", out _));
    }

    [Theory]
    [InlineData('a')]
    [InlineData('@')]
    [InlineData('[')]
    [InlineData('1')]
    public void A_version_is_a_capital_letter(char version) =>
        Assert.Throws<ArgumentException>(() => PseudonymKeys.Load(First, [new PseudonymVersion(version, Second)]));

    [Fact]
    public void Keys_without_a_version_or_of_a_wrong_length_are_refused_and_stand_in_no_text()
    {
        Assert.Throws<ArgumentException>(() => PseudonymKeys.Load(First, []));
        Assert.Throws<ArgumentException>(() => PseudonymKeys.Load(new byte[31], [new PseudonymVersion('A', First)]));
        Assert.Throws<ArgumentException>(() => PseudonymKeys.Load(First, [new PseudonymVersion('A', new byte[33])]));
        Assert.Throws<ArgumentException>(() => PseudonymKeys.Load(First, [new PseudonymVersion('A', First), new PseudonymVersion('A', Second)]));
        Assert.Equal("pseudonym key A", new PseudonymVersion('A', First).ToString());
    }

    private static PersonKey Person()
    {
        Assert.True(PersonKey.TryFromCitizenNo("990102195803120429", out var person));
        return person;
    }
}
