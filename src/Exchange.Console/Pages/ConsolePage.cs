namespace Exchange.Console.Pages;

/// <summary>One file of the console as it can be sent.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Tag">Its entity tag, without quotes.</param>
/// <param name="Caching">What caches may do with it.</param>
/// <param name="Encodings">The compressed forms that lie beside it, the smallest first.</param>
internal sealed record ConsolePage(
    FileInfo File, string ContentType, string Tag, string Caching, IReadOnlyList<CompressedPage> Encodings);

/// <summary>A compressed form of a file, made when the console was built.</summary>
/// <param name="Encoding">Its name in <c>Content-Encoding</c>.</param>
/// <param name="File">Where it lies.</param>
internal sealed record CompressedPage(string Encoding, FileInfo File);
