using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.PolicyTests.People;

/// <summary>The names of consents towards departments.</summary>
public sealed class ConsentNameTests
{
    private static readonly byte[] First = [.. Enumerable.Range(1, PseudonymKeys.KeyLength).Select(number => (byte)number)];
    private static readonly byte[] Second = [.. Enumerable.Range(33, PseudonymKeys.KeyLength).Select(number => (byte)number)];
    private static readonly Guid Consent = Guid.Parse("019a0000-0000-7000-8000-000000000001");
    private static readonly DepartmentId Health = new("health");
    private static readonly DepartmentId Housing = new("housing");

    // Computed apart from this program: HKDF-SHA-256 by Python's hmac, AES-256 by OpenSSL.
    [Theory]
    [InlineData("health", "consent-Akk8LzZ8uUJlzvJWtkbQYKQ")]
    [InlineData("housing", "consent-AwdObluVuMx40BcBDHG3hWw")]
    public void A_departments_name_for_a_consent_is_the_one_computed_elsewhere(string department, string expected)
    {
        using var pseudonyms = new Pseudonyms(PseudonymKeys.Create(First));

        Assert.Equal(expected, pseudonyms.Consents.ForDepartment(Consent, new DepartmentId(department)));
        Assert.True(pseudonyms.Consents.TryOpen(expected, new DepartmentId(department), out var opened));
        Assert.Equal(Consent, opened);
    }

    [Fact]
    public void Another_departments_name_does_not_open_to_the_consent()
    {
        using var pseudonyms = new Pseudonyms(PseudonymKeys.Create(First));
        var name = pseudonyms.Consents.ForDepartment(Consent, Health);

        pseudonyms.Consents.TryOpen(name, Housing, out var opened);

        Assert.NotEqual(Consent, opened);
    }

    [Fact]
    public void A_name_opens_under_every_version_that_is_kept_and_under_no_other()
    {
        using var before = new Pseudonyms(PseudonymKeys.Create(First));
        using var after = new Pseudonyms(PseudonymKeys.Load(First, [new PseudonymVersion('B', Second), new PseudonymVersion('A', First)]));
        using var retired = new Pseudonyms(PseudonymKeys.Load(First, [new PseudonymVersion('B', Second)]));
        var name = before.Consents.ForDepartment(Consent, Health);

        Assert.StartsWith("consent-B", after.Consents.ForDepartment(Consent, Health), StringComparison.Ordinal);
        Assert.True(after.Consents.TryOpen(name, Health, out var opened));
        Assert.Equal(Consent, opened);
        Assert.False(retired.Consents.TryOpen(name, Health, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("consent-A")]
    [InlineData("019a0000-0000-7000-8000-000000000001")]
    [InlineData("consent-A!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("CONSENT-AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("consent-!AAAAAAAAAAAAAAAAAAAAAA")]
    public void Any_other_text_is_no_name(string? text)
    {
        using var pseudonyms = new Pseudonyms(PseudonymKeys.Create(First));

        Assert.False(pseudonyms.Consents.TryOpen(text, Health, out _));
    }
}
