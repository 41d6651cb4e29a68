using Exchange.Pipeline.Records;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Takes justifications of generated emergencies and forgets them: what becomes of them is tested elsewhere.</summary>
internal sealed class KeptNowhere : IJustificationStore
{
    public ValueTask KeepAsync(string accessId, string text, DateTimeOffset at, CancellationToken cancellation) => ValueTask.CompletedTask;
}
