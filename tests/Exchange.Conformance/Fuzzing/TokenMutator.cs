using System.Text.RegularExpressions;

namespace Exchange.Conformance.Fuzzing;

/// <summary>Rearranges tokens and whole bracketed groups, so that most results are still grammar and reach what comes after the parser.</summary>
internal sealed partial class TokenMutator(Random random, IReadOnlyList<string> words)
{
    private const int MaxTokens = 4_000;

    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "[", "]", ":", "!", "=", "|", "&", "$", "@", "...", "...F", "... on", "fragment F on Query { __typename }", "null", "true",
        "-0", "1e999", "99999999999", "\"\"", "\"\"\" \"\"\"", "\"\\u{10FFFF}\"", "@skip(if: true)", "@include(if: $b)", "$b", "($b: Boolean!)", "{a: $b}",
        "query", "mutation", "subscription", "on", "extend", "type", "input", "implements", "repeatable", "__typename", "__schema { types { name } }",
        "@oneOf", "@deprecated(reason: null)", "= {}", "# \n", ",", "\uFEFF",
    ];

    private static readonly string[] Additions =
    [
        "@skip(if: true)", "@include(if: $with)", "(first: 1)", "{ __typename }", ": alias", "{ pid }", "(pid: \"x\")", "(citizenNo: null)",
        "... on Person { name }", "@deprecated", "[1, 2]", "= 1",
    ];

    public string Mutate(string text, string other)
    {
        var tokens = Tokens(text);
        for (var changes = random.Next(1, 4); changes > 0 && tokens.Count is > 0 and < MaxTokens; changes--)
        {
            if (random.Next(4) > 0)
            {
                ChangeGently(tokens);
            }
            else
            {
                Change(tokens, other);
            }
        }

        return string.Join(random.Next(4) == 0 ? "\n" : " ", tokens);
    }

    /// <summary>Changes a name with what belongs to it, where that is likely to leave grammar.</summary>
    private void ChangeGently(List<string> tokens)
    {
        var at = random.Next(tokens.Count);
        at = tokens.FindIndex(at, token => char.IsAsciiLetter(token[0])) is >= 0 and var name ? name : at;
        var end = at + 1;
        while (end < tokens.Count && tokens[end] is "(" or "{")
        {
            end += Group(tokens, end).Count;
        }

        switch (random.Next(5))
        {
            case 0:
                tokens[at] = Pick(words);
                break;
            case 1:
                tokens.Insert(at, Pick(words));
                break;
            case 2:
                tokens.InsertRange(at, tokens.GetRange(at, end - at));
                break;
            case 3:
                tokens.RemoveRange(at, end - at);
                break;
            default:
                tokens.Insert(at + 1, Pick(Additions));
                break;
        }
    }

    private void Change(List<string> tokens, string other)
    {
        var at = random.Next(tokens.Count);
        var group = Group(tokens, at);
        switch (random.Next(9))
        {
            case 0:
                tokens[at] = Pick(Pieces);
                break;
            case 1:
                tokens[at] = Pick(words);
                break;
            case 2:
                tokens.Insert(at, Pick(random.Next(2) == 0 ? words : Pieces));
                break;
            case 3:
                tokens.RemoveAt(at);
                break;
            case 4:
                var place = random.Next(tokens.Count);
                (tokens[at], tokens[place]) = (tokens[place], tokens[at]);
                break;
            case 5:
                tokens.InsertRange(at, [.. group]);
                break;
            case 6:
                tokens.RemoveRange(at, group.Count);
                break;
            case 7:
                tokens.InsertRange(random.Next(tokens.Count), [.. group]);
                break;
            default:
                var foreign = Tokens(other);
                tokens.InsertRange(at, Group(foreign, random.Next(foreign.Count)));
                break;
        }
    }

    /// <summary>What stands between a bracket and its partner, both included; any other token alone.</summary>
    private static List<string> Group(List<string> tokens, int at)
    {
        var depth = 0;
        for (var i = at; i < tokens.Count; i++)
        {
            depth += tokens[i] is "{" or "(" or "[" ? 1 : tokens[i] is "}" or ")" or "]" ? -1 : 0;
            if (depth <= 0)
            {
                return tokens.GetRange(at, i - at + 1);
            }
        }

        return tokens.GetRange(at, 1);
    }

    // WHY without comments: joined on one line, the first would hide all that follows.
    private static List<string> Tokens(string text) =>
        [.. Token().Matches(Comment().Replace(text, "")).Select(match => match.Value)];

    private string Pick(IReadOnlyList<string> of) => of[random.Next(of.Count)];

    [GeneratedRegex("\"\"\"(?:[^\"]|\"(?!\"\"))*\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"|\\.\\.\\.|[_A-Za-z][_0-9A-Za-z]*|-?[0-9][0-9.eE+-]*|[^\\s,]")]
    private static partial Regex Token();

    [GeneratedRegex("#[^\n]*")]
    private static partial Regex Comment();
}
