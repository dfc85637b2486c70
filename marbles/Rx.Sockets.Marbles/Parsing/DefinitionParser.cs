using System.Net.Sockets;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Parsing;

/// <summary>Reads one line under <c>given</c>.</summary>
internal sealed class DefinitionParser(TokenReader tokens, int line)
{
    // What a lane of its own is called, and would be confused with.
    private static readonly string[] Reserved = ["peer", "socket", "cancel", "settled", "told", "wire", "log", "empty"];

    public Definition Parse()
    {
        var at = new Position(line, tokens.Peek.Column);
        var name = tokens.Word("a name");
        if (Reserved.Contains(name) || name.Contains('|')) throw new SyntaxException(at.Column, $"'{name}' is not a name that can be given");
        tokens.Expect("=");
        var definition = SettingDefinition.All.Contains(name) ? new SettingDefinition(name, tokens.Number("a number"), at) : Named(name, at);
        tokens.ExpectEnd();
        return definition;
    }

    private Definition Named(string name, Position at)
    {
        if (tokens.TakeWord("write")) return Send(name, SendVerb.Write, at);
        if (tokens.TakeWord("send")) return Send(name, SendVerb.Send, at);
        if (tokens.TakeWord("compose")) return Send(name, SendVerb.Compose, at);
        if (tokens.TakeWord("rest")) return Send(name, SendVerb.Rest, at);
        if (tokens.TakeWord("sends")) return new StreamDefinition(name, StreamKind.Sends, null, at);
        if (tokens.TakeWord("values")) return new StreamDefinition(name, StreamKind.Values, null, at);
        if (tokens.TakeWord("pulled")) return new StreamDefinition(name, StreamKind.Pulled, null, at);
        if (tokens.TakeWord("socket")) return Socket(name, at);
        if (tokens.TakeWord("bound")) return new StreamDefinition(name, StreamKind.Bound, null, at);
        if (tokens.TakeWord("signal")) return new StreamDefinition(name, StreamKind.Signal, tokens.TakeWord("from") ? tokens.Level() : null, at);
        var pipeline = new ExpressionParser(tokens, line).Parse();
        if (pipeline is NameExpression verb && !tokens.IsAtEnd)
            throw new SyntaxException(verb.At.Column, $"'{verb.Name}' begins nothing; there are write, send, rest, sends, values, pulled, socket, signal, bound, and pipelines");
        return new ObserverDefinition(name, pipeline, at);
    }

    private SocketDefinition Socket(string name, Position at)
    {
        long? window = tokens.TakeWord("window") ? tokens.Number("a number of bytes") : null;
        if (!tokens.TakeWord("overflow")) return new SocketDefinition(name, window, null, at);
        var policy = tokens.Peek;
        return PolicyText.Find(tokens.Word("a policy")) is not null
            ? new SocketDefinition(name, window, policy.Value, at)
            : throw new SyntaxException(policy.Column, $"'{policy.Value}' is not a policy that one socket can have; there are {PolicyText.Choices}");
    }

    private SendDefinition Send(string name, SendVerb verb, Position at)
    {
        var send = new SendDefinition(name, verb, at);
        send = verb == SendVerb.Rest ? send with { RestOf = tokens.Word("the name of a send") } : send with { Slices = Slices() };
        while (!tokens.IsAtEnd)
            send = Option(send);
        return send;
    }

    private List<SliceDefinition> Slices()
    {
        var slices = new List<SliceDefinition>();
        if (tokens.TakeWord("empty")) return slices;
        while (tokens.Peek.Kind is TokenKind.Text or TokenKind.Number)
        {
            if (tokens.Peek.Kind == TokenKind.Text)
            {
                var text = tokens.Next().Value;
                slices.Add(new SliceDefinition(text, text.Length));
            }
            else
            {
                slices.Add(new SliceDefinition(null, Count()));
                if (!tokens.TakeWord("bytes")) throw tokens.Unexpected("'bytes'");
            }
        }

        return slices.Count > 0 ? slices : throw tokens.Unexpected("a quoted text, a number of bytes, or 'empty'");
    }

    private int Count()
    {
        var column = tokens.Peek.Column;
        var count = tokens.Number("a number of bytes");
        return count <= 1 << 28 ? (int)count : throw new SyntaxException(column, "at most 268435456 bytes");
    }

    private SendDefinition Option(SendDefinition send)
    {
        if (tokens.TakeWord("flags")) return send with { Flags = Flags() };
        if (send.Verb == SendVerb.Compose && tokens.TakeWord("filter")) return send with { Filter = Filter() };
        if (send.Verb == SendVerb.Compose && tokens.TakeWord("pause")) return send with { Pause = tokens.Number("a number of ticks") };
        if (tokens.TakeWord("cancel")) return send with { OnUnsubscribe = tokens.Level() };
        if (tokens.TakeWord("after")) return With(send, new RequestDefinition(tokens.Number("a number of ticks"), null, tokens.Level()));
        if (tokens.TakeWord("when")) return With(send, new RequestDefinition(null, tokens.Word("the name of a signal"), null));
        if (tokens.TakeWord("token")) return With(send, new RequestDefinition(null, tokens.Word("the name of a signal"), tokens.Level()));
        if (tokens.TakeWord("result")) return send with { AsResult = true };
        if (tokens.TakeWord("told")) return send with { HasCallback = true };
        throw tokens.Unexpected("flags, cancel, after, when, token, result or told");
    }

    private FilterDefinition Filter()
    {
        var noted = tokens.Level();
        return new FilterDefinition(noted, tokens.TakeWord("out") ? tokens.Level() : null);
    }

    private static SendDefinition With(SendDefinition send, RequestDefinition request) => send with { Requests = [.. send.Requests, request] };

    private SocketFlags Flags()
    {
        var token = tokens.Next();
        return Enum.TryParse<SocketFlags>(token.Value.Replace('|', ','), out var flags)
            ? flags
            : throw new SyntaxException(token.Column, $"'{token.Value}' is not among SocketFlags; a number is taken too");
    }
}
