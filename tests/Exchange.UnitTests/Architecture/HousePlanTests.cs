using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Exchange.UnitTests.Architecture;

public sealed partial class HousePlanTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["GraphQL"] = [],
        ["Policy"] = [],
        ["Audit"] = [],
        ["Consent"] = ["Policy"],
        ["Federation"] = ["GraphQL"],
        ["Pipeline"] = ["GraphQL", "Policy", "Audit", "Consent", "Federation"],
        ["Adapters"] = ["GraphQL", "Federation", "Policy"],
        ["Storage"] = ["Policy", "Consent", "Audit"],
        ["Identity"] = ["Pipeline", "Storage"],
        ["Gateway"] = ["Pipeline"],
        ["Console"] = ["Policy", "Consent", "Audit", "Pipeline", "Storage"],
        ["Demo"] = ["GraphQL", "Adapters"],
        ["Host"] =
        [
            "GraphQL", "Policy", "Audit", "Consent", "Federation", "Pipeline", "Adapters", "Storage", "Identity", "Gateway", "Console", "Demo",
        ],
    };

    private static readonly string[] RefusedNames = ["Manager", "Helper", "Helpers", "Util", "Utils", "Common", "Shared", "Base", "Impl", "Processor", "Abstractions"];

    [Fact]
    public void Every_project_references_only_what_the_plan_allows()
    {
        var projects = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"), "Exchange.*").Select(folder => Path.GetFileName(folder)["Exchange.".Length..]);
        Assert.Equal(MayReference.Keys.Order(), projects.Order());
        foreach (var (project, allowed) in MayReference)
        {
            var file = Path.Combine(Repository.Root, "src", $"Exchange.{project}", $"Exchange.{project}.csproj");
            var references = XDocument.Load(file).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))["Exchange.".Length..]);
            var extra = references.Except(allowed).ToList();
            Assert.True(extra.Count == 0, $"{project} must not reference {string.Join(", ", extra)}.");
        }
    }

    [Fact]
    public void Every_project_has_a_card_with_its_six_lines()
    {
        foreach (var project in MayReference.Keys)
        {
            var card = File.ReadAllText(Path.Combine(Repository.Root, "src", $"Exchange.{project}", "README.md"));
            foreach (var line in new[] { "*Purpose*", "*In*", "*Out*", "*May use*", "*Never*", "*Start reading at*" })
            {
                Assert.True(card.Contains(line, StringComparison.Ordinal), $"The card of {project} lacks {line}.");
            }

            var start = StartReadingAt().Match(card);
            Assert.True(start.Success && File.Exists(Path.Combine(Repository.Root, "src", $"Exchange.{project}", start.Groups[1].Value)),
                $"The card of {project} starts reading at a file that is not there.");
        }
    }

    [Fact]
    public void Engines_forbid_web_storage_network_and_an_ambient_clock_to_the_compiler()
    {
        foreach (var engine in new[] { "GraphQL", "Policy", "Audit", "Consent", "Federation", "Pipeline" })
        {
            var banned = File.ReadAllText(Path.Combine(Repository.Root, "src", $"Exchange.{engine}", "BannedSymbols.txt"));
            Assert.Contains("N:System.Net", banned, StringComparison.Ordinal);
            Assert.Contains("N:Microsoft.AspNetCore", banned, StringComparison.Ordinal);
            Assert.Contains("N:Microsoft.EntityFrameworkCore", banned, StringComparison.Ordinal);
            Assert.Contains("P:System.TimeProvider.System", banned, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_namespace_is_the_path_of_its_file()
    {
        foreach (var file in Repository.Sources("src").Where(IsOurs))
        {
            var expected = Path.GetDirectoryName(Repository.Relative(file))!.Replace('\\', '/')["src/".Length..].Replace('/', '.');
            var match = NamespaceOf().Match(File.ReadAllText(file));
            if (match.Success)
            {
                Assert.True(match.Groups[1].Value == expected, $"{Repository.Relative(file)} is in {match.Groups[1].Value}, not {expected}.");
            }
        }
    }

    [Fact]
    public void Files_are_one_idea_long_and_lines_fit_a_page()
    {
        foreach (var file in Repository.Sources("src").Where(IsOurs))
        {
            var lines = File.ReadAllLines(file);
            Assert.True(lines.Length <= 400, $"{Repository.Relative(file)} has {lines.Length} lines.");
            for (var i = 0; i < lines.Length; i++)
            {
                Assert.True(lines[i].Length <= 160, $"{Repository.Relative(file)}:{i + 1} has {lines[i].Length} characters.");
            }
        }
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        foreach (var file in Repository.Sources("src").Where(IsOurs))
        {
            foreach (Match type in TypeName().Matches(File.ReadAllText(file)))
            {
                Assert.False(RefusedNames.Any(name => type.Groups[1].Value.EndsWith(name, StringComparison.Ordinal)),
                    $"{Repository.Relative(file)} declares {type.Groups[1].Value}.");
            }
        }
    }

    [Fact]
    public void Classes_are_sealed_static_or_abstract()
    {
        var assemblies = new[]
        {
            typeof(global::Exchange.GraphQL.GraphQLError), typeof(global::Exchange.Policy.Coordinate), typeof(global::Exchange.Audit.Records.AccessRecord), typeof(global::Exchange.Consent.ConsentIndex),
            typeof(global::Exchange.Federation.Governed.Composition.GovernedGraph), typeof(global::Exchange.Pipeline.RequestPipeline), typeof(global::Exchange.Gateway.GraphQLEndpoints),
            typeof(global::Exchange.Console.ConsoleEndpoints),
        }.Select(type => type.Assembly);
        var open = assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && type.Namespace?.StartsWith("Exchange", StringComparison.Ordinal) == true)
            .Where(type => !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false))
            .Where(type => !assemblies.Any(assembly => assembly.GetTypes().Any(derived => derived.BaseType == type)))
            .Select(type => type.FullName);
        Assert.Empty(open);
    }

    [Fact]
    public void The_pipeline_runs_its_stages_in_the_order_of_the_plan() => AssertOrder(
        "RequestPipeline.cs",
        "_authenticate.RunAsync(", "_parse.Run(", "_authorize.Run(", "_plan.Run(", "_fetch.RunAsync(", "_disclose.Run(", "_record.AnsweredAsync(", "_respond.Answer(");

    // It discloses what it fetched, so there is no stage between fetching and recording.
    [Fact]
    public void The_open_pipeline_runs_the_same_stages_in_the_same_order() => AssertOrder(
        "Open/OpenPipeline.cs", "= Authenticate()", "_parse.Run(", "Authorize()", "_plan.Run(", "_executor.ExecuteAsync(", "Record(plan,", "_respond.Answer(");

    private static void AssertOrder(string file, params string[] calls)
    {
        var flow = File.ReadAllText(Path.Combine(Repository.Root, "src/Exchange.Pipeline", file));
        var positions = calls.Select(call => flow.IndexOf(call, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, positions);
        Assert.Equal(positions.Order(), positions);
    }

    [Fact]
    public void Every_promise_names_a_test_that_exists()
    {
        var promised = new[] { "src/README.md", "SECURITY.md" }.Select(file => Path.Combine(Repository.Root, file))
            .SelectMany(file => PromisedTest().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToList();
        Assert.True(promised.Count > 20, "The tables of promises are gone.");
        var tests = string.Join('\n', Repository.Sources("tests").Select(File.ReadAllText));
        var gone = promised.Where(name => !tests.Contains($" {name}(", StringComparison.Ordinal)).ToList();
        Assert.True(gone.Count == 0, $"No test is called {string.Join(", ", gone)}.");
    }

    [Fact]
    public void The_root_stays_closed()
    {
        string[] open =
        [
            "src", "schemas", "policies", "tests", "docker", "Exchange.sln", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md",
            "Directory.Build.props", "Directory.Packages.props", "global.json", "data", "TestResults",
        ];
        var entries = Directory.EnumerateFileSystemEntries(Repository.Root).Select(entry => Path.GetFileName(entry)!).Where(name => !name.StartsWith('.'));
        Assert.Empty(entries.Except(open));
    }

    private static bool IsOurs(string file) => !Repository.Relative(file).Contains("/Migrations/", StringComparison.Ordinal);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceOf();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum) (?:struct )?([A-Z]\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\*Start reading at\*: `([^`]+)`")]
    private static partial Regex StartReadingAt();

    [GeneratedRegex(@"\| `(\w+_\w+)` \|")]
    private static partial Regex PromisedTest();
}
