using Exchange.Policy;
using Exchange.Policy.Publishing;
using static Exchange.PolicyTests.Publishing.Staff;

namespace Exchange.PolicyTests.Publishing;

public sealed class PolicyDraftTests
{
    private const string Health = "departments/health.yaml";
    private const string Housing = "departments/housing.yaml";

    private static readonly Dictionary<string, string> Published = new()
    {
        [Health] = "department: health\n", [Housing] = "department: housing\n", ["vocabulary.yaml"] = "roles: []\n",
    };

    [Fact]
    public void From_a_text_to_a_version_it_takes_check_submission_a_second_person_and_publication()
    {
        var checkedDraft = Checked(Begin(HealthSteward));
        Assert.Equal(DraftState.Checked, checkedDraft.State);
        var approved = Done(Done(checkedDraft.Submit(HealthSteward, Noon, 1)).Approve(HealthApprover, Noon, 1, publishAt: null));

        var published = Done(approved.Publish(HealthSteward, Noon, 1));

        Assert.Equal((DraftState.Published, 2, "staff:health-approver"), (published.State, published.PublishedAs, published.ApprovedBy));
        Assert.Equal(
            [DraftAct.Created, DraftAct.Checked, DraftAct.Submitted, DraftAct.Approved, DraftAct.Published], published.Steps.Select(step => step.Act));
    }

    [Fact]
    public void Nothing_is_submitted_that_was_not_checked_or_whose_check_found_something()
    {
        var draft = Begin(HealthSteward);
        Refused(PolicyRefusalKind.Conflict, draft.Submit(HealthSteward, Noon, 1));

        var unsound = Done(draft.Attach(Report(draft) with { Findings = 1 }, HealthSteward, Noon));
        var failing = Done(draft.Attach(Report(draft) with { TestsFailed = 1 }, HealthSteward, Noon));

        Assert.Equal((DraftState.Draft, DraftState.Draft), (unsound.State, failing.State));
        Refused(PolicyRefusalKind.Conflict, unsound.Submit(HealthSteward, Noon, 1));
        Refused(PolicyRefusalKind.Conflict, failing.Submit(HealthSteward, Noon, 1));
    }

    [Fact]
    public void What_was_said_of_another_text_is_not_attached()
    {
        var draft = Begin(HealthSteward);
        var changed = Done(draft.Change(Published, Documents("department: health\n# again\n"), HealthSteward, Noon));

        Refused(PolicyRefusalKind.Conflict, changed.Attach(Report(draft), HealthSteward, Noon));
    }

    [Fact]
    public void Nobody_approves_what_they_wrote_whatever_their_roles()
    {
        var own = Submitted(Begin(HealthBoth), HealthBoth);
        Refused(PolicyRefusalKind.Forbidden, own.Approve(HealthBoth, Noon, 1, null));

        var draft = Begin(HealthSteward);
        var helped = Submitted(Done(draft.Change(Published, Documents("department: health\n# b\n"), HealthBoth, Noon)), HealthSteward);
        Refused(PolicyRefusalKind.Forbidden, helped.Approve(HealthBoth, Noon, 1, null));
        Done(helped.Approve(HealthApprover, Noon, 1, null));
    }

    [Fact]
    public void What_tells_a_department_of_anothers_data_is_approved_by_the_city()
    {
        var draft = Begin(HealthSteward);
        var telling = Done(Done(draft.Attach(Report(draft) with { TellsOfOthers = true }, HealthSteward, Noon)).Submit(HealthSteward, Noon, 1));

        Refused(PolicyRefusalKind.Forbidden, telling.Approve(HealthApprover, Noon, 1, null));
        Done(telling.Approve(CityApprover, Noon, 1, null));
    }

    [Fact]
    public void A_departments_draft_is_approved_by_its_own_approver_or_the_citys_and_by_no_other()
    {
        var draft = Submitted(Begin(HealthSteward), HealthSteward);

        Refused(PolicyRefusalKind.Forbidden, draft.Approve(HousingApprover, Noon, 1, null));
        Refused(PolicyRefusalKind.Forbidden, draft.Approve(CityAdmin, Noon, 1, null));
        Refused(PolicyRefusalKind.Forbidden, draft.Approve(Auditor, Noon, 1, null));
        Done(draft.Approve(HealthApprover, Noon, 1, null));
        Done(draft.Approve(CityApprover, Noon, 1, null));
    }

