using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Exchange.SqlServerTests.Capture;

/// <summary>Keeps every command before it runs. Thread-safe.</summary>
internal sealed class CommandRecorder : DbCommandInterceptor
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
        [.. new StackTrace(fNeedFileInfo: false).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType)
            .Where(type => type?.Assembly.GetName().Name?.StartsWith("Exchange.", StringComparison.Ordinal) == true
                && type is { DeclaringType: not null } && type.Name.StartsWith('<'))
            .Select(type => $"{type!.DeclaringType!.Name}.{type.Name[1..type.Name.IndexOf('>', StringComparison.Ordinal)]}")
            .Distinct()];
}
