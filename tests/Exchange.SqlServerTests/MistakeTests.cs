using System.Data;
using Exchange.SqlServerTests.Binding;
using Exchange.SqlServerTests.Capture;

namespace Exchange.SqlServerTests;

/// <summary>The binder finds what is wrong: each of these is right but for one thing.</summary>
public sealed class MistakeTests
{
    private static readonly RecordedParameter Id = new("@id", DbType.String, 36);
    private static readonly RecordedParameter Version = new("@version", DbType.Int32, 0);

    [Theory]
    [InlineData("SELECT [c].[Id] FROM [Consents] AS [c] WHERE [c].[Id] = @id AND [c].[Version] = @version")]
    [InlineData("UPDATE [Consents] SET [Version] = @version OUTPUT 1 WHERE [Id] = @id;")]
    [InlineData("DELETE FROM [c] FROM [Consents] AS [c] WHERE EXISTS (SELECT 1 FROM [ConsentEvents] AS [e] WHERE [e].[ConsentId] = [c].[Id])")]
    [InlineData("SELECT [i].[value] FROM OPENJSON(@id) WITH ([value] nvarchar(36) '$') AS [i] JOIN [Consents] AS [c] ON [c].[Id] = [i].[value]")]
    [InlineData("WITH [x] AS (SELECT [Id], [Version] FROM [Consents]) SELECT MAX([x].[Version]) FROM [x] WHERE [x].[Id] IN (@id, N'a')")]
    [InlineData("SELECT [c].[State] FROM [Consents] AS [c] ORDER BY [c].[Id] OFFSET @version ROWS FETCH NEXT @version ROWS ONLY")]
    public void What_is_right_is_no_finding(string command) => Assert.Empty(Bind(command));

    [Theory]
    [InlineData("SELECT [c].[Ident] FROM [Consents] AS [c]", "UnknownColumn: c.Ident")]
    [InlineData("SELECT [d].[Id] FROM [Consents] AS [c]", "UnknownColumn: d.Id")]
    [InlineData("SELECT [c].[Id] FROM [Consent] AS [c]", "UnknownTable: Consent", "UnknownColumn: c.Id")]
    [InlineData("SELECT [Version] FROM [Consents] AS [c] JOIN [ConsentEvents] AS [e] ON [e].[ConsentId] = [c].[Id]", "AmbiguousColumn: Version")]
    [InlineData("SELECT [c].[Id] FROM [Consents] AS [c] ORDER BY [c].[At]", "UnknownColumn: c.At")]
    [InlineData("SELECT [x].[At] FROM (SELECT [c].[Id] FROM [Consents] AS [c]) AS [x]", "UnknownColumn: x.At")]
    [InlineData("UPDATE [Consents] SET [Stat] = N'Active' WHERE [Id] = @id", "UnknownColumn: Consents.Stat")]
    [InlineData("UPDATE [Consents] SET [State] = N'Active' OUTPUT inserted.[At] WHERE [Id] = @id", "UnknownColumn: inserted.At")]
    [InlineData("DELETE FROM [c] FROM [Consents] AS [c] WHERE [c].[At] = 1", "UnknownColumn: c.At")]
    [InlineData("INSERT INTO [ChangeHead] ([Id], [Places]) VALUES (1, 0)", "MissingValue: ChangeHead.Position", "UnknownColumn: ChangeHead.Places")]
    public void A_wrong_name_is_found(string command, params string[] findings) => Assert.Equal(findings.Order(), Bind(command).Order());

