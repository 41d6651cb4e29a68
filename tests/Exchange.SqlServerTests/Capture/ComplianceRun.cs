using System.Reflection;

namespace Exchange.SqlServerTests.Capture;

/// <summary>Runs every compliance class on SQL Server's provider, whatever they are, and gives the commands that the stores wrote.</summary>
internal static class ComplianceRun
{
    /// <summary>The compliance classes that every provider is held to.</summary>
    public static IEnumerable<Type> Promises { get; } =
        [.. Types.Where(type => type.IsAbstract && type.Name.EndsWith("Compliance", StringComparison.Ordinal))];

    /// <summary>The classes here that run them.</summary>
    public static IEnumerable<Type> Runs { get; } =
        [.. Types.Where(type => !type.IsAbstract && Promises.Any(promise => promise.IsAssignableFrom(type)))];

    private static Type[] Types => typeof(ComplianceRun).Assembly.GetTypes();

    private static readonly Lazy<Task<IReadOnlyList<RecordedCommand>>> Once = new(RunAsync);

    /// <summary>What the stores wrote; they run once, however many tests look at it.</summary>
    public static Task<IReadOnlyList<RecordedCommand>> CommandsAsync() => Once.Value;

    private static async Task<IReadOnlyList<RecordedCommand>> RunAsync()
    {
        var commands = new List<RecordedCommand>();
        foreach (var type in Runs)
        {
            foreach (var (test, arguments) in type.GetMethods().SelectMany(Cases))
            {
                var instance = Activator.CreateInstance(type)!;
                await using var _ = (IAsyncDisposable)instance;
                await (Task)test.Invoke(instance, arguments)!;
                commands.AddRange(((IRecorded)instance).Recorder.Commands);
            }
        }

        return commands;
    }

    private static IEnumerable<(MethodInfo Test, object?[] Arguments)> Cases(MethodInfo method)
    {
        if (method.GetCustomAttribute<TheoryAttribute>() is not null)
        {
            var rows = method.GetCustomAttributes<InlineDataAttribute>().Select(row => (method, row.Data)).ToList();
            return rows.Count > 0 ? rows : throw new NotSupportedException($"{method.Name} takes its cases from where this run cannot read them.");
        }

        return method.GetCustomAttribute<FactAttribute>() is null ? [] : [(method, [])];
    }
}
