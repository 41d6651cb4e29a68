namespace Exchange.GraphQL.Validation.Rules;

/// <summary>Every rule for executable documents, in the order in which they look at a node.</summary>
internal static class ExecutableRules
{
    /// <summary>New instances for one validation.</summary>
    public static IReadOnlyList<ValidationRule> For(ValidationContext context) =>
    [
        new ExecutableDefinitionsRule(context),
        new KnownOperationTypesRule(context),
        new UniqueOperationNamesRule(context),
        new LoneAnonymousOperationRule(context),
        new SingleFieldSubscriptionsRule(context),
        new KnownTypeNamesRule(context),
        new FragmentsOnCompositeTypesRule(context),
        new VariablesAreInputTypesRule(context),
        new ScalarLeafsRule(context),
        new FieldsOnCorrectTypeRule(context),
        new UniqueFragmentNamesRule(context),
        new KnownFragmentNamesRule(context),
        new NoUnusedFragmentsRule(context),
        new PossibleFragmentSpreadsRule(context),
        new NoFragmentCyclesRule(context),
        new UniqueVariableNamesRule(context),
        new NoUndefinedVariablesRule(context),
        new NoUnusedVariablesRule(context),
        new KnownDirectivesRule(context),
        new UniqueDirectivesPerLocationRule(context),
        new KnownArgumentNamesRule(context),
        new UniqueArgumentNamesRule(context),
        new ValuesOfCorrectTypeRule(context),
        new ProvidedRequiredArgumentsRule(context),
        new VariablesInAllowedPositionRule(context),
        new UniqueInputFieldNamesRule(context),
        .. context.Options.LikeGraphQLJs ? (ValidationRule[])[new MaxIntrospectionDepthRule(context)] : [],

        // INVARIANT: last, because a document in which all others found nothing is looked through in a faster way.
        new OverlappingFieldsCanBeMergedRule(context),
    ];
}
