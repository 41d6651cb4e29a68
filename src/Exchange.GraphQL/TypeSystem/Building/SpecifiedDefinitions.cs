using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.TypeSystem.Building;

/// <summary>The definitions that every schema has without writing them (GraphQL September 2025, appendix C).</summary>
internal static class SpecifiedDefinitions
{
    private const string Sdl =
        """
        "The `Int` scalar type represents signed 32-bit integers."
        scalar Int

        "The `Float` scalar type represents signed double-precision finite values as specified by IEEE 754."
        scalar Float

        "The `String` scalar type represents text as a sequence of Unicode code points."
        scalar String

        "The `Boolean` scalar type represents `true` or `false`."
        scalar Boolean

        "The `ID` scalar type represents a unique identifier; it is serialized like a String and is not meant to be read by people."
        scalar ID

        "Includes this field or fragment only when the `if` argument is true."
        directive @include("Included when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Leaves this field or fragment out when the `if` argument is true."
        directive @skip("Skipped when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Marks an element of the schema as no longer supported."
        directive @deprecated(
          "Why it is deprecated and what to use instead, in Markdown (CommonMark)."
          reason: String! = "No longer supported"
        ) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

        "Names the URL that specifies the behaviour of a scalar."
        directive @specifiedBy("The URL of the specification." url: String!) on SCALAR

        "Says that exactly one field of an input object must be given, and not null."
        directive @oneOf on INPUT_OBJECT

        "What the service can be asked: its types, root types and directives."
        type __Schema {
          description: String
          types: [__Type!]!
          queryType: __Type!
          mutationType: __Type
          subscriptionType: __Type
          directives: [__Directive!]!
        }

        "A type of the schema; `kind` says which fields have a meaning."
        type __Type {
          kind: __TypeKind!
          name: String
          description: String
          specifiedByURL: String
          fields(includeDeprecated: Boolean! = false): [__Field!]
          interfaces: [__Type!]
          possibleTypes: [__Type!]
          enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
          inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
          ofType: __Type
          isOneOf: Boolean
        }

        "The kinds of type."
        enum __TypeKind {
          SCALAR
          OBJECT
          INTERFACE
          UNION
          ENUM
          INPUT_OBJECT
          LIST
          NON_NULL
        }

        "A field of an object or interface type."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An argument of a field or directive, or a field of an input object."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "The default as a GraphQL literal."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A value of an enum."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A directive that documents may use."
        type __Directive {
          name: String!
          description: String
          isRepeatable: Boolean!
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "The places where a directive may stand."
        enum __DirectiveLocation {
          QUERY
          MUTATION
          SUBSCRIPTION
          FIELD
          FRAGMENT_DEFINITION
          FRAGMENT_SPREAD
          INLINE_FRAGMENT
          VARIABLE_DEFINITION
          SCHEMA
          SCALAR
          OBJECT
          FIELD_DEFINITION
          ARGUMENT_DEFINITION
          INTERFACE
          UNION
          ENUM
          ENUM_VALUE
          INPUT_OBJECT
          INPUT_FIELD_DEFINITION
        }
        """;

    /// <summary>The types: five scalars and the introspection types.</summary>
    public static IReadOnlyList<TypeDefinitionNode> Types { get; }

    /// <summary>The directives.</summary>
    public static IReadOnlyList<DirectiveDefinitionNode> Directives { get; }

    private static readonly HashSet<string> ScalarNames;

    static SpecifiedDefinitions()
    {
        var document = GraphQLParser.Parse(Sdl, ParserLimits.Unlimited);
        Types = [.. document.Definitions.OfType<TypeDefinitionNode>()];
        Directives = [.. document.Definitions.OfType<DirectiveDefinitionNode>()];
        ScalarNames = [.. Types.OfType<ScalarDefinitionNode>().Select(scalar => scalar.Name)];
    }

    /// <summary>Whether this is Int, Float, String, Boolean or ID.</summary>
    public static bool IsScalar(string name) => ScalarNames.Contains(name);

    /// <summary>The built-in directive of that name, or null.</summary>
    public static DirectiveDefinitionNode? Directive(string name) => Directives.FirstOrDefault(directive => directive.Name == name);
}
