using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Exchange.SqlServerTests.Capture;

/// <summary>Keeps every command before it runs. Thread-safe.</summary>
internal sealed partial class CommandRecorder : DbCommandInterceptor
{
    private readonly ConcurrentQueue<RecordedCommand> _commands = new();

    public IReadOnlyCollection<RecordedCommand> Commands => _commands;

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Record(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Record(command);
        return new ValueTask<InterceptionResult<DbDataReader>>(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Record(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Record(command);
        return new ValueTask<InterceptionResult<int>>(result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Record(command);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Record(command);
        return new ValueTask<InterceptionResult<object>>(result);
    }

    private void Record(DbCommand command) => _commands.Enqueue(new RecordedCommand(
        command.CommandText,
        [.. command.Parameters.Cast<DbParameter>().Select(p => new RecordedParameter(p.ParameterName, p.DbType, p.Size))],
        Callers()));

    // WHY the stack tells: the stand-in completes at once, so the store's method that asked is still on it.
    private static List<string> Callers() =>
        [.. new StackTrace(fNeedFileInfo: false).GetFrames().Select(frame => frame.GetMethod()).OfType<MethodBase>()
            .Where(method => method.DeclaringType?.Assembly.GetName().Name?.StartsWith("Exchange.", StringComparison.Ordinal) == true)
            .Select(Written).Distinct()];

    // The compiler moves the bodies of asynchronous methods and lambdas into types of its own, whose names hold the method's in angle brackets.
    private static string Written(MethodBase method)
    {
        var (type, name) = (method.DeclaringType!, method.Name);
        while (type.Name.StartsWith('<') && type.DeclaringType is { } outer)
        {
            name = type.Name.StartsWith("<>", StringComparison.Ordinal) ? name : type.Name;
            type = outer;
        }

        return $"{type.Name}.{MethodName().Match(name).Value}";
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex MethodName();
}
