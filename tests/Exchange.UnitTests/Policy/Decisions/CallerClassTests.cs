using Exchange.Policy;
using Exchange.Policy.Decisions;

namespace Exchange.UnitTests.Policy.Decisions;

public sealed class CallerClassTests
{
    [Fact]
    public void A_role_that_is_spelled_like_two_is_another_class()
    {
        Assert.NotEqual(Class(["assistance-officer", "mediator"]), Class(["assistance-officer,mediator"]));
        Assert.NotEqual(Class([]), Class([""]));
        Assert.Equal(Class(["assistance-officer", "mediator"]), Class(["mediator", "assistance-officer", "mediator"]));
    }

    private static CallerClass Class(string[] roles) =>
        new(new DepartmentId("civil-affairs"), roles, PurposeState.Registered, "care.heat", "9901", hasCase: true, hasEmergency: false);
}
