namespace Exchange.Pipeline.Records;

/// <summary>
/// Port: keeps what officers write when they declare an emergency. It is free text and may name persons, so it is kept encrypted, apart from the
/// access record, and can be erased. Thread-safe.
/// </summary>
public interface IJustificationStore
{
    /// <summary>Returns once the text is durable; an exception means that it may not be, and then nothing is answered.</summary>
    /// <param name="accessId">The access record that it belongs to.</param>
    /// <param name="text">The justification as written.</param>
    /// <param name="at">The request's time.</param>
    /// <param name="cancellation">Stops the wait.</param>
    ValueTask KeepAsync(string accessId, string text, DateTimeOffset at, CancellationToken cancellation);
}