    [Theory]
    [InlineData(Housing)]
    [InlineData("vocabulary.yaml")]
    [InlineData("clients.yaml")]
    [InlineData("guards.yaml")]
    [InlineData("tests/housing.yaml")]
    [InlineData("documents/health-community-doctor/round.graphql")]
    public void A_departments_people_change_nothing_but_their_own_policies(string path)
    {
        var documents = new Dictionary<string, string>(Published) { [path] = "changed\n" };

        Refused(PolicyRefusalKind.Forbidden, PolicyDraft.Begin("1", "t", 1, Published, documents, HealthSteward, Noon));
        documents[Health] = "changed\n";
        Refused(PolicyRefusalKind.Forbidden, PolicyDraft.Begin("1", "t", 1, Published, documents, HealthSteward, Noon));
        var city = Done(PolicyDraft.Begin("1", "t", 1, Published, documents, CityAdmin, Noon));
        Assert.Null(city.Owner);
        Refused(PolicyRefusalKind.Forbidden, Submitted(city, CityAdmin).Approve(HealthApprover, Noon, 1, null));
        Refused(PolicyRefusalKind.Forbidden, city.Change(Published, Documents("x\n"), HealthSteward, Noon));
    }

    [Fact]
    public void Who_neither_administers_policies_nor_is_a_departments_steward_begins_no_draft()
    {
        foreach (var actor in (PolicyActor[])[CityApprover, CitySteward, Auditor, HealthApprover])
        {
            Refused(PolicyRefusalKind.Forbidden, PolicyDraft.Begin("1", "t", 1, Published, Documents("x\n"), actor, Noon));
        }
    }

    [Fact]
    public void Another_text_drops_what_was_said_and_the_approval()
    {
        var approved = Approved();

        var changed = Done(approved.Change(Published, Documents("department: health\n# again\n"), HealthSteward, Noon));

        Assert.Equal((DraftState.Draft, null, null), (changed.State, changed.Report, changed.ApprovedBy));
        Refused(PolicyRefusalKind.Conflict, changed.Publish(HealthSteward, Noon, 1));
    }

    [Fact]
    public void What_was_written_on_an_older_version_is_rebased_and_approved_again()
    {
        var inForce = new Dictionary<string, string>(Published) { [Housing] = "department: housing\n# theirs\n" };
        var approved = Approved();
        Refused(PolicyRefusalKind.Conflict, approved.Publish(HealthSteward, Noon, 2));
        Refused(PolicyRefusalKind.Conflict, Submitted(Begin(HealthSteward), HealthSteward).Approve(HealthApprover, Noon, 2, null));

        var merged = DocumentMerge.Merge(Published, inForce, Documents("department: health\n# ours\n"), new Dictionary<string, string?>());
        var rebased = Done(approved.Rebase(2, inForce, merged.Documents!, HealthSteward, Noon));

        Assert.Equal((2, DraftState.Draft, null, new DepartmentId("health")), (rebased.Base, rebased.State, rebased.ApprovedBy, rebased.Owner!.Value));
        Assert.Contains("# theirs", rebased.Document, StringComparison.Ordinal);
        Assert.Contains("# ours", rebased.Document, StringComparison.Ordinal);
        Refused(PolicyRefusalKind.Conflict, rebased.Publish(HealthSteward, Noon, 2));
        Refused(PolicyRefusalKind.Conflict, rebased.Rebase(2, inForce, merged.Documents!, HealthSteward, Noon));
    }

    [Fact]
    public void At_a_chosen_time_the_hub_publishes_and_nobody_before()
    {
        var at = Noon.AddHours(1);
        var submitted = Submitted(Begin(HealthSteward), HealthSteward);
        Refused(PolicyRefusalKind.Invalid, submitted.Approve(HealthApprover, Noon, 1, Noon));
        var scheduled = Done(submitted.Approve(HealthApprover, Noon, 1, at));

        Assert.Equal(DraftState.Scheduled, scheduled.State);
        Refused(PolicyRefusalKind.Conflict, scheduled.Publish(HealthSteward, at.AddTicks(-1), 1));
        Assert.Equal(DraftState.Published, Done(scheduled.Publish(by: null, at, 1)).State);
        Refused(PolicyRefusalKind.Conflict, scheduled.Publish(by: null, at, 2));
        var stale = Done(scheduled.Outdate(at, "Version 2 was published."));
        Assert.Equal((DraftState.Stale, null, null), (stale.State, stale.ApprovedBy, stale.PublishAt));
        Refused(PolicyRefusalKind.Conflict, stale.Publish(by: null, at, 1));
    }

    [Fact]
    public void One_who_may_approve_says_no_also_to_what_is_approved()
    {
        Refused(PolicyRefusalKind.Invalid, Approved().Reject(HealthApprover, Noon, " "));
        Refused(PolicyRefusalKind.Forbidden, Approved().Reject(HousingApprover, Noon, "no"));

        var rejected = Done(Approved().Reject(CityApprover, Noon, "The basis is missing."));

        Assert.Equal((DraftState.Rejected, null, "The basis is missing."), (rejected.State, rejected.ApprovedBy, rejected.Steps[^1].Note));
        Refused(PolicyRefusalKind.Conflict, rejected.Publish(HealthSteward, Noon, 1));
        Assert.Equal(DraftState.Checked, Checked(rejected).State);
    }