    [Theory]
    [InlineData("SELECT 1 FROM [Consents] AS [c] WHERE [c].[Version] = @id", "TypeMismatch: [c].[Version] = @id: int and nvarchar(36)")]
    [InlineData("SELECT 1 FROM [ChangeHead] AS [h] WHERE [h].[Position] > @version", "TypeMismatch: [h].[Position] > @version: bigint and int")]
    [InlineData("SELECT 1 FROM [Consents] AS [c] WHERE [c].[State] IN (@version)", "TypeMismatch: [c].[State] IN (@version): nvarchar(16) and int")]
    [InlineData("SELECT 1 FROM [Consents] AS [c] WHERE [c].[State] = NULL", "TypeMismatch: [c].[State] = NULL: nvarchar(16) and null")]
    [InlineData("UPDATE [Consents] SET [State] = @id", "TypeMismatch: Consents.State nvarchar(16) = nvarchar(36)")]
    [InlineData("UPDATE [Clients] SET [Enabled] = @version", "TypeMismatch: Clients.Enabled bit = int")]
    [InlineData("UPDATE [c] SET [c].[Version] = [h].[Position] FROM [Consents] AS [c] CROSS JOIN [ChangeHead] AS [h]", "TypeMismatch: Consents.Version int = bigint")]
    [InlineData("UPDATE [Consents] SET [State] = NULL", "NullIntoRequired: Consents.State")]
    [InlineData("INSERT INTO [ChangeHead] ([Id], [Position]) VALUES (1, @id)", "TypeMismatch: ChangeHead.Position bigint = nvarchar(36)")]
    [InlineData("INSERT INTO [ChangeHead] ([Id], [Position]) VALUES (1, 2), (3)", "ColumnCount: 1 values for 2 columns of ChangeHead at line 1")]
    [InlineData("SELECT 1 FROM [Consents] AS [c] WHERE [c].[Id] = @nobody", "UndeclaredVariable: @nobody")]
    public void A_wrong_type_is_found(string command, string finding) => Assert.Equal([finding], Bind(command));

    [Theory]
    [InlineData("MERGE [AspNetUserClaims] USING (VALUES (@id, 0)) AS i ([UserId], _Position) ON 1=0 WHEN NOT MATCHED THEN "
        + "INSERT ([User]) VALUES (i.[UserId]) OUTPUT INSERTED.[Id], i._Position;", "MissingValue: AspNetUserClaims.UserId", "UnknownColumn: AspNetUserClaims.User")]
    [InlineData("MERGE [AspNetUserClaims] USING (VALUES (@id, 0)) AS i ([UserId], _Position) ON 1=0 WHEN NOT MATCHED THEN "
        + "INSERT ([UserId]) VALUES (i.[UserId]) OUTPUT INSERTED.[Key], i._Place;", "UnknownColumn: INSERTED.Key", "UnknownColumn: i._Place")]
    public void A_merge_is_bound_in_all_its_parts(string command, params string[] findings) => Assert.Equal(findings.Order(), Bind(command).Order());

    [Theory]
    [InlineData("CREATE INDEX [IX] ON [Consents] ([Stat]);", "UnknownIndexTarget: IX: Consents.Stat")]
    [InlineData("CREATE INDEX [IX] ON [Consent] ([State]);", "UnknownIndexTarget: IX: Consent")]
    [InlineData("CREATE INDEX [IX] ON [ConsentDocuments] ([Document]);", "TypeMismatch: IX: Document nvarchar(max) cannot be indexed")]
    [InlineData("EXEC(N'CREATE UNIQUE INDEX [IX] ON [Consents] ([State]) WHERE [Gone] IS NULL');", "UnknownColumn: Gone")]
    [InlineData("CREATE TABLE [T] ([Id] int NOT NULL, CONSTRAINT [PK_T] PRIMARY KEY ([Key]));", "UnknownIndexTarget: PK_T: T.Key")]
    [InlineData("CREATE TABLE [Consents] ([Id] int NOT NULL);", "NameTaken: table Consents")]
    public void A_wrong_index_target_is_found(string command, string finding) => Assert.Equal([finding], Bind(command));

