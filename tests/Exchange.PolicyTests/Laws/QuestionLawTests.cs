using Exchange.Policy.Decisions;
using Exchange.PolicyTests.Generated;

namespace Exchange.PolicyTests.Laws;

/// <summary>What a change of the request or of the record may do to what comes out, whatever the policies are.</summary>
public sealed class QuestionLawTests
{
    [Fact]
    public void Losing_a_consent_or_whatever_a_condition_asks_for_never_grants() => Law.OfQuestions(Relation.NoMore, (cell, space, random) =>
    {
        var questions = space.Questions(cell.Coordinate).ToList();
        if (questions.Count == 0)
        {
            return cell;
        }

        var lost = Cell.Any(questions, random);
        return cell with { Facts = cell.Facts.With(lost, !Cell.IsGood(lost)) };
    });

    [Fact]
    public void What_is_no_longer_known_of_a_record_never_grants() => Law.OfQuestions(Relation.NoMore, (cell, space, random) => cell with
    {
        Facts = space.Questions(cell.Coordinate).Where(_ => random.Next(2) == 0).Aggregate(cell.Facts, (facts, question) => facts.With(question, null)),
    });

    [Fact]
    public void Adding_a_role_never_removes() => Law.OfQuestions(Relation.NoLess, (cell, _, random) =>
        cell.By(roles: [.. cell.Caller.Roles, Cell.Any(GeneratedPolicies.Roles, random)]));

    [Fact]
    public void Losing_a_role_never_grants() => Law.OfQuestions(Relation.NoMore, (cell, _, _) => cell.By(roles: cell.Caller.Roles.Skip(1)));

    [Fact]
    public void Leaving_out_the_case_and_the_emergency_never_grants() => Law.OfQuestions(Relation.NoMore, (cell, _, random) =>
        cell.By(hasCase: cell.Caller.HasCase && random.Next(2) == 0, hasEmergency: false));

    [Theory]
    [InlineData(PurposeState.Missing)]
    [InlineData(PurposeState.NotRegistered)]
    [InlineData(PurposeState.Refused)]
    public void Without_a_registered_purpose_nothing_is_open_that_was_not(PurposeState state) =>
        Law.OfQuestions(Relation.NoMore, (cell, _, _) => cell.By(state: state));

    [Fact]
    public void A_role_that_no_rule_names_changes_nothing() =>
        Law.OfQuestions(Relation.Same, (cell, _, _) => cell.By(roles: [.. cell.Caller.Roles, "a.role.of.another.city"]));

    [Fact]
    public void The_region_of_the_caller_is_asked_of_the_record_alone() => Law.OfQuestions(Relation.Same, (cell, _, _) => cell with
    {
        Caller = new CallerClass(
            cell.Caller.Department, cell.Caller.Roles, cell.Caller.PurposeState, cell.Caller.Purpose, null, cell.Caller.HasCase, cell.Caller.HasEmergency),
    });
}
