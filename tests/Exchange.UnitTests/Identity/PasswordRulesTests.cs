using Exchange.Identity.Accounts.Passwords;

namespace Exchange.UnitTests.Identity;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("seven-lamps-on-the-wall")]
    [InlineData("Tr0ub4dor&3-and-more")]
    [InlineData("窗前明月光疑是地上霜举头望明月")]
    [InlineData("correct horse battery staple")]
    public void Long_and_unlike_what_everybody_tries_is_good(string password) => Assert.Empty(PasswordRules.Check("auditor", password));

    [Theory]
    [InlineData("short-one-7", "PASSWORD_LENGTH")]
    [InlineData(null, "PASSWORD_LENGTH")]
    [InlineData("aaaaaaaaaabbb", "PASSWORD_REPEATS")]
    [InlineData("my-Auditor-secret", "PASSWORD_HAS_USER_NAME")]
    [InlineData("Password12345", "PASSWORD_COMMON")]
    [InlineData("P@ssw0rd!!!!!2026", "PASSWORD_COMMON")]
    [InlineData("123456789012", "PASSWORD_COMMON")]
    [InlineData("qwertyuiop[]", "PASSWORD_COMMON")]
    [InlineData("1qaz2wsx3edc", "PASSWORD_COMMON")]
    [InlineData("welcome-Welcome-1", "PASSWORD_COMMON")]
    [InlineData("WoAiNi1314520!", "PASSWORD_COMMON")]
    [InlineData("Exchange2026!!", "PASSWORD_COMMON")]
    public void What_is_short_repeated_ones_name_or_common_is_explained(string? password, string code) =>
        Assert.Contains(PasswordRules.Check("auditor", password), fault => fault.Code == code);

    [Fact]
    public void No_explanation_repeats_the_password()
    {
        foreach (var password in new[] { "Password12345", "auditor", "aaaaaaaaaaaaa" })
        {
            Assert.All(PasswordRules.Check("auditor", password), fault => Assert.DoesNotContain(password, fault.Detail, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Passwords_and_codes_that_the_hub_makes_are_good_and_never_the_same()
    {
        var passwords = Enumerable.Range(0, 50).Select(_ => OneTimePassword.Create()).ToList();
        Assert.All(passwords, password => Assert.Empty(PasswordRules.Check("officer", password)));
        Assert.Equal(passwords.Count, passwords.Distinct().Count());
        Assert.Matches("^([A-Z2-9]{4}-){4}[A-Z2-9]{4}$", OneTimePassword.Code());
    }
}
