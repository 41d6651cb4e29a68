using System.Text;
using Exchange.Storage;
using Microsoft.Data.Sqlite;

namespace Exchange.IntegrationTests.Hub;

/// <summary>Why an officer declared an emergency: kept sealed, apart from the access record, until it is erased.</summary>
[Collection(nameof(RunningHub))]
public sealed class JustificationTests(RunningHub hub)
{
    private const string Justification = "王秀芳 (990102195803120429) 不开门";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_justification_of_an_emergency_is_in_the_store_under_seal_and_nowhere_in_clear()
    {
        using var request = RunningHub.Request(
            HttpMethod.Post, "/graphql", new { query = """{ person(citizenNo: "990102194409220283") { elderCare { needsVisit } } }""" });
        request.Headers.Add("Exchange-Purpose", "care.heat");
        request.Headers.Add("Exchange-Emergency", Uri.EscapeDataString(Justification));
        using var response = await hub.SendAsClientAsync("health-community-doctor", request);

        var record = await hub.RecordOfAsync(response);
        Assert.True(record.Caller.Emergency);
        var cells = record.Disclosures.SelectMany(group => group.Cells);
        Assert.Equal("vital-interest", cells.Single(cell => cell.Coordinate == "Person.elderCare.needsVisit").Basis);
        var seal = new TextSeal(await File.ReadAllBytesAsync(Path.Combine(hub.Folder, "keys", "justifications.key"), Cancel));
        Assert.Equal(Justification, seal.Open(await SealedAsync(record.AccessId), record.AccessId));
        var segments = Directory.EnumerateFiles(Path.Combine(hub.Folder, "audit")).Where(file => Path.GetFileName(file) != "lock");
        foreach (var file in Directory.EnumerateFiles(hub.Folder, "exchange.db*").Concat(segments))
        {
            Assert.Equal(-1, (await ReadSharedAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes("不开门")));
        }
    }

    private async Task<byte[]> SealedAsync(string accessId)
    {
        var file = Path.Combine(hub.Folder, "exchange.db");
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Sealed FROM Justifications WHERE AccessId = $id";
        command.Parameters.AddWithValue("$id", accessId);
        return (byte[])(await command.ExecuteScalarAsync(Cancel))!;
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }
}
