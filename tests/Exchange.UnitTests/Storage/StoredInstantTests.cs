using System.Globalization;
using System.Text.Json;
using Exchange.Storage.Stores;

namespace Exchange.UnitTests.Storage;

public sealed class StoredInstantTests
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";
    private const int Seed = 31;

    [Fact]
    public void Every_instant_is_read_as_it_was_written()
    {
        var chance = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var ticks = chance.NextInt64(TimeSpan.TicksPerDay * 800, DateTime.MaxValue.Ticks - (TimeSpan.TicksPerDay * 800));
            ticks -= chance.Next(2) == 0 ? ticks % TimeSpan.TicksPerSecond : 0;
            var written = new DateTimeOffset(ticks, TimeSpan.FromMinutes(chance.Next(-14 * 60, (14 * 60) + 1)));
            var text = JsonSerializer.Serialize(written)[1..^1].Replace("\\u002B", "+", StringComparison.Ordinal);
            Assert.True(StoredInstant.TryRead(text, out var read), $"seed {Seed}: {text}");
            Assert.Equal((written.Ticks, written.Offset), (read.Ticks, read.Offset));
        }
    }

    [Fact]
    public void Whatever_the_runtime_refuses_is_refused_and_what_it_reads_is_read_alike()
    {
        var chance = new Random(Seed);
        const string Characters = "0123456789-:T+.Z ";
        string[] texts = ["2024-02-29T23:59:59+08:00", "2026-12-31T00:00:00-13:59", "2026-11-21T12:00:00.1234567+08:00"];
        for (var round = 0; round < 50_000; round++)
        {
            var text = texts[chance.Next(texts.Length)].ToCharArray();
            for (var change = chance.Next(0, 3); change > 0; change--)
            {
                text[chance.Next(text.Length)] = Characters[chance.Next(Characters.Length)];
            }

            var known = DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var expected);
            var read = StoredInstant.TryRead(text, out var actual);
            Assert.True(known == read && (!known || (expected == actual && expected.Offset == actual.Offset)), $"seed {Seed}: {new string(text)}");
        }
    }
}
