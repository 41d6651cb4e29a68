using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Exchange.Adapters;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>A department that runs Apollo's own implementation of a subgraph, with its own schema over the records of the canary city.</summary>
internal sealed class ApolloService : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly string[] Types = ["Person", "Place", "Organization", "Grid"];

    private readonly Process _process;
    private readonly HttpMessageInvoker _client = DepartmentHttpClient.Create();

    private ApolloService(Process process) => _process = process;

    public ISource Source { get; private set; } = null!;

    public static async Task<ApolloService> StartAsync(string department, string sdl, CanaryCity city, DataStandard standard)
    {
        var service = new ApolloService(Start());
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(StartLimit);
            await service._process.StandardInput.WriteLineAsync(Input(sdl, city, standard).AsMemory(), limit.Token);
            await service._process.StandardInput.FlushAsync(limit.Token);
            var started = await service._process.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new InvalidOperationException($"Apollo's subgraph does not start: {await service._process.StandardError.ReadToEndAsync(limit.Token)}");
            var port = JsonElement.Parse(started).GetProperty("port").GetInt32();
            var configuration = new GraphQLSourceConfiguration
            {
                Department = department, Timeout = TimeSpan.FromSeconds(30), MaxResponseBytes = 4 << 20,
            };
            service.Source = new SourceFactory(service._client, TimeProvider.System)
                .Create(configuration, new SourceEndpoint { Url = new Uri($"http://127.0.0.1:{port}/") });
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        (Source as IDisposable)?.Dispose();
        _client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string Input(string sdl, CanaryCity city, DataStandard standard)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("sdl", sdl);
            json.WriteStartObject("records");
            foreach (var type in Types.Concat(city.EventTypes.Select(kind => kind.Name)).Where(type => sdl.Contains($"type {type} ", StringComparison.Ordinal) && standard.IsEntity(type)))
            {
                json.WriteStartArray(type);
                foreach (var key in city.Keys(type))
                {
                    DatumWriter.Write(json, WithPlaces(Datum.From(city.Record(type, key)!), city, isRecord: true));
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // The department knows of the places that it links to what a link below full may be asked for.
    private static Datum WithPlaces(Datum value, CanaryCity city, bool isRecord)
    {
        if (value.Kind == DatumKind.List)
        {
            return Datum.From([.. value.AsList().Select(item => WithPlaces(item, city, isRecord: false))]);
        }

        if (value.Kind != DatumKind.Object)
        {
            return value;
        }

        var held = value.AsObject();
        if (!isRecord && held.Count == 1 && held.Names[0] == "addressCode")
        {
            var place = city.Record("Place", held.Values[0].AsString())!;
            string[] known = [.. place.Names.ToArray().Where(name => place[name].Kind == DatumKind.String)];
            return Datum.From(new DatumObject(known, [.. known.Select(name => place[name])]));
        }

        return Datum.From(new DatumObject(held.Names.ToArray(), [.. held.Values.ToArray().Select(inner => WithPlaces(inner, city, isRecord: false))]));
    }

    private static Process Start()
    {
        var suites = Path.Combine(Root(), "tests", "Exchange.Conformance", "suites");
        Assert.True(
            Directory.Exists(Path.Combine(suites, "node_modules")),
            $"The npm packages of apollo-service.mjs are not installed: run \"bash tests/run.sh\", or \"npm ci\" in {suites}.");
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = suites,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add("apollo-service.mjs");
        return Process.Start(start)!;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository: Exchange.sln is in no folder above them.");
    }
}
