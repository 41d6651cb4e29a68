using System.Data;

namespace Exchange.SqlServerTests.Capture;

/// <summary>A parameter as the provider declared it.</summary>
/// <param name="Name">With its at sign.</param>
/// <param name="Type">The declared type.</param>
/// <param name="Size">The declared length; -1 for no limit.</param>
internal sealed record RecordedParameter(string Name, DbType Type, int Size);

/// <summary>A command that EF Core's SQL Server provider wrote.</summary>
/// <param name="Text">The T-SQL.</param>
/// <param name="Parameters">What it declares.</param>
/// <param name="Callers">The methods of the rooms that it was written for, as <c>Type.Method</c>, innermost first.</param>
internal sealed record RecordedCommand(string Text, IReadOnlyList<RecordedParameter> Parameters, IReadOnlyList<string> Callers);
