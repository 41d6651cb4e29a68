using Exchange.Console.Vocabularies;
using Exchange.Pipeline;
using Exchange.Policy;
using Exchange.Policy.Standard;

namespace Exchange.Console.AccessRecords;

/// <summary>The plain words for the codes of a record; a code that the city no longer has stands for itself.</summary>
internal sealed class OwnAccessWords(HubSnapshot snapshot)
{
    private static readonly Title Hub = new("平台自身", "The hub itself");

    public CodeView Department(string code) => View(
        code,
        code == DataStandard.Hub.Value
            ? Hub
            : snapshot.Standard.Departments.FirstOrDefault(card => card.Code.Value == code)?.Title
                ?? snapshot.Policies.Vocabulary.FindDepartment(new DepartmentId(code))?.Title);

    public CodeView Role(string code) => View(code, snapshot.Policies.Vocabulary.FindRole(code)?.Title);

    public CodeView Purpose(string code) => View(code, snapshot.Policies.Vocabulary.FindPurpose(code)?.Title);

    public CodeView Basis(string code) => View(code, snapshot.Policies.Vocabulary.FindBasis(code)?.Title);

    public TitleView Field(string coordinate) => View(
        coordinate,
        snapshot.Standard.TryField(new Coordinate(coordinate), out var field) ? field.Title : HubFields.Titles.GetValueOrDefault(coordinate)).Title;

    private static CodeView View(string code, Title? title) => new(code, title is null ? new TitleView(code, code) : TitleView.Of(title));
}
