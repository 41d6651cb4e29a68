namespace Exchange.Policy.Vocabularies;

/// <summary>
/// What the case numbers of a purpose look like: a template in which <c>X</c> stands for a capital letter A–Z, <c>Y</c> and <c>N</c> for a
/// digit, and anything else for itself, for example <c>XX-YYYY-NNNNNN</c>.
/// </summary>
/// <param name="Template">The template, at most 64 characters.</param>
public sealed record CaseFormat(string Template)
{
    /// <summary>Whether a case number has this form. Linear in its length; constant for a wrong length.</summary>
    public bool Matches(string? caseNumber)
    {
        if (caseNumber is null || caseNumber.Length != Template.Length)
        {
            return false;
        }

        for (var i = 0; i < Template.Length; i++)
        {
            var c = caseNumber[i];
            var fits = Template[i] switch
            {
                'X' => char.IsAsciiLetterUpper(c),
                'Y' or 'N' => char.IsAsciiDigit(c),
                var literal => c == literal,
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}
