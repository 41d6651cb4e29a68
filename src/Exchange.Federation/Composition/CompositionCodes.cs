namespace Exchange.Federation.Composition;

/// <summary>The codes of composition errors and hints: those of Apollo's composition where it has one.</summary>
public static class CompositionCodes
{
    /// <summary>A subgraph's text is not GraphQL, or breaks a rule of the GraphQL specification.</summary>
    public const string InvalidGraphQL = "INVALID_GRAPHQL";

    /// <summary>A subgraph's name cannot be one, or is another subgraph's.</summary>
    public const string InvalidSubgraphName = "INVALID_SUBGRAPH_NAME";

    /// <summary>A named limit stopped composition.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";

    /// <summary>A subgraph links a version of Federation that is not known here.</summary>
    public const string UnknownFederationLinkVersion = "UNKNOWN_FEDERATION_LINK_VERSION";

    /// <summary>A subgraph links a version of the link specification that is not known here.</summary>
    public const string UnknownLinkVersion = "UNKNOWN_LINK_VERSION";

    /// <summary>A <c>@link</c> has a URL that is none.</summary>
    public const string InvalidLinkIdentifier = "INVALID_LINK_IDENTIFIER";

    /// <summary>A <c>@link</c> is not used as its specification says.</summary>
    public const string InvalidLinkDirectiveUsage = "INVALID_LINK_DIRECTIVE_USAGE";

    /// <summary>A directive of the composed graph is imported under different names.</summary>
    public const string LinkImportNameMismatch = "LINK_IMPORT_NAME_MISMATCH";

    /// <summary>A subgraph defines a directive of federation otherwise than the specification.</summary>
    public const string DirectiveDefinitionInvalid = "DIRECTIVE_DEFINITION_INVALID";

    /// <summary>A subgraph defines a type of federation otherwise than the specification.</summary>
    public const string TypeDefinitionInvalid = "TYPE_DEFINITION_INVALID";

    /// <summary>A directive cannot be carried over as <c>@composeDirective</c> asks.</summary>
    public const string DirectiveCompositionError = "DIRECTIVE_COMPOSITION_ERROR";

    /// <summary>A feature of federation that this release does not compose.</summary>
    public const string UnsupportedFeature = "UNSUPPORTED_FEATURE";

    /// <summary>A type is named <c>Query</c> and is not the query root type.</summary>
    public const string RootQueryUsed = "ROOT_QUERY_USED";

    /// <summary>A type is named <c>Mutation</c> and is not the mutation root type.</summary>
    public const string RootMutationUsed = "ROOT_MUTATION_USED";

    /// <summary>A type is named <c>Subscription</c> and is not the subscription root type.</summary>
    public const string RootSubscriptionUsed = "ROOT_SUBSCRIPTION_USED";

    /// <summary>The <c>fields</c> of a <c>@key</c> are no text.</summary>
    public const string KeyInvalidFieldsType = "KEY_INVALID_FIELDS_TYPE";

    /// <summary>The <c>fields</c> of a <c>@key</c> are no selection of fields of the type.</summary>
    public const string KeyInvalidFields = "KEY_INVALID_FIELDS";

    /// <summary>A <c>@key</c> names a field that takes arguments.</summary>
    public const string KeyFieldsHasArgs = "KEY_FIELDS_HAS_ARGS";

    /// <summary>A <c>@key</c> names a field of an interface or union type.</summary>
    public const string KeyFieldsSelectInvalidType = "KEY_FIELDS_SELECT_INVALID_TYPE";

    /// <summary>A <c>@key</c> has a directive in its <c>fields</c>.</summary>
    public const string KeyHasDirectiveInFieldsArg = "KEY_DIRECTIVE_IN_FIELDS_ARG";

    /// <summary>A <c>@key</c> stands on an interface in a version before 2.3.</summary>
    public const string KeyUnsupportedOnInterface = "KEY_UNSUPPORTED_ON_INTERFACE";

    /// <summary>The <c>fields</c> of a <c>@requires</c> are no text.</summary>
    public const string RequiresInvalidFieldsType = "REQUIRES_INVALID_FIELDS_TYPE";

    /// <summary>The <c>fields</c> of a <c>@requires</c> are no selection of fields of the type.</summary>
    public const string RequiresInvalidFields = "REQUIRES_INVALID_FIELDS";

    /// <summary>A <c>@requires</c> has a directive in its <c>fields</c>.</summary>
    public const string RequiresHasDirectiveInFieldsArg = "REQUIRES_DIRECTIVE_IN_FIELDS_ARG";

    /// <summary>A <c>@requires</c> names a field that is not <c>@external</c>.</summary>
    public const string RequiresMissingExternal = "REQUIRES_FIELDS_MISSING_EXTERNAL";

