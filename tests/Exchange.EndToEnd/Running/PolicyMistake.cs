namespace Exchange.EndToEnd.Running;

/// <summary>A copy of the city's documents with one role misspelt.</summary>
internal static class PolicyMistake
{
    private const string Right = "roles: [community-doctor]";
    private const string Wrong = "roles: [community-docter]";

    /// <summary>
    /// Makes the folder a working directory with <c>schemas/</c> and <c>policies/</c>; returns where the mistake is: file and line.
    /// </summary>
    public static string Plant(TemporaryFolder folder)
    {
        folder.Take(Path.Combine(ExchangeProgram.Documents, "schemas"), "schemas");
        folder.Take(Path.Combine(ExchangeProgram.Documents, "policies"), "policies");
        var file = folder.Of("policies", "departments", "health.yaml");
        var lines = File.ReadAllLines(file);
        var place = Array.FindIndex(lines, line => line.Contains(Right, StringComparison.Ordinal));
        lines[place] = lines[place].Replace(Right, Wrong, StringComparison.Ordinal);
        File.WriteAllLines(file, lines);
        return $"policies/departments/health.yaml:{place + 1}:";
    }
}
