using Exchange.Federation.Sources;

namespace Exchange.Adapters.Http;

/// <summary>What one attempt to ask a department came to: an answer, or why there is none.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="IsRepeatable">Whether no answer had begun, so that a read may be sent again.</param>
internal readonly record struct Attempt(PooledAnswer? Answer, SourceException? Failure, bool IsRepeatable);

/// <summary>One request to a department.</summary>
/// <param name="Address">Where it goes; holds no key.</param>
/// <param name="Body">The JSON body.</param>
/// <param name="AccessId">The id of the access record.</param>
/// <param name="IsRead">Whether it only reads, so that it may be sent again.</param>
internal readonly record struct DepartmentRequest(Uri Address, ReadOnlyMemory<byte> Body, string AccessId, bool IsRead);
