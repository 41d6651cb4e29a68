using Exchange.Host.Composition;
using Exchange.IntegrationTests.Storage;

namespace Exchange.IntegrationTests.Hub;

/// <summary>Who may look into the folder that the embedded store lies in.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_the_hub_makes_is_open_to_its_own_user_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var made = Path.Combine(_folder.Location, "city", "data");

        DataFolder.Prepare(made);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(made));
    }

    [Fact]
    public void A_folder_that_is_there_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var there = Directory.CreateDirectory(Path.Combine(_folder.Location, "there")).FullName;
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(there, mode);

        DataFolder.Prepare(there);

        Assert.Equal(mode, File.GetUnixFileMode(there));
    }
}
