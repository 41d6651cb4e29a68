using System.Buffers;
using System.Text;
using Exchange.GraphQL.Values;

namespace Exchange.UnitTests.Fixtures;

/// <summary>Values as JSON text, so that tests read like requests and answers.</summary>
internal static class Json
{
    /// <summary>The object that the text holds.</summary>
    public static DatumObject Object(string json) => DatumReader.Read(Encoding.UTF8.GetBytes(json)).AsObject();

    /// <summary>The text of a value.</summary>
    public static string Text(Datum value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        DatumWriter.Write(buffer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