    [Theory]
    [InlineData("REFERENCES [Clients] ([ClientId])", "nvarchar(64)", "TypeMismatch: FK_T: nvarchar(64) Latin1_General_100_BIN2 and nvarchar(100) Latin1_General_100_BIN2")]
    [InlineData("REFERENCES [Clients] ([Id])", "nvarchar(100)", "UnknownKeyTarget: FK_T: Clients.Id")]
    [InlineData("REFERENCES [Client] ([ClientId])", "nvarchar(100)", "UnknownKeyTarget: FK_T: Client")]
    [InlineData("REFERENCES [Clients] ([Department])", "nvarchar(64)", "UnknownKeyTarget: FK_T: Clients(Department) is not unique")]
    public void A_wrong_foreign_key_is_found(string target, string type, string finding) => Assert.Equal(
        [finding],
        Bind($"CREATE TABLE [T] ([C] {type} COLLATE Latin1_General_100_BIN2 NOT NULL, CONSTRAINT [FK_T] FOREIGN KEY ([C]) {target});"));

    [Theory]
    [InlineData("[State] nvarchar(16)", "[Stage] nvarchar(16)", "UnknownIndexTarget: IX_Consents_State_Until: Consents.State")]
    [InlineData("REFERENCES [Consents] ([Id])", "REFERENCES [Consents] ([Key])", "UnknownKeyTarget: FK_ConsentEvents_Consents_ConsentId: Consents.Key")]
    [InlineData("CREATE INDEX [IX_Changes_At] ON [Changes] ([At])", "CREATE INDEX [IX_Changes_At] ON [Changes] ([When])", "UnknownIndexTarget: IX_Changes_At: Changes.When")]
    [InlineData("[Position] bigint NOT NULL,\n    CONSTRAINT [PK_ChangeHead]", "CONSTRAINT [PK_ChangeHead]", "UnknownColumn: ChangeHead.Position")]
    public void A_mistake_in_the_migrations_is_found(string right, string wrong, string finding)
    {
        var script = MigrationSql.Plain.ReplaceLineEndings("\n");
        Assert.Contains(right, script, StringComparison.Ordinal);

        var outcome = ScriptBinder.Bind(new Catalogue(), script.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(finding, outcome.Findings.Select(found => found.ToString()));
    }

    [Fact]
    public async Task A_column_that_the_migrations_forgot_is_found_in_the_commands_of_the_stores()
    {
        var commands = await ComplianceRun.CommandsAsync();
        var catalogue = new Catalogue();
        ScriptBinder.Bind(catalogue, MigrationSql.Plain.Replace("[SecurityStamp]", "[Stamp]", StringComparison.Ordinal));

        var found = commands.SelectMany(command => ScriptBinder.Bind(catalogue, command.Text, command.Parameters).Findings)
            .Select(finding => finding.ToString()).ToHashSet();

        Assert.Contains("UnknownColumn: AspNetUsers.SecurityStamp", found);
        Assert.Contains("UnknownColumn: StaffSessions.SecurityStamp", found);
        Assert.Contains("UnknownColumn: s.SecurityStamp", found);
    }

    [Theory]
    [InlineData("SELECT [c].[Id FROM")]
    [InlineData("SELECT SOUNDEX([c].[Id]) FROM [Consents] AS [c]")]
    [InlineData("SELECT [c].[Id] FROM [Consents] AS [c] FOR JSON AUTO")]
    [InlineData("SELECT * FROM OPENROWSET(BULK N'x', SINGLE_CLOB) AS [x]")]
    [InlineData("TRUNCATE TABLE [Consents]")]
    [InlineData("EXEC sp_rename N'a', N'b'")]
    [InlineData("SET XACT_ABORT ON")]
    [InlineData("SELECT CAST(1 AS money)")]
    public void What_the_binder_does_not_know_is_a_finding_and_never_passed_over(string command) =>
        Assert.Contains(Bind(command), finding => finding.StartsWith("UnknownConstruct", StringComparison.Ordinal) || finding.StartsWith("Syntax", StringComparison.Ordinal));

    private static IEnumerable<string> Bind(string command) =>
        ScriptBinder.Bind(MigrationSql.Catalogue(), command, Id, Version).Findings.Select(finding => finding.ToString());
}
