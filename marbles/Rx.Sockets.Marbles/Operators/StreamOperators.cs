using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles.Operators;

/// <summary>Streams of messages: <c>m.SendTo(capacity: 4, overflow: Latest(1), framing: LengthPrefixed(1), cancel: partial)</c>. The words
/// are those of <see cref="SendToOptions"/>, <see cref="Overflow"/> and <see cref="Framing"/>.</summary>
internal static class StreamOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("SendTo", c => new MessageStream(c.Source, c.World, [], OptionsOf(c), TellerOf(c)));
        table.Add("SendToAll", c => new MessageStream(c.Source, c.World, c.Words(), OptionsOf(c), TellerOf(c)));
    }

    private static SendToOptions OptionsOf(OperatorCall call)
    {
        var options = new SendToOptions();
        return options with
        {
            Capacity = call.Option("capacity") is { } capacity ? Number(capacity) : options.Capacity,
            CopyUpTo = call.Option("copyUpTo") is { } length ? checked((int)Number(length)) : options.CopyUpTo,
            Overflow = call.Option("overflow") is { } overflow ? PolicyOf(overflow) : options.Overflow,
            Framing = FramingOf(call.Option("framing"), call.Option("maximum")),
            OnUnsubscribe = call.Option("cancel") is { } level ? LevelOf(level) : options.OnUnsubscribe,
            Released = call.Option("released") is { } word ? Saying(call.World, Word(word)) : options.Released,
        };
    }

    // What the settled callback is told, in the lane of that name; of a stream to many, for each socket under its own.
    private static Action<string?, SendProgress>? TellerOf(OperatorCall call)
    {
        if (call.Option("told") is not { } option) return null;
        var name = Word(option);
        return (socket, progress) => call.World.Tell($"{socket ?? name} {ValueText.Of(progress)}");
    }

    private static Action<BufferSequence> Saying(MarbleWorld world, string word) => _ => world.Log(word);

    // A key is so many bytes of the front; without a number all messages have the same.
    private static Overflow PolicyOf(Expression overflow)
    {
        var (name, arguments) = Parts(overflow);
        if (name == nameof(Overflow.Latest))
        {
            if (arguments.Count == 0) return Overflow.Latest();
            var length = Number(arguments[0]);
            return Overflow.Latest(message => Convert.ToHexString(message.First(length).ToArray()));
        }

        return arguments.Count == 0 && PolicyText.Find(name) is { } found
            ? found
            : throw OperatorCall.Wrong(overflow, $"this is not a policy; there are {PolicyText.Choices}, Latest and Latest(bytes of the key)");
    }

    private static Framing? FramingOf(Expression? framing, Expression? maximum)
    {
        if (framing is null) return null;
        var (name, arguments) = Parts(framing);
        var made = (name, arguments.Count) switch
        {
            ("LengthPrefixed", 1) => Framing.LengthPrefixed(checked((int)Number(arguments[0]))),
            ("LengthPrefixed", 2) => Framing.LengthPrefixed(checked((int)Number(arguments[0])), OrderOf(arguments[1])),
            ("VarintPrefixed", 0) => Framing.VarintPrefixed(),
            ("Delimited", 1) => Framing.Delimited(Bytes.Of(TextOf(arguments[0])).Single.Span),
            ("Fixed", 1) => Framing.Fixed(checked((int)Number(arguments[0]))),
            ("None", 0) => Framing.None,
            _ => throw OperatorCall.Wrong(framing, "this is not a framing; there are LengthPrefixed(bytes), LengthPrefixed(bytes, LittleEndian), VarintPrefixed, Delimited(\"text\"), Fixed(bytes) and None"),
        };
        return maximum is null ? made : made.WithMaximum(Number(maximum));
    }

    private static (string Name, IReadOnlyList<Expression> Arguments) Parts(Expression expression) => expression switch
    {
        NameExpression name => (name.Name, []),
        CallExpression { Source: null } call => (call.Operator, call.Arguments),
        _ => ("", []),
    };

    private static long Number(Expression expression) => (expression as NumberExpression)?.Value ?? throw OperatorCall.Wrong(expression, "a number belongs here");

    private static string TextOf(Expression expression) => (expression as TextExpression)?.Value ?? throw OperatorCall.Wrong(expression, "a quoted text belongs here");

    private static string Word(Expression expression) => (expression as NameExpression)?.Name ?? throw OperatorCall.Wrong(expression, "a word belongs here");

    private static ByteOrder OrderOf(Expression expression) => Enum.TryParse<ByteOrder>(Word(expression), out var order)
        ? order
        : throw OperatorCall.Wrong(expression, "this is not a byte order; there are BigEndian and LittleEndian");

    private static CancellationLevel LevelOf(Expression expression) => LevelText.TryParse(Word(expression), out var level)
        ? level
        : throw OperatorCall.Wrong(expression, $"a level belongs here ({LevelText.Choices})");
}
