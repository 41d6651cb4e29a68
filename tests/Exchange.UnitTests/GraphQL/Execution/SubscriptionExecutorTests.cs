using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.UnitTests.GraphQL.Execution;

/// <summary>GraphQL September 2025, section 6.2.3.</summary>
public sealed class SubscriptionExecutorTests
{
    private static readonly Schema Bells = SchemaBuilder.Build(
        """
        type Query { a: Int }
        type Subscription { rung(atLeast: Int = 1): Bell silent: Int }
        type Bell { number: Int! name: String }
        """);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_event_of_the_source_stream_is_one_response_in_order()
    {
        var result = await SubscribeAsync("subscription { bell: rung { number } }", Ringing(1, 2, 3));

        Assert.Empty(result.Errors);
        Assert.Equal(
            ["""{"bell":{"number":1}}""", """{"bell":{"number":2}}""", """{"bell":{"number":3}}"""], (await AllAsync(result)).Select(Text));
    }

    [Fact]
    public async Task An_error_in_one_response_leaves_the_stream_open()
    {
        var result = await SubscribeAsync("subscription { rung { number } }", Ringing(1, null, 3));

        var responses = await AllAsync(result);
        Assert.Equal(["""{"rung":{"number":1}}""", """{"rung":null}""", """{"rung":{"number":3}}"""], responses.Select(Text));
        Assert.Equal(["rung", "number"], Assert.Single(responses[1].Errors).Path!);
    }

    [Fact]
    public async Task Coerced_arguments_reach_the_source_stream()
    {
        DatumObject? given = null;
        await SubscribeAsync("subscription { rung(atLeast: 7) { number } }", context =>
        {
            given = context.Arguments;
            return Ringing(1)(context);
        });

        Assert.Equal(Datum.From(7), given!["atLeast"]);
    }

    [Fact]
    public async Task Arguments_that_do_not_fit_refuse_the_subscription_before_anything_is_asked()
    {
        var isAsked = false;
        var result = await SubscribeAsync("subscription($n: Int) { rung(atLeast: $n) { number } }", context =>
        {
            isAsked = true;
            return Ringing(1)(context);
        }, new DatumObject(["n"], [Datum.From("seven")]));

        Assert.Null(result.Responses);
        Assert.NotEmpty(result.Errors);
        Assert.False(isAsked);
    }

    [Fact]
    public async Task A_source_stream_that_cannot_be_created_is_a_request_error_at_its_field()
    {
        var told = await SubscribeAsync(
            "subscription { rung { number } }", _ => throw new GraphQLException(new GraphQLError(ErrorCodes.BadUserInput, "Too loud.")));
        var secret = await SubscribeAsync("subscription { rung { number } }", _ => throw new InvalidOperationException("secret"));

        var error = Assert.Single(told.Errors);
        Assert.Equal(("Too loud.", "rung"), (error.Message, Assert.Single(error.Path!)));
        Assert.DoesNotContain("secret", Assert.Single(secret.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_without_a_source_stream_cannot_be_subscribed_to()
    {
        Assert.NotEmpty((await SubscribeAsync("subscription { silent }", Ringing(1))).Errors);
    }

    [Fact]
    public async Task A_source_stream_that_fails_ends_the_responses_with_its_error()
    {
        var result = await SubscribeAsync("subscription { rung { number } }", _ => new(FailingAsync()));
        var responses = result.Responses!.GetAsyncEnumerator(Cancellation);

        Assert.True(await responses.MoveNextAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await responses.MoveNextAsync());
    }

    [Fact]
    public async Task Whoever_stops_reading_ends_the_source_stream()
    {
        var isEnded = new TaskCompletionSource();
        var result = await SubscribeAsync("subscription { rung { number } }", _ => new(EndlessAsync(isEnded)));

        await foreach (var response in result.Responses!.WithCancellation(Cancellation))
        {
            Assert.Equal("""{"rung":{"number":1}}""", Text(response));
            break;
        }

        await isEnded.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
    }

    [Fact]
    public async Task Cancellation_ends_a_stream_that_waits()
    {
        using var cancelled = new CancellationTokenSource();
        var isEnded = new TaskCompletionSource();
        var result = await SubscribeAsync("subscription { rung { number } }", _ => new(EndlessAsync(isEnded)), cancelling: cancelled);
        var responses = result.Responses!.GetAsyncEnumerator(Cancellation);
        Assert.True(await responses.MoveNextAsync());

        var next = responses.MoveNextAsync();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        await isEnded.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
    }

    private static async Task<SubscriptionResult> SubscribeAsync(
        string text, SourceStreamResolver stream, DatumObject? variables = null, CancellationTokenSource? cancelling = null)
    {
        var document = GraphQLParser.Parse(text);
        var definition = OperationSelector.Select(document, null);
        var resolvers = new ResolverMap { Streams = new Dictionary<string, SourceStreamResolver> { ["Subscription.rung"] = stream } };
        VariableValues values;
        try
        {
            values = InputCoercion.CoerceVariables(Bells, definition, variables, resolvers.Scalars);
        }
        catch (GraphQLException refused)
        {
            return SubscriptionResult.Refused(refused.Errors);
        }

        var operation = OperationCompiler.Compile(Bells, document, definition, values, OperationLimits.Default);
        return await SubscriptionExecutor.SubscribeAsync(operation, values, resolvers, null, cancelling?.Token ?? Cancellation);
    }

    private static SourceStreamResolver Ringing(params int?[] numbers) => _ => new(RingAsync(numbers));

    private static async IAsyncEnumerable<object?> RingAsync(IEnumerable<int?> numbers)
    {
        foreach (var number in numbers)
        {
            await Task.Yield();
            yield return Bell(number);
        }
    }

    private static async IAsyncEnumerable<object?> FailingAsync()
    {
        await Task.Yield();
        yield return Bell(1);
        throw new InvalidOperationException("The rope broke.");
    }

    private static async IAsyncEnumerable<object?> EndlessAsync(TaskCompletionSource isEnded, [EnumeratorCancellation] CancellationToken cancelled = default)
    {
        try
        {
            yield return Bell(1);
            await foreach (var _ in Channel.CreateUnbounded<int>().Reader.ReadAllAsync(cancelled))
            {
                yield return null;
            }
        }
        finally
        {
            isEnded.SetResult();
        }
    }

    private static Dictionary<string, object?> Bell(int? number) => new() { ["rung"] = new Dictionary<string, object?> { ["number"] = number } };

    private static async Task<List<ExecutionResult>> AllAsync(SubscriptionResult result)
    {
        var responses = new List<ExecutionResult>();
        await foreach (var response in result.Responses!.WithCancellation(Cancellation))
        {
            responses.Add(response);
        }

        return responses;
    }

    private static string Text(ExecutionResult response)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        DatumWriter.Write(buffer, response.Data);
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
