using Exchange.Host.Composition;
using Microsoft.Extensions.Configuration;

namespace Exchange.UnitTests.Host.Composition;

/// <summary>Whether the keys lie beside the data, which <c>serve</c> warns of, is told by where they lie and not by who said so.</summary>
public sealed class KeysFolderTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("/srv/exchange/data/keys", true)]
    [InlineData("/srv/exchange/data", true)]
    [InlineData("/srv/exchange/data/../data/kept/keys/", true)]
    [InlineData("/srv/exchange/keys", false)]
    [InlineData("/srv/exchange/data-keys", false)]
    [InlineData("/keys", false)]
    public void Keys_in_the_datas_folder_lie_beside_the_data_whoever_put_them_there(string? path, bool areBeside)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(path is null ? [] : [new("Keys:Path", path)]).Build();

        var options = HubOptions.Read("/srv/exchange/data", "http://127.0.0.1:0", configuration);

        Assert.Equal(areBeside, options.AreKeysBesideData);
    }
}
