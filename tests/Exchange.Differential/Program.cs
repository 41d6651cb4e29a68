using Exchange.Differential;
using Exchange.GraphQL;

if (CommandLine.Parse(args, out var problem) is not { } line)
{
    Console.Error.WriteLine($"{problem}\n\n{CommandLine.Usage}");
    return 2;
}

try
{
    var subject = Subject.Of(await File.ReadAllTextAsync(line.Schema));
    if (line.Describe is { } description)
    {
        await using var target = File.Create(description);
        SchemaDescription.Write(subject.Schema, target);
    }

    if (line.Corpus is { } corpus)
    {
        await using var source = File.OpenRead(corpus);
        await using var answers = File.Create(line.Out!);
        var count = await CorpusRun.AnswerAsync(subject, source, answers, CancellationToken.None);
        Console.WriteLine($"{count} documents answered");
    }

    return 0;
}
catch (GraphQLException refused)
{
    Console.Error.WriteLine($"{line.Schema} is not a schema:");
    foreach (var error in refused.Errors)
    {
        var place = error.Locations.Count > 0 ? $"({error.Locations[0].Line},{error.Locations[0].Column}): " : "";
        Console.Error.WriteLine($"  {place}{error.Message}");
    }

    return 2;
}
catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or InvalidDataException)
{
    Console.Error.WriteLine(unusable.Message);
    return 2;
}
