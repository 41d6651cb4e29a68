using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Exchange.Differential;

/// <summary>Answers a corpus line by line; memory is bounded by the longest line. Stateless; safe to use from several threads.</summary>
public static class CorpusRun
{
    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Answers every line of <paramref name="corpus"/> on <paramref name="answers"/> and gives their number. Throws
    /// <see cref="InvalidDataException"/> at a line that is none; empty lines are passed over.
    /// </summary>
    public static async Task<int> AnswerAsync(Subject subject, Stream corpus, Stream answers, CancellationToken cancelled)
    {
        using var reader = new StreamReader(corpus, Encoding.UTF8, leaveOpen: true);
        await using var json = new Utf8JsonWriter(answers, Layout);
        int number = 0, count = 0;
        while (await reader.ReadLineAsync(cancelled) is { } text)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var line = CorpusLine.Read(text, number);
            VerdictWriter.Write(json, line.Id, await DocumentJudge.JudgeAsync(subject, line, cancelled));
            await json.FlushAsync(cancelled);
            json.Reset();
            answers.WriteByte((byte)'\n');
            count++;
        }

        return count;
    }
}
