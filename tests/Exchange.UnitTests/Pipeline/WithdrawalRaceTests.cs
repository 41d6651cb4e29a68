using Exchange.Audit.Records;
using Exchange.Consent.Records;
using Exchange.Pipeline;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>Consents that are withdrawn while an answer is being put together.</summary>
public sealed class WithdrawalRaceTests
{
    private const string Query = $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { pid pension { receives } } }""";

    [Fact]
    public async Task A_consent_withdrawn_while_the_answer_is_fetched_is_not_in_the_answer()
    {
        var race = await Race.StartAsync();
        race.During = times => times == 1 ? race.City.WithdrawAsync(race.Consent) : Task.CompletedTask;

        var answer = await race.City.AskAsync(Query);

        Assert.Equal(AnswerKind.Executed, answer.Kind);
        Assert.Contains("\"receives\":null", answer.Data, StringComparison.Ordinal);
        Assert.Equal(["Person.pension.receives CONSENT_MISSING 1"], answer.Withheld);
        Assert.Single(race.City.Social.Requests);
        Assert.DoesNotContain("social-security", answer.Sources);
        var record = Assert.Single(race.City.Log.Records);
        Assert.Contains(new SourceAccess("social-security", "answered", 1, 1), record.Sources);
        Assert.DoesNotContain(
            record.Disclosures.SelectMany(group => group.Cells),
            cell => cell is { Coordinate: "Person.pension.receives", Outcome: CellOutcome.Disclosed });
    }

    [Fact]
    public async Task Requests_and_keys_of_every_run_are_added_up()
    {
        var race = await Race.StartAsync();
        race.During = async times =>
        {
            if (times <= 2)
            {
                await race.WithdrawAnotherAsync();
            }
        };

        var answer = await race.City.AskAsync(Query);

        Assert.Contains("\"receives\":true", answer.Data, StringComparison.Ordinal);
        Assert.Equal(3, race.City.Social.Requests.Count);
        Assert.Contains(new SourceAccess("social-security", "answered", 3, 3), Assert.Single(race.City.Log.Records).Sources);
    }

    [Fact]
    public async Task Consents_that_never_rest_end_in_a_clear_error_without_data()
    {
        var race = await Race.StartAsync();
        race.During = _ => race.WithdrawAnotherAsync();

        var answer = await race.City.AskAsync(Query);

        Assert.Equal(AnswerKind.ConsentChanged, answer.Kind);
        Assert.Equal(["CONSENT_CHANGED"], answer.Codes);
        Assert.False(answer.HasData);
        Assert.Equal(4, race.City.Social.Requests.Count);
        var record = Assert.Single(race.City.Log.Records);
        Assert.Equal((answer.AccessId, AccessOutcome.Failed, "CONSENT_CHANGED"), (record.AccessId, record.Outcome, record.ErrorCode));
        Assert.Contains(new SourceAccess("social-security", "answered", 4, 4), record.Sources);
        var facts = Assert.Single(record.Disclosures);
        Assert.Equal([race.City.Pseudonyms.ForStore(PipelineCity.Key(PipelineCity.Xiufang))], facts.Subjects);
    }

    [Fact]
    public async Task What_is_withdrawn_while_the_record_is_written_does_not_leave_either()
    {
        var race = await Race.StartAsync();
        var isFirst = true;
        race.City.Log.Before = () =>
        {
            if (isFirst)
            {
                isFirst = false;
                race.City.WithdrawAsync(race.Consent).GetAwaiter().GetResult();
            }
        };

        var answer = await race.City.AskAsync(Query);

        Assert.Equal((AnswerKind.ConsentChanged, "CONSENT_CHANGED", false), (answer.Kind, Assert.Single(answer.Codes), answer.HasData));
        Assert.Equal(["CONSENT_CHANGED"], answer.Codes);
        Assert.Equal(answer.AccessId, Assert.Single(race.City.Log.Records).AccessId);
    }

    [Fact]
    public async Task A_consent_that_is_given_meanwhile_disturbs_nobody()
    {
        var race = await Race.StartAsync();
        race.During = _ => race.City.GiveAsync(PipelineCity.Lei, "civil-affairs", PipelineCity.Assistance, "assistance.means");

        var answer = await race.City.AskAsync(Query);

        Assert.Contains("\"receives\":true", answer.Data, StringComparison.Ordinal);
        Assert.Single(race.City.Social.Requests);
    }

    private sealed class Race
    {
        private int _times;

        public required PipelineCity City { get; init; }

        public ConsentId Consent { get; private set; }

        /// <summary>What happens while social security answers for the n-th time.</summary>
        public Func<int, Task> During { get; set; } = _ => Task.CompletedTask;

        public static async Task<Race> StartAsync()
        {
            Race? race = null;
            race = new Race { City = new PipelineCity(null, _ => race!.During(++race._times)) };
            race.Consent = await race.City.GiveAsync(PipelineCity.Xiufang, "civil-affairs", PipelineCity.Assistance, "assistance.means");
            return race;
        }

        /// <summary>Somebody else's consent is given and withdrawn: the hub cannot know that it does not matter here.</summary>
        public async Task WithdrawAnotherAsync() =>
            await City.WithdrawAsync(await City.GiveAsync(PipelineCity.Li, "civil-affairs", PipelineCity.Assistance, "assistance.means"));
    }
}
