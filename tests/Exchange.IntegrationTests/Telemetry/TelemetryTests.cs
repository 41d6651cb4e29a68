using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Exchange.Adapters.Http;
using Exchange.Host.Composition;
using Exchange.Host.DemoCity;
using Exchange.IntegrationTests.Adapters;
using Exchange.IntegrationTests.Hub;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Exchange.IntegrationTests.Telemetry;

/// <summary>What an operator's collector receives: every stage and department, every metric of the list, and nothing of anybody's data.</summary>
public sealed partial class TelemetryTests
{
    private const string Person = "990102195803120429";
    private const string Absent = "990102194409220283";
    private const string Lonely = "990102194701050170";
    private const string Case = "SA-2026-000123";
    private const string Justification = "Canary-Reason-61725";
    private const string Stranger = "Canary-Stranger-90211";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Telemetry_tells_of_every_stage_and_department_and_holds_no_personal_value()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var told = new List<string> { Person, Absent, Lonely, Case, Justification, Stranger, "王秀芳", "王志强", "王磊", "1958-03-12", "李敏", "12900001004" };
        using var metrics = new InstrumentList();
        var folder = Directory.CreateTempSubdirectory("exchange-telemetry-").FullName;
        try
        {
            await using (var hub = await DemoHub.StartAsync(Options(folder, collector.Address), "small", TimeSpan.Zero, Cancel))
            {
                told.AddRange(hub.Credentials.Clients.Select(client => client.ClientSecret).OfType<string>());
                told.AddRange(hub.Credentials.Staff.Select(account => account.Password).OfType<string>());
                await UseAsync(hub, told);
            }

            foreach (var text in (string[])
                ["request", "Authenticate", "Parse", "Authorize", "Plan", "Fetch", "Disclose", "Record", "Respond", "POST /graphql",
                 "public-security", "civil-affairs", "social-security", "health", "facts"])
            {
                Assert.True(collector.Holds("traces", text), $"no span tells of {text}");
            }

            var listed = Listed();
            Assert.Equal(listed, metrics.Names);
            Assert.All(listed.Append("http.server.request.duration"), name => Assert.True(collector.Holds("metrics", name), $"{name} was not sent"));
            foreach (var signal in (string[])["traces", "metrics", "logs"])
            {
                Assert.All(told, value => Assert.False(collector.Holds(signal, value), $"{signal} hold {value}"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Log_lines_reach_the_collector()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var folder = Directory.CreateTempSubdirectory("exchange-telemetry-").FullName;
        try
        {
            await using (var hub = await DemoHub.StartAsync(Options(folder, collector.Address), "small", TimeSpan.Zero, Cancel))
            {
                using var http = new HttpClient { BaseAddress = new Uri(hub.Address) };
                await BreakJustificationsAsync(folder);
                var token = await TokenAsync(http, hub, "health-community-doctor");
                using var request = Graph($$"""{ person(citizenNo: "{{Absent}}") { elderCare { needsVisit } } }""", "care.heat", token);
                request.Headers.Add("Exchange-Emergency", Justification);
                using var response = await http.SendAsync(request, Cancel);
                Assert.Equal(503, (int)response.StatusCode);
                Assert.True(await collector.ReceivesAsync("logs", "JustificationNotKeptException", Cancel), "the fault's line was not sent");
            }

            Assert.False(collector.Holds("logs", Justification), "the line quotes the justification");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_department_receives_no_trace_of_who_asks()
    {
        List<string>? sent = null;
        await using var department = await LoopbackAnswer.StartAsync((_, context) =>
        {
            sent = [.. context.Request.Headers.Keys];
            return Task.CompletedTask;
        });
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var trace = new Activity("caller").AddBaggage("canary", "1").Start();
        using var client = DepartmentHttpClient.Create();

        using var request = new HttpRequestMessage(HttpMethod.Get, department.Address);
        using var answer = await client.SendAsync(request, Cancel);

        Assert.NotNull(sent);
        Assert.DoesNotContain(sent, name => name.Contains("trace", StringComparison.OrdinalIgnoreCase)
            || name.Contains("baggage", StringComparison.OrdinalIgnoreCase) || name.Equals("Request-Id", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Telemetry:Endpoint", "collector")]
    [InlineData("Telemetry:Endpoint", "ftp://collector")]
    [InlineData("Telemetry:Endpoint", " ")]
    [InlineData("Telemetry:Protocol", "http/json")]
    public void A_collector_that_cannot_be_spoken_to_is_named_before_the_start(string setting, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();
        var refusal = Assert.Throws<HubException>(() => HubOptions.Read("data", "http://127.0.0.1:0", configuration));
        Assert.Contains(setting, refusal.Message, StringComparison.Ordinal);
    }

    private static HubOptions Options(string folder, Uri collector) => HubOptions.Read(
        folder,
        "http://127.0.0.1:0",
        new ConfigurationBuilder().AddInMemoryCollection([new("Telemetry:Endpoint", collector.AbsoluteUri)]).Build());

    // Everything that a value could leak through: answers, refusals, malformed requests, query strings, headers, sign-ins, the control plane.
    private static async Task UseAsync(DemoHub hub, List<string> told)
    {
        using var http = new HttpClient { BaseAddress = new Uri(hub.Address) };
        http.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        http.DefaultRequestHeaders.Add("tracestate", $"canary={Stranger}");
        http.DefaultRequestHeaders.Add("baggage", $"canary={Stranger}");
        http.DefaultRequestHeaders.UserAgent.ParseAdd(Stranger);
        var officer = await TokenAsync(http, hub, "civil-affairs-assistance-officer");
        var doctor = await TokenAsync(http, hub, "health-community-doctor");
        told.AddRange([officer, doctor]);

        const string household = "household { members { pid alive pension { receives } socialInsurance { isInsured } } }";
        using (var answered = await http.SendAsync(Graph($$"""{ person(citizenNo: "{{Person}}") { {{household}} } }""", "assistance.eligibility", officer, Case), Cancel))
        {
            var answer = await answered.Content.ReadAsStringAsync(Cancel);
            var pids = Pid().Matches(answer).Select(match => match.Groups[1].Value).ToList();
            Assert.NotEmpty(pids);
            told.AddRange(pids);
        }

        using var emergency = Graph($$"""{ person(citizenNo: "{{Absent}}") { elderCare { needsVisit } heatRisk } }""", "care.heat", doctor);
        emergency.Headers.Add("Exchange-Emergency", Justification);
        HttpRequestMessage[] requests =
        [
            emergency,
            Graph($$"""{ person(citizenNo: "{{Lonely}}") { heatRisk visitContact { phone } } }""", "care.heat", doctor),
            Graph($$"""{ person(citizenNo: "{{Person}}") { {{Stranger}} } }""", Stranger, officer, Stranger),
            Graph($$"""{ person(citizenNo: "{{Person}}" """, "care.heat", doctor),
            Graph("{ me { department } }", "care.heat", Stranger),
            new(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString($$"""{ person(citizenNo: "{{Person}}") { alive } }""")}")
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", officer) },
            },
            new(HttpMethod.Get, $"/api/v1/consents?citizenNo={Person}") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", officer) } },
            new(HttpMethod.Get, $"/{Stranger}/{Person}"),
            new(new HttpMethod("CANARY"), "/graphql"),
            new(HttpMethod.Post, "/api/v1/session")
            {
                Headers = { { "X-CSRF", "1" } },
                Content = JsonContent(new { userName = Stranger, password = Justification }),
            },
        ];
        foreach (var request in requests)
        {
            using var response = await http.SendAsync(request, Cancel);
            request.Dispose();
        }
    }

    private static HttpRequestMessage Graph(string query, string purpose, string token, string? caseNumber = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Exchange-Purpose", purpose);
        if (caseNumber is not null)
        {
            request.Headers.Add("Exchange-Case", caseNumber);
        }

        return request;
    }

    private static StringContent JsonContent(object body) =>
        new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static async Task<string> TokenAsync(HttpClient http, DemoHub hub, string clientId)
    {
        var client = hub.Credentials.Clients.Single(known => known.ClientId == clientId);
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", clientId), new("client_secret", client.ClientSecret)]);
        using var response = await http.PostAsync("/connect/token", form, Cancel);
        return (await RunningHub.JsonAsync(response)).GetProperty("access_token").GetString()!;
    }

    private static async Task BreakJustificationsAsync(string folder)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "exchange.db")};Pooling=False");
        await database.OpenAsync(Cancel);
        await using var command = database.CreateCommand();
        command.CommandText = "DROP TABLE Justifications";
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static List<string> Listed() =>
        [.. Metric().Matches(File.ReadAllText(Path.Combine(RepositoryFolder(), "docker", "telemetry.md")))
            .Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    private static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `(exchange\.[a-z.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Metric();

    [GeneratedRegex("\"pid\":\"([^\"]+)\"")]
    private static partial Regex Pid();

    /// <summary>The instruments that the product publishes while it lives.</summary>
    private sealed class InstrumentList : IDisposable
    {
        private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
        private readonly MeterListener _listener = new();

        public InstrumentList()
        {
            _listener.InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Name.StartsWith("exchange.", StringComparison.Ordinal))
                {
                    lock (_names)
                    {
                        _names.Add(instrument.Name);
                    }
                }
            };
            _listener.Start();
        }

        public List<string> Names
        {
            get
            {
                lock (_names)
                {
                    return [.. _names];
                }
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
