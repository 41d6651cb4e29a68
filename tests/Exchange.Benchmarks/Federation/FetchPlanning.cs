using System.Text;
using BenchmarkDotNet.Attributes;
using Exchange.Federation.Composition;
using Exchange.Federation.Planning;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Execution;

namespace Exchange.Benchmarks.Federation;

/// <summary>Planning a query of so many fields over so many departments: an entity in all of them, its fields dealt out, links between.</summary>
public class FetchPlanning
{
    private const int Types = 5;
    private const int FieldsOfType = 40;

    private Supergraph _graph = null!;
    private Operation _operation = null!;

    /// <summary>Fields of the query.</summary>
    [Params(5, 50, 200)]
    public int Fields { get; set; }

    /// <summary>Departments that the types are spread over.</summary>
    [Params(4, 8)]
    public int Departments { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _graph = ShopGraph.Compose(Enumerable.Range(0, Departments).Select(Department));
        _operation = ShopGraph.Compile(_graph, Query());
    }

    [Benchmark]
    public FetchPlan Cold() => FetchPlanner.Plan(_graph, _operation, null, new FetchPlannerLimits());

    // Type t links to type t + 1; field f of a type belongs to department (t + f) modulo their number.
    private Subgraph Department(int department)
    {
        var sdl = new StringBuilder("extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [\"@key\"])\n");
        if (department == 0)
        {
            sdl.Append("type Query { first: [T0] }\n");
        }

        for (var type = 0; type < Types; type++)
        {
            sdl.Append($"type T{type} @key(fields: \"id\") {{ id: ID!");
            for (var field = 0; field < FieldsOfType; field++)
            {
                if ((type + field) % Departments == department)
                {
                    sdl.Append($" f{field}: String");
                }
            }

            if (type % Departments == department && type + 1 < Types)
            {
                sdl.Append($" next: [T{type + 1}]");
            }

            sdl.Append(" }\n");
        }

        return new Subgraph($"department{department}", sdl.ToString());
    }

    private string Query()
    {
        var query = new StringBuilder("{ first");
        var left = Fields;
        for (var type = 0; type < Types; type++)
        {
            query.Append(type == 0 ? " {" : " next {");
            for (var field = 0; field < Math.Max(1, Fields / Types) && left > 0; field++, left--)
            {
                query.Append($" f{field}");
            }
        }

        return query.Append(string.Concat(Enumerable.Repeat(" }", Types + 1))).ToString();
    }
}
