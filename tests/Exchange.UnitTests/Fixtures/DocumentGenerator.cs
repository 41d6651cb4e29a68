using Exchange.GraphQL.Language;

namespace Exchange.UnitTests.Fixtures;

/// <summary>Builds random syntax trees from a seed: every kind of node of the grammar, names and texts that are hard to print.</summary>
internal sealed class DocumentGenerator(int seed)
{
    private static readonly string[] Names =
    [
        "a", "B", "_", "on", "type", "query", "fragment", "extend", "input", "implements", "repeatable", "schema", "name1", "x_y",
        "averyveryverylongname",
    ];

    private static readonly string[] Texts =
    [
        "", "plain", "\"", "\\", "\"\"\"", "ends in \"", "ends in \\", " leading", "trailing ", "two\nlines", "in\n  dented", " a\n b",
        "\ttab", "\r\n", "\u0007", "王磊 \U0001F600", "# no comment", "{}", "blank\n\nline",
        "a line that is much longer than seventy characters, so that the layout has to change",
    ];

    private readonly Random _random = new(seed);

    public Document Document() => new(Many(1, 4, Definition));

    private Definition Definition() => Pick<Func<Definition>>(
        Operation, Operation, Fragment, Schema, Scalar, ObjectType, Interface, Union, Enum, Input, Directive)();

    private OperationDefinition Operation()
    {
        var (described, description) = (Maybe(), Text());
        var kind = Pick(OperationKind.Query, OperationKind.Mutation, OperationKind.Subscription);
        return new OperationDefinition(kind, Maybe() ? Name() : null, Many(0, 2, Variable), Selections(3))
        {
            Description = described ? description : null,
            HasBlockDescription = described && IsBlock(description),
            Directives = Directives(),
        };
    }

    private VariableDefinition Variable()
    {
        var (described, description) = (Maybe(), Text());
        return new VariableDefinition(Name(), Type(3), Maybe() ? Value(2, isConst: true) : null, Directives(isConst: true))
        {
            Description = described ? description : null,
            HasBlockDescription = described && IsBlock(description),
        };
    }

    private FragmentDefinition Fragment()
    {
        var name = Name();
        return new FragmentDefinition(name == "on" ? "off" : name, Name(), Selections(3)) { Directives = Directives() };
    }

    private SelectionSet Selections(int depth) => new(Many(1, 3, () => Selection(depth)));

    private Selection Selection(int depth) => _random.Next(6) switch
    {
        0 => new FragmentSpread(Pick("F", "type", "fragment")) { Directives = Directives() },
        1 when depth > 0 => new InlineFragment(Maybe() ? Name() : null, Selections(depth - 1)) { Directives = Directives() },
        _ => new FieldNode(Maybe() ? Name() : null, Name(), Arguments(), depth > 0 && Maybe() ? Selections(depth - 1) : null)
        {
            Directives = Directives(),
        },
    };

    private ArgumentNode[] Arguments(bool isConst = false) => Many(0, 3, () => new ArgumentNode(Name(), Value(2, isConst)));

    private DirectiveNode[] Directives(bool isConst = false) => Many(-2, 2, () => new DirectiveNode(Name(), Arguments(isConst)));

    private ValueNode Value(int depth, bool isConst) => _random.Next(depth > 0 ? 10 : 8) switch
    {
        0 => new IntNode(Pick("0", "-1", "42", "12345678901234567890")),
        1 => new FloatNode(Pick("0.0", "-1.5", "1e10", "1.5E-3")),
        2 or 3 => String(),
        4 => new BooleanNode(Maybe()),
        5 => new NullNode(),
        6 => new EnumNode(Name()),
        7 => isConst ? new EnumNode("CONST") : new VariableNode(Name()),
        8 => new ListNode(Many(0, 3, () => Value(depth - 1, isConst))),
        _ => new ObjectNode(Many(0, 3, () => new ArgumentNode(Name(), Value(depth - 1, isConst)))),
    };

    private StringNode String()
    {
        var text = Text();
        return new StringNode(text, IsBlock(text));
    }

    private TypeNode Type(int depth)
    {
        TypeNode type = depth > 0 && Maybe() ? new ListTypeNode(Type(depth - 1)) : NamedType();
        return Maybe() ? new NonNullTypeNode(type) : type;
    }

    private SchemaDefinitionNode Schema()
    {
        var isExtension = Maybe();
        return new SchemaDefinitionNode(Many(1, 2, () => (Pick(OperationKind.Query, OperationKind.Mutation), NamedType())), isExtension)
        {
            Directives = Directives(isConst: true),
            Description = isExtension ? null : "schema",
        };
    }

    private ScalarDefinitionNode Scalar() =>
        new(Name(), isExtension: false) { Directives = Directives(isConst: true), Description = "scalar" };

    private ObjectDefinitionNode ObjectType() =>
        new(Name(), Many(0, 2, NamedType), Many(1, 3, FieldDefinition), Maybe()) { Directives = Directives(isConst: true) };

    private InterfaceDefinitionNode Interface() =>
        new(Name(), Many(0, 2, NamedType), Many(1, 3, FieldDefinition), Maybe()) { Directives = Directives(isConst: true) };

    private UnionDefinitionNode Union() => new(Name(), Many(1, 3, NamedType), Maybe()) { Directives = Directives(isConst: true) };

    private EnumDefinitionNode Enum() => new(Name(), Many(1, 3, () => new EnumValueNode(Name()) { Description = Text() }), Maybe());

    private InputObjectDefinitionNode Input() => new(Name(), Many(1, 3, InputValue), Maybe()) { Directives = Directives(isConst: true) };

    private DirectiveDefinitionNode Directive() => new(Name(), Many(0, 2, InputValue), Maybe(), ["FIELD", "OBJECT"]) { Description = "d" };

    private FieldDefinitionNode FieldDefinition()
    {
        var text = Text();
        return new FieldDefinitionNode(Name(), Many(0, 2, InputValue), Type(2))
        {
            Description = text,
            HasBlockDescription = IsBlock(text),
            Directives = Directives(isConst: true),
        };
    }

    private InputValueNode InputValue()
    {
        var (described, description) = (Maybe(), Text());
        return new InputValueNode(Name(), Type(2), Maybe() ? Value(2, isConst: true) : null)
        {
            Description = described ? description : null,
            HasBlockDescription = described && IsBlock(description),
            Directives = Directives(isConst: true),
        };
    }

    private NamedTypeNode NamedType() => new(Name());

    private string Name() => Names[_random.Next(Names.Length)];

    private string Text() => Texts[_random.Next(Texts.Length)];

    private bool IsBlock(string text) => Maybe() && BlockString.TryPrint(text) is not null;

    private bool Maybe() => _random.Next(2) == 0;

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private T[] Many<T>(int least, int most, Func<T> make)
    {
        var items = new T[Math.Max(0, _random.Next(least, most + 1))];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = make();
        }

        return items;
    }
}
