using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Values;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A small schema with every kind of type, after the examples of the specification's section 5.</summary>
internal static class PetSchema
{
    private const string Sdl = """
        directive @onQuery on QUERY
        directive @onField(if: Boolean!) on FIELD
        directive @tag(name: String!) repeatable on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | VARIABLE_DEFINITION | FRAGMENT_DEFINITION
        directive @onMutation on MUTATION
        directive @onSubscription on SUBSCRIPTION

        scalar Date @specifiedBy(url: "https://example.com/date")

        type Query {
          dog: Dog
          cat: Cat
          pet: Pet
          pets(first: Int = 10, filter: PetFilter): [Pet!]
          catOrDog: CatOrDog
          human(id: ID!): Human
          findDog(search: DogSearch): Dog
          findPet(by: PetBy): Pet
          arguments: Arguments
        }

        type Mutation { rename(name: String!): Dog, feed: Dog }
        type Subscription { petAdded: Pet, petRemoved: Pet, disallowed: String }

        interface Being { name: String }
        interface Pet implements Being { name: String, friend: Pet }
        type Dog implements Pet & Being {
          name: String
          friend: Pet
          nickname: String
          barkVolume: Int
          doesKnowCommand(command: DogCommand!): Boolean!
          isHouseTrained(atOtherHomes: Boolean): Boolean!
          owner: Human
          born: Date
          old: Int @deprecated(reason: "Use born.")
        }
        type Cat implements Pet & Being {
          name: String
          friend: Pet
          nickname: String
          meowVolume: Int
          doesKnowCommand(command: CatCommand!): Boolean!
        }
        type Human implements Being { name: String, pets: [Pet!], friendOf: CatOrDog }
        type Rock { weight: Float }
        union CatOrDog = Cat | Dog
        union DogOrHuman = Dog | Human
        enum DogCommand { SIT, DOWN, HEEL, ROLL @deprecated }
        enum CatCommand { JUMP }
        input PetFilter { name: String, ages: [Int!], tags: [[String]], nested: PetFilter, limit: Int! = 5, required: Boolean! }
        input DogSearch { name: String!, owner: String }
        input PetBy @oneOf { id: ID, name: String }
        type Arguments {
          int(value: Int): Int
          nonNullInt(value: Int!): Int
          intWithDefault(value: Int! = 1): Int
          float(value: Float): Float
          text(value: String): String
          boolean(value: Boolean): Boolean
          id(value: ID): ID
          date(value: Date): Date
          command(value: DogCommand): DogCommand
          ints(value: [Int]): Int
          nonNullInts(value: [Int!]!): Int
          matrix(value: [[Int]]): Int
          filter(value: PetFilter): Int
          by(value: PetBy): Int
          two(a: Int, b: Int): Int
          rock: Rock
        }
        """;

    /// <summary>The schema.</summary>
    public static Schema Schema { get; } = SchemaBuilder.Build(Sdl);

    /// <summary>The errors of a document; every rule looks at it.</summary>
    public static IReadOnlyList<GraphQLError> Validate(string document, ValidationOptions? options = null) =>
        DocumentValidator.Validate(Schema, GraphQLParser.Parse(document), options ?? ValidationOptions.Default);

    /// <summary>The rules that a document breaks, once for each error.</summary>
    public static IEnumerable<string?> BrokenRules(string document) => Validate(document).Select(error => error.Rule);

    /// <summary>Validates, coerces and compiles the only operation of a document.</summary>
    public static (Operation Operation, VariableValues Variables) Compile(
        string document, DatumObject? variables = null, OperationLimits? limits = null)
    {
        var parsed = GraphQLParser.Parse(document);
        Assert.Empty(DocumentValidator.Validate(Schema, parsed, new ValidationOptions { Limits = limits ?? OperationLimits.Default }));
        var definition = OperationSelector.Select(parsed, null);
        var values = InputCoercion.CoerceVariables(Schema, definition, variables, ScalarSet.BuiltIn);
        return (OperationCompiler.Compile(Schema, parsed, definition, values, limits ?? OperationLimits.Default), values);
    }
}