    /// <summary>A <c>@requires</c> stands on a field of an interface.</summary>
    public const string RequiresUnsupportedOnInterface = "REQUIRES_UNSUPPORTED_ON_INTERFACE";

    /// <summary>The <c>fields</c> of a <c>@provides</c> are no text.</summary>
    public const string ProvidesInvalidFieldsType = "PROVIDES_INVALID_FIELDS_TYPE";

    /// <summary>The <c>fields</c> of a <c>@provides</c> are no selection of fields of the type.</summary>
    public const string ProvidesInvalidFields = "PROVIDES_INVALID_FIELDS";

    /// <summary>A <c>@provides</c> has a directive in its <c>fields</c>.</summary>
    public const string ProvidesHasDirectiveInFieldsArg = "PROVIDES_DIRECTIVE_IN_FIELDS_ARG";

    /// <summary>A <c>@provides</c> names a field that takes arguments.</summary>
    public const string ProvidesFieldsHasArgs = "PROVIDES_FIELDS_HAS_ARGS";

    /// <summary>A <c>@provides</c> names a field that is not <c>@external</c>.</summary>
    public const string ProvidesMissingExternal = "PROVIDES_FIELDS_MISSING_EXTERNAL";

    /// <summary>A <c>@provides</c> stands on a field without fields of its own.</summary>
    public const string ProvidesOnNonObjectField = "PROVIDES_ON_NON_OBJECT_FIELD";

    /// <summary>A <c>@provides</c> stands on a field of an interface.</summary>
    public const string ProvidesUnsupportedOnInterface = "PROVIDES_UNSUPPORTED_ON_INTERFACE";

    /// <summary>A field is <c>@external</c> and nothing needs it.</summary>
    public const string ExternalUnused = "EXTERNAL_UNUSED";

    /// <summary>A field of an interface is <c>@external</c>.</summary>
    public const string ExternalOnInterface = "EXTERNAL_ON_INTERFACE";

    /// <summary>An <c>@external</c> field has another type than where it is resolved.</summary>
    public const string ExternalTypeMismatch = "EXTERNAL_TYPE_MISMATCH";

    /// <summary>An <c>@external</c> field lacks an argument that it has where it is resolved.</summary>
    public const string ExternalArgumentMissing = "EXTERNAL_ARGUMENT_MISSING";

    /// <summary>An argument of an <c>@external</c> field has another type than where it is resolved.</summary>
    public const string ExternalArgumentTypeMismatch = "EXTERNAL_ARGUMENT_TYPE_MISMATCH";

    /// <summary>A field is <c>@external</c> in every subgraph that has it.</summary>
    public const string ExternalMissingOnBase = "EXTERNAL_MISSING_ON_BASE";

    /// <summary>A directive that callers see stands on an <c>@external</c> field.</summary>
    public const string MergedDirectiveOnExternal = "MERGED_DIRECTIVE_APPLICATION_ON_EXTERNAL";

    /// <summary>A field is resolved by several subgraphs and not marked as shared.</summary>
    public const string InvalidFieldSharing = "INVALID_FIELD_SHARING";

    /// <summary>A field that cannot be shared is marked <c>@shareable</c>.</summary>
    public const string InvalidShareableUsage = "INVALID_SHAREABLE_USAGE";

    /// <summary>A type is only extended.</summary>
    public const string ExtensionWithNoBase = "EXTENSION_WITH_NO_BASE";

    /// <summary>A type is of different kinds in different subgraphs.</summary>
    public const string TypeKindMismatch = "TYPE_KIND_MISMATCH";

    /// <summary>A field has types that do not go together.</summary>
    public const string FieldTypeMismatch = "FIELD_TYPE_MISMATCH";

    /// <summary>An argument has types that do not go together.</summary>
    public const string FieldArgumentTypeMismatch = "FIELD_ARGUMENT_TYPE_MISMATCH";

    /// <summary>An argument has different defaults.</summary>
    public const string FieldArgumentDefaultMismatch = "FIELD_ARGUMENT_DEFAULT_MISMATCH";

    /// <summary>An input field has different defaults.</summary>
    public const string InputFieldDefaultMismatch = "INPUT_FIELD_DEFAULT_MISMATCH";

    /// <summary>An argument is required in one subgraph and unknown in another.</summary>
    public const string RequiredArgumentMissingInSomeSubgraph = "REQUIRED_ARGUMENT_MISSING_IN_SOME_SUBGRAPH";

    /// <summary>An input field is required in one subgraph and unknown in another.</summary>
    public const string RequiredInputFieldMissingInSomeSubgraph = "REQUIRED_INPUT_FIELD_MISSING_IN_SOME_SUBGRAPH";

