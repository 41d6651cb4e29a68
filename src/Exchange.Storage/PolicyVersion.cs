namespace Exchange.Storage;

/// <summary>A published set of policies.</summary>
/// <param name="Number">Counts from 1 without gaps.</param>
/// <param name="Document">The whole set as one text.</param>
/// <param name="Hash">SHA-256 of the text's UTF-8, lower-case hex.</param>
/// <param name="PublishedAt">When it took effect.</param>
/// <param name="PublishedBy">The account or command that published it.</param>
public sealed record PolicyVersion(int Number, string Document, string Hash, DateTimeOffset PublishedAt, string PublishedBy);

/// <summary>A published set of policies without its text.</summary>
/// <param name="Number">Counts from 1 without gaps.</param>
/// <param name="Hash">SHA-256 of the text's UTF-8, lower-case hex.</param>
/// <param name="PublishedAt">When it took effect.</param>
/// <param name="PublishedBy">The account or command that published it.</param>
public sealed record PolicyVersionHeading(int Number, string Hash, DateTimeOffset PublishedAt, string PublishedBy);
