using Exchange.Policy.Documents.Checks;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads one restriction.</summary>
internal sealed class RestrictionReader(Terms terms, Instants instants, DepartmentId owner)
{
    public Restriction Read(DocumentNode node)
    {
        var (from, until) = instants.Validity(node);
        var restriction = new Restriction
        {
            Id = node["id"].Text ?? "",
            Owner = owner,
            Title = Terms.Title(node["title"]),
            Caps = new LevelReader(terms, owner, isCap: true).Read(node["cap"]),
            Departments = terms.Departments(node["for"]["departments"]),
            Purposes = terms.Purposes(node["for"]["purposes"]),
            States = terms.States(node["for"]["states"]),
            From = from,
            Until = until,
        };
        Check(node, restriction);
        return restriction;
    }

    private void Check(DocumentNode node, Restriction restriction)
    {
        var kinds = new RecordKinds(terms.Standard);
        if (restriction.States.Count > 0 && restriction.Caps.FirstOrDefault(cap => !kinds.IsPerson(cap.Coordinate)) is { Coordinate.Value: not null } other)
        {
            terms.Report(node["for"]["states"], "never-matches",
                $"{other.Coordinate} is not about a person, so nobody can tell the state of the record. Cap it without 'states'.");
        }

        if (restriction.Caps.Count > 0 && restriction.Caps.All(IsFull))
        {
            terms.Report(node["cap"], "caps-nothing", $"The restriction '{restriction.Id}' leaves everything in full. Lower its levels or take it out.");
        }
    }

    private bool IsFull(FieldLevel cap) => terms.Standard.TryField(cap.Coordinate, out var field) && cap.Level >= field.Ladder.Full;
}
