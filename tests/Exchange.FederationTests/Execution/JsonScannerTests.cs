using System.Text;
using System.Text.Json;
using Exchange.Federation.Execution;

namespace Exchange.FederationTests.Execution;

/// <summary>The scanner takes what the platform's reader takes, and nothing else.</summary>
public sealed class JsonScannerTests
{
    private const string Seed = """
        {"a":[1,-2.5e+10,0.1,0,-0,true,false,null,"x\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00",{"b":{}},[],[[ ]]],"c" : "日本" , "d":1E5}
        """;

    [Fact]
    public void Whatever_is_changed_in_a_document_scanner_and_reader_agree()
    {
        const int RandomSeed = 20_260_101;
        var random = new Random(RandomSeed);
        var alphabet = Encoding.UTF8.GetBytes("{}[]\",:0123456789+-.eE\\utrfalsn /\n\u0001x");
        var (taken, refused) = (0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Seed).ToList();
            for (var change = random.Next(3); change >= 0; change--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(3))
                {
                    case 0:
                        bytes[at] = alphabet[random.Next(alphabet.Length)];
                        break;
                    case 1:
                        bytes.RemoveAt(at);
                        break;
                    default:
                        bytes.Insert(at, alphabet[random.Next(alphabet.Length)]);
                        break;
                }
            }

            var document = bytes.ToArray();
            var expected = Reads(document);
            Assert.True(expected == Scans(document), $"Seed {RandomSeed}, round {round}: {Encoding.UTF8.GetString(document)}");
            _ = expected ? taken++ : refused++;
        }

        Assert.True(taken > 1000 && refused > 1000, $"{taken} were taken, {refused} refused.");
    }

    private static bool Scans(byte[] document)
    {
        try
        {
            var json = new JsonScanner(document, 0);
            json.PassValue();
            return System.Text.Unicode.Utf8.IsValid(document) && json.Peek() == 0;
        }
        catch (MalformedAnswerException)
        {
            return false;
        }
    }

    private static bool Reads(byte[] document)
    {
        try
        {
            var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = 200 });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
