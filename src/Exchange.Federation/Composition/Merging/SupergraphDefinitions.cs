using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>The definitions that every supergraph document carries (link specification v1.0, join specification v0.5).</summary>
internal static class SupergraphDefinitions
{
    private const string Sdl =
        """
        directive @join__directive(graphs: [join__Graph!], name: String!, args: join__DirectiveArguments) repeatable on SCHEMA | OBJECT | INTERFACE | FIELD_DEFINITION
        directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE
        directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String, external: Boolean, override: String, usedOverridden: Boolean, overrideLabel: String, contextArguments: [join__ContextArgument!]) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
        directive @join__graph(name: String!, url: String!) on ENUM_VALUE
        directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
        directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false, resolvable: Boolean! = true, isInterfaceObject: Boolean! = false) repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
        directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION
        directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA

        scalar link__Import

        enum link__Purpose {
          "`SECURITY` features provide metadata necessary to securely resolve fields."
          SECURITY
          "`EXECUTION` features provide metadata necessary for operation execution."
          EXECUTION
        }

        scalar join__FieldSet

        scalar join__FieldValue

        scalar join__DirectiveArguments

        input join__ContextArgument {
          name: String!
          type: String!
          context: String!
          selection: join__FieldValue!
        }
        """;

    /// <summary>The definitions.</summary>
    public static IReadOnlyList<Definition> All { get; } = GraphQLParser.Parse(Sdl, ParserLimits.Unlimited).Definitions;
}
