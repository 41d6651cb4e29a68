using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>
/// Section 3.6.1, IsValidImplementation: a type has every field of its interfaces with the same arguments and a type that fits, and
/// declares the interfaces of its interfaces.
/// </summary>
internal sealed class InterfaceImplementationRule
{
    private const string Rule = "InterfaceImplementation";

    private readonly SchemaDraft _draft;
    private readonly SchemaErrors _errors;
    private readonly FieldsType _type;
    private readonly InterfaceType _interface;

    private InterfaceImplementationRule(SchemaDraft draft, SchemaErrors errors, FieldsType type, InterfaceType contract)
    {
        _draft = draft;
        _errors = errors;
        _type = type;
        _interface = contract;
    }

    /// <summary>Checks every type against every interface that it declares.</summary>
    public static void Check(SchemaDraft draft, SchemaErrors errors)
    {
        foreach (var type in draft.Types.OfType<FieldsType>())
        {
            foreach (var contract in type.Interfaces)
            {
                new InterfaceImplementationRule(draft, errors, type, contract).Check();
            }
        }
    }

    private void Check()
    {
        if (_type == _interface)
        {
            Report(_type, $"The interface \"{_type.Name}\" must not implement itself.");
            return;
        }

        foreach (var inherited in _interface.Interfaces.Where(inherited => inherited != _type && !_type.Interfaces.Contains(inherited)))
        {
            Report(_type, $"\"{_type.Name}\" implements \"{_interface.Name}\" and must therefore also declare \"{inherited.Name}\".");
        }

        if (_interface.Interfaces.Contains(_type))
        {
            Report(_type, $"\"{_type.Name}\" and \"{_interface.Name}\" must not implement each other.");
        }

        foreach (var expected in _interface.Fields)
        {
            if (_type.Field(expected.Name) is { } field)
            {
                CheckField(field, expected);
            }
            else
            {
                Report(_type, $"\"{_type.Name}\" lacks the field \"{expected.Name}\" of its interface \"{_interface.Name}\".");
            }
        }
    }

    private void CheckField(FieldDefinition field, FieldDefinition expected)
    {
        var (coordinate, contract) = ($"{_type.Name}.{field.Name}", $"{_interface.Name}.{field.Name}");
        if (!TypeRelations.IsSubtype(field.Type, expected.Type))
        {
            Report(field, $"\"{coordinate}\" has the type \"{field.Type}\", which does not fit \"{expected.Type}\" of \"{contract}\".");
        }

        if (field.DeprecationReason is not null && expected.DeprecationReason is null)
        {
            Report(field, $"\"{coordinate}\" is deprecated although \"{contract}\" is not.");
        }

        foreach (var wanted in expected.Arguments)
        {
            if (field.Argument(wanted.Name) is not { } argument)
            {
                Report(field, $"\"{coordinate}\" lacks the argument \"{wanted.Name}\" of \"{contract}\".");
            }
            else if (!TypeRelations.AreEqual(argument.Type, wanted.Type))
            {
                Report(
                    argument,
                    $"\"{coordinate}({wanted.Name}:)\" has the type \"{argument.Type}\", \"{contract}\" has \"{wanted.Type}\".");
            }
        }

        foreach (var added in field.Arguments.Where(argument => argument.IsRequired && expected.Argument(argument.Name) is null))
        {
            Report(added, $"\"{coordinate}({added.Name}:)\" is required although \"{contract}\" does not have it; make it optional.");
        }
    }

    private void Report(object element, string message) => _errors.Add(Rule, message, _draft.LocationOf(element));
}
