using static Exchange.Conformance.Attacks.AttackFamily;

namespace Exchange.Conformance.Attacks;

/// <summary>Attacks by selections, fragments and what has to be merged.</summary>
internal static class SelectionAttacks
{
    public static IEnumerable<AttackFamily> All =>
    [
        new("deep selections", n => "{ node " + Nested(n, "{ child ", "{ id }", "}") + "}"),
        new("deep inline fragments", n => "{ node " + Nested(n, "{ ... on Node ", "{ id }", "}") + "}"),
        new("deep selections of every type", n => "{ node " + Nested(n, "{ ... on Kind0 { child { id } } child ", "{ id }", "}") + "}"),
        new("selections never closed", n => Many(n, "{ node ")),
        new("aliases of a field", n => "{ node { " + Many(n, i => $"a{i}: id ") + "} }"),
        new("aliases of the root", n => "{ " + Many(n, i => $"a{i}: node {{ id }} ") + "}"),
        new("aliases through fragments", n => "{ " + Many(n, i => $"...F{i} ") + "} " + Many(n, i => $"fragment F{i} on Query {{ a{i}: node {{ id }} }} ")),
        new("one field many times", n => "{ node { " + Many(n, "id ") + "} }"),
        new("one object many times", n => "{ " + Many(n, "node { id } ") + "}"),
        new("fields times possible types", n => "{ node { " + Many(Math.Min(n, 12), i => $"child {{ c{i}: child {{ id child {{ id }} }} }} ") + "} }"),
        new("lists inside lists", n => "{ node " + Nested(Math.Min(n, 13), "{ children(first: 1000) ", "{ id }", "}") + "}"),
        new("directives at one field", n => "{ node { id " + Many(n, "@tag ") + "} }"),
        new("directives at many fields", n => "{ node { " + Many(n, "id @tag(name: \"a\") @tag @tag @tag ") + "} }"),
        new("directives that nobody knows", n => "{ node { " + Many(n, i => $"id @unknown{i} ") + "} }"),
        new("conditions at many fields", n => "query ($b: Boolean = true) { node { " + Many(n, "id @skip(if: $b) @include(if: $b) ") + "} }"),
        new("a condition variable each", n => $"query ({Many(n, i => $"$b{i}: Boolean = true ")}) {{ node {{ {Many(n, i => $"id @skip(if: $b{i}) ")}}} }}"),
        new("fragments, each used", n => "{ node { " + Many(n, i => $"...F{i} ") + "} } " + Many(n, i => $"fragment F{i} on Node {{ id }} ")),
        new("fragments that nobody uses", n => "{ node { id } } " + Many(n, i => $"fragment F{i} on Node {{ id }} ")),
        new("fragments of one name", n => "{ node { ...F } } " + Many(n, "fragment F on Node { id } ")),
        new("spreads of nothing", n => "{ node { " + Many(n, i => $"...Missing{i} ") + "} }"),
        new("one spread many times", n => "{ node { " + Many(n, "...F ") + "} } fragment F on Node { id }"),
        new("a cycle of fragments", n => "{ node { ...F0 } } " + Many(n, i => $"fragment F{i} on Node {{ ...F{(i + 1) % n} }} ")),
        new("cycles through fields", n => "{ node { ...F0 } } " + Many(n, i => $"fragment F{i} on Node {{ child {{ ...F{(i + 1) % n} }} }} ")),
        new("every fragment spreads every other", n => "{ node { ...F0 } } " + Many((int)Math.Sqrt(n), i =>
            $"fragment F{i} on Node {{ {Many((int)Math.Sqrt(n), j => $"...F{j} ")}}} ")),
        new("spreads that double", n => "{ node { ...F0 } } " + Many(n, i => $"fragment F{i} on Node {{ ...F{i + 1} ...F{i + 1} }} ") + $"fragment F{n} on Node {{ id }}"),
        new("fields that double", n => "{ node { ...F0 } } " + Many(Math.Min(n, 12), i =>
            $"fragment F{i} on Node {{ a: child {{ ...F{i + 1} }} b: child {{ ...F{i + 1} }} }} ") + $"fragment F{Math.Min(n, 12)} on Node {{ id }}"),
        new("a chain of fragments", n => "{ node { ...F0 } } " + Many(n, i => $"fragment F{i} on Node {{ ...F{i + 1} }} ") + $"fragment F{n} on Node {{ id }}"),
        new("a chain, last fragment first", n => "{ node { ...F0 } } " + $"fragment F{n} on Node {{ id }} " + Many(n, i =>
            $"fragment F{n - i - 1} on Node {{ child {{ ...F{n - i} }} }} ")),
        new("merging: one response name, doubled at each level", n => "{ node { ...F0 } } " + Many(Math.Min(n, 12), i =>
            $"fragment F{i} on Node {{ child {{ ...F{i + 1} }} child {{ ...F{i + 1} }} }} ") + $"fragment F{Math.Min(n, 12)} on Node {{ id }}"),
        new("merging: a group for each type", n => "{ node { " + Many(n, i => $"... on Kind{i % AttackSchema.Kinds} {{ child {{ id }} }} ") + "} }"),
        new("merging: types at each level", n => "{ node " + Nested(Math.Min(n, 13), "{ ... on Kind0 { child { id } } ... on Kind1 { child { id } } child ", "{ id }", "}") + "}"),
        new("merging: fragments pair by pair", n => "{ node { " + Many(n, i => $"...F{i} ") + "} } "
            + Many(n, i => $"fragment F{i} on Node {{ child {{ a{i}: id }} }} ")),
        new("merging: other arguments", n => "{ " + Many(n, i => $"find(number: {i}) {{ id }} ") + "}"),
        new("merging: long arguments", n => $"{{ a: find(ids: [{Many(n, "1 ")}]) {{ id }} a: find(ids: [{Many(n, "1 ")}]) {{ id }} }}"),
        new("merging: long arguments in each place", n => "{ " + Many(20, i => $"n{i}: node {{ ...F }} ") + "} fragment F on Node { id "
            + $"... on Kind0 {{ child {{ children(first: {Many(n, "1")}) {{ id }} }} }} }}"),
        new("merging: other leaves", n => "{ wide { " + Many(n, i => $"a: description{i % AttackSchema.CloseNames:000} ") + "} }"),
        new("merging: conflicts inside", n => "{ node { child { " + Many(n, "a: id ") + "} child { " + Many(n, "a: __typename ") + "} } }"),
        new("merging: conflicts inside each other", n => "{ node " + Nested(Math.Min(n, 12), "{ child ", "{ " + Many(n, "a: id a: __typename ") + "}", "child { child { a: id } } }") + "}"),
        new("roots of a subscription", n => "subscription { " + Many(n, i => $"a{i}: reported {{ id }} ") + "}"),
        new("fragments at the root of a subscription", n => "subscription { ...F0 } " + Many(n, i =>
            $"fragment F{i} on Subscription {{ ...F{i + 1} }} ") + $"fragment F{n} on Subscription {{ reported {{ id }} }}"),
        new("introspection by aliases", n => "{ " + Many(n, i => $"a{i}: __schema {{ types {{ name }} }} ") + "}"),
        new("introspection, deep", n => "{ __schema { types " + Nested(n, "{ ofType ", "{ name }", "}") + "} }"),
        new("introspection, lists inside lists", n => "{ __schema { types " + Nested(n, "{ fields { type ", "{ name }", "} }") + "} }"),
        new("introspection, one field many times", n => "{ __schema { types { fields { " + Many(n, "name description ") + "} } } }"),
        new("introspection, all aliases of all lists", n => "{ __schema { " + Many(Math.Min(n, 30), i =>
            $"t{i}: types {{ kind fields {{ {Many(Math.Min(n, 30), j => $"n{j}: name ")} }} }} ") + "} }"),
        new("introspection of types by name", n => "{ " + Many(n, i => $"t{i}: __type(name: \"Kind{i}\") {{ name fields {{ name }} }} ") + "}"),
        new("__typename many times", n => "{ " + Many(n, i => $"t{i}: __typename ") + "}"),
    ];
}