    [Fact]
    public void What_is_published_stays_as_it_is()
    {
        var published = Done(Approved().Publish(HealthSteward, Noon, 1));

        Refused(PolicyRefusalKind.Conflict, published.Change(Published, Documents("x\n"), HealthSteward, Noon));
        Refused(PolicyRefusalKind.Conflict, published.Rebase(2, Published, Published, HealthSteward, Noon));
        Refused(PolicyRefusalKind.Conflict, published.Publish(HealthSteward, Noon, 1));
        Assert.Equal(PolicyRefusalKind.Conflict, published.RefusesDeletion(HealthSteward)!.Kind);
        Assert.Equal(PolicyRefusalKind.Forbidden, Approved().RefusesDeletion(HousingApprover)!.Kind);
    }

    [Fact]
    public void Documents_that_both_changed_differently_are_a_conflict_until_somebody_resolves_it()
    {
        var none = new Dictionary<string, string?>();
        var theirs = Documents("theirs\n");
        theirs.Remove(Housing);
        var ours = Documents("ours\n");

        Assert.Equal([Health], DocumentMerge.Merge(Published, theirs, ours, none).Conflicts);
        Assert.Null(DocumentMerge.Merge(Published, theirs, ours, none).Documents);
        var resolved = DocumentMerge.Merge(Published, theirs, ours, new Dictionary<string, string?> { [Health] = "both\n" });
        Assert.Equal(["both\n", "roles: []\n"], resolved.Documents!.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Value));
        Assert.Equal("theirs\n", DocumentMerge.Merge(Published, theirs, theirs, none).Documents![Health]);
        Assert.DoesNotContain(Housing, DocumentMerge.Merge(Published, theirs, Documents("department: health\n"), none).Documents!.Keys);
    }

    [Theory]
    [InlineData("../secrets.yaml")]
    [InlineData("departments/../vocabulary.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("departments/x.yaml\n# file: vocabulary.yaml")]
    [InlineData("")]
    public void A_path_that_is_no_document_is_not_taken(string path)
    {
        var (documents, mistake) = DocumentChanges.Apply(Published, new Dictionary<string, string?> { [path] = "x" });

        Assert.Null(documents);
        Assert.Contains("departments/health.yaml", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_not_every_store_keeps_is_not_taken()
    {
        var (documents, mistake) = DocumentChanges.Apply(Published, new Dictionary<string, string?> { [Health] = "rules: []\0" });

        Assert.Null(documents);
        Assert.Contains($"{Health} holds a NUL character", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_check_and_what_is_not_checked_again_is_known_before_the_check_runs()
    {
        var auditor = new PolicyActor("staff:auditor", null, ["auditor"]);

        Assert.Equal(PolicyRefusalKind.Forbidden, Begin(HealthSteward).RefusesCheck(auditor)?.Kind);
        Assert.Equal(PolicyRefusalKind.Conflict, Approved().RefusesCheck(HealthSteward)?.Kind);
        Assert.Null(Begin(HealthSteward).RefusesCheck(HealthApprover));
    }

    [Fact]
    public void When_a_draft_was_approved_is_told_until_the_approval_ends()
    {
        Assert.Equal(Noon, Approved().ApprovedAt);
        Assert.Null(Done(Approved().Reject(HealthApprover, Noon.AddHours(1), "no")).ApprovedAt);
        Assert.Null(Begin(HealthSteward).ApprovedAt);
    }

    private static Dictionary<string, string> Documents(string health) => new(Published) { [Health] = health };

    private static PolicyDraft Begin(PolicyActor by) => Done(PolicyDraft.Begin("1", "t", 1, Published, Documents("department: health\n# ours\n"), by, Noon));

    private static PolicyDraft Checked(PolicyDraft draft) => Done(draft.Attach(Report(draft), HealthSteward, Noon));

    private static PolicyDraft Submitted(PolicyDraft draft, PolicyActor by) => Done(Checked(draft).Submit(by, Noon, draft.Base));

    private static PolicyDraft Approved() => Done(Submitted(Begin(HealthSteward), HealthSteward).Approve(HealthApprover, Noon, 1, null));

    private static DraftReport Report(PolicyDraft draft) => new(draft.Hash, Noon, 0, 0, Opens: true, "{}");

    private static PolicyDraft Done(DraftOutcome outcome)
    {
        Assert.True(outcome.Refusal is null, outcome.Refusal?.Message);
        return outcome.Next!;
    }

    private static void Refused(PolicyRefusalKind kind, DraftOutcome outcome)
    {
        Assert.Null(outcome.Next);
        Assert.Equal(kind, outcome.Refusal!.Kind);
    }
}
