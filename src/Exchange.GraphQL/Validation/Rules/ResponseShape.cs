using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>SameResponseShape (section 5.3.2) for two types, what is selected on them left out.</summary>
internal static class ResponseShape
{
    /// <summary>Whether values of both types look the same in a response; true where one is unknown, which FieldsOnCorrectType reports.</summary>
    public static bool AreSame(GraphQLType? left, GraphQLType? right)
    {
        while (left is not null && right is not null)
        {
            if (left.IsNonNull != right.IsNonNull)
            {
                return false;
            }

            (left, right) = (left.Nullable, right.Nullable);
            if (left is not ListType leftList || right is not ListType rightList)
            {
                return left is not ListType && right is not ListType
                    && (ReferenceEquals(left, right) || (left.Named.IsComposite && right.Named.IsComposite));
            }

            (left, right) = (leftList.Item, rightList.Item);
        }

        return true;
    }
}
