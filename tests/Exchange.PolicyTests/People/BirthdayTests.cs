using Exchange.Policy.People;

namespace Exchange.PolicyTests.People;

public sealed class BirthdayTests
{
    [Theory]
    [InlineData("2012-02-29", 14, "2026-03-01")]
    [InlineData("2012-02-29", 16, "2028-02-29")]
    [InlineData("2012-02-28", 14, "2026-02-28")]
    [InlineData("2012-03-01", 14, "2026-03-01")]
    [InlineData("2012-12-31", 18, "2030-12-31")]
    [InlineData("9999-12-31", 14, "9999-12-31")]
    public void An_age_is_reached_on_the_birthday_and_by_who_was_born_on_a_leap_day_not_before_march(string born, int years, string reached) =>
        Assert.Equal(DateOnly.Parse(reached, null), Birthday.Of(DateOnly.Parse(born, null), years));
}