    /// <summary>Nothing is left of an input object.</summary>
    public const string EmptyMergedInputType = "EMPTY_MERGED_INPUT_TYPE";

    /// <summary>Nothing is left of an enum.</summary>
    public const string EmptyMergedEnumType = "EMPTY_MERGED_ENUM_TYPE";

    /// <summary>An enum that is given out and taken has different values.</summary>
    public const string EnumValueMismatch = "ENUM_VALUE_MISMATCH";

    /// <summary>A type lacks a field of its interface once the subgraphs are merged.</summary>
    public const string InterfaceFieldNoImplem = "INTERFACE_FIELD_NO_IMPLEM";

    /// <summary>A key of an interface is none of a type that implements it.</summary>
    public const string InterfaceKeyNotOnImplementation = "INTERFACE_KEY_NOT_ON_IMPLEMENTATION";

    /// <summary>A subgraph gives an interface a key and lacks a type that implements it.</summary>
    public const string InterfaceKeyMissingImplementationType = "INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE";

    /// <summary>An <c>@interfaceObject</c> is not used as the specification says.</summary>
    public const string InterfaceObjectUsageError = "INTERFACE_OBJECT_USAGE_ERROR";

    /// <summary>A subgraph takes a field over from itself.</summary>
    public const string OverrideFromSelfError = "OVERRIDE_FROM_SELF_ERROR";

    /// <summary>A field is taken over from a subgraph that takes it over.</summary>
    public const string OverrideSourceHasOverride = "OVERRIDE_SOURCE_HAS_OVERRIDE";

    /// <summary>A field that is taken over carries a directive that forbids it.</summary>
    public const string OverrideCollisionWithAnotherDirective = "OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE";

    /// <summary>A field of an interface is taken over.</summary>
    public const string OverrideOnInterface = "OVERRIDE_ON_INTERFACE";

    /// <summary>The label of an <c>@override</c> cannot be one.</summary>
    public const string OverrideLabelInvalid = "OVERRIDE_LABEL_INVALID";

    /// <summary>No subgraph can be queried.</summary>
    public const string NoQueries = "NO_QUERIES";

    /// <summary>The query root type is <c>@inaccessible</c>.</summary>
    public const string QueryRootTypeInaccessible = "QUERY_ROOT_TYPE_INACCESSIBLE";

    /// <summary>Something that callers see has a type that they do not.</summary>
    public const string ReferencedInaccessible = "REFERENCED_INACCESSIBLE";

    /// <summary>A default uses a value that callers do not see.</summary>
    public const string DefaultValueUsesInaccessible = "DEFAULT_VALUE_USES_INACCESSIBLE";

    /// <summary>A required argument or input field is <c>@inaccessible</c>.</summary>
    public const string RequiredInaccessible = "REQUIRED_INACCESSIBLE";

    /// <summary>A field of an interface is implemented by one that callers do not see.</summary>
    public const string ImplementedByInaccessible = "IMPLEMENTED_BY_INACCESSIBLE";

    /// <summary>Callers see a type and nothing in it.</summary>
    public const string OnlyInaccessibleChildren = "ONLY_INACCESSIBLE_CHILDREN";

    /// <summary>A shared field can give no type that all its subgraphs give.</summary>
    public const string ShareableHasMismatchedRuntimeTypes = "SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES";

    /// <summary>A query that the graph allows cannot be answered by the subgraphs.</summary>
    public const string SatisfiabilityError = "SATISFIABILITY_ERROR";

    /// <summary>Hint: a field has types that differ and go together.</summary>
    public const string InconsistentButCompatibleFieldType = "INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE";

    /// <summary>Hint: an optional argument is not taken everywhere and is left out.</summary>
    public const string InconsistentArgumentPresence = "INCONSISTENT_ARGUMENT_PRESENCE";

    /// <summary>Hint: an optional input field is not taken everywhere and is left out.</summary>
    public const string InconsistentInputObjectField = "INCONSISTENT_INPUT_OBJECT_FIELD";

    /// <summary>Hint: a value of an enum is not taken everywhere and is left out.</summary>
    public const string InconsistentEnumValueForInputEnum = "INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM";

    /// <summary>Hint: subgraphs share a field and give different types of objects in it.</summary>
    public const string InconsistentRuntimeTypes = "INCONSISTENT_RUNTIME_TYPES_FOR_SHAREABLE_RETURN";

    /// <summary>Hint: a field is taken over from a subgraph that is not there.</summary>
    public const string FromSubgraphDoesNotExist = "FROM_SUBGRAPH_DOES_NOT_EXIST";

    /// <summary>Hint: a field that was taken over is gone where it was.</summary>
    public const string OverrideDirectiveCanBeRemoved = "OVERRIDE_DIRECTIVE_CAN_BE_REMOVED";
}
