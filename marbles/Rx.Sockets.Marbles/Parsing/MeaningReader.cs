using System.Net.Sockets;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Parsing;

/// <summary>Reads what a letter means, as its lane understands it.</summary>
internal sealed class MeaningReader(TokenReader tokens)
{
    private static readonly string[] Verdicts = ["accepted", "refused", "late"];

    /// <summary>The items in canonical form, word by word: what happens in one tick.</summary>
    /// <exception cref="SyntaxException">It cannot be read so.</exception>
    public static IReadOnlyList<Meaning> Read(LaneKind kind, Letter letter)
    {
        // Blanks in front, so that columns are those of the file: the letter, a blank, the sign, a blank, the meaning.
        var line = new string(' ', letter.At.Column + 3) + letter.Meaning;
        if (kind == LaneKind.Signal && FreeText(letter.Meaning)) return [new Meaning([letter.Meaning])];
        return new MeaningReader(new TokenReader(line, letter.At.Column + 3)).All(kind);
    }

    // A signal of nothing may say in words why it comes.
    private static bool FreeText(string meaning) => !meaning.StartsWith('#') && !meaning.Split(' ', ',').All(w => w.Length == 0 || LevelText.TryParse(w, out _));

    private List<Meaning> All(LaneKind kind)
    {
        var items = new List<Meaning>();
        do
        {
            if (items.Count > 0 && items[^1].IsEnd) throw new SyntaxException(tokens.Peek.Column, "nothing comes after the end");
            items.Add(One(kind));
            tokens.TakeSymbol(",");
        }
        while (!tokens.IsAtEnd);
        return items;
    }

    private Meaning One(LaneKind kind) => kind switch
    {
        LaneKind.Peer => Peer(),
        LaneKind.Member => tokens.TakeWord("joins") ? new Meaning(["joins"]) : tokens.TakeWord("leaves") ? new Meaning(["leaves"]) : Peer(),
        LaneKind.Socket => Socket(),
        LaneKind.Cancel => Cancel(),
        LaneKind.Settled or LaneKind.Callback => Settled(),
        LaneKind.Wire or LaneKind.Sent => Wire(),
        LaneKind.Signal when !tokens.Peek.Is("#") => new Meaning([LevelText.Of(tokens.Level())]),
        _ => Notification(),
    };

    private Meaning Peer()
    {
        if (tokens.TakeSymbol("+")) return new Meaning(["read", NumberText("a number of bytes")]);
        foreach (var word in (string[])["reset", "close", "halfclose"])
        {
            if (tokens.TakeWord(word)) return new Meaning([word]);
        }

        if (tokens.TakeWord("window")) return new Meaning(["window", NumberText("a number of bytes")]);
        if (tokens.TakeWord("fail")) return new Meaning(["fail", ErrorName()]);
        throw tokens.Unexpected("+n, reset, close, halfclose, window n or fail Error");
    }

    private Meaning Socket()
    {
        foreach (var word in (string[])["close", "release", "shutdown", "closeunderneath"])
        {
            if (tokens.TakeWord(word)) return new Meaning([word]);
        }

        if (!tokens.TakeWord("cancel")) throw tokens.Unexpected("close, release, shutdown, closeunderneath or cancel [level]");
        return new Meaning(tokens.Peek.Kind == TokenKind.Word ? ["cancel", LevelText.Of(tokens.Level())] : ["cancel"]);
    }

    private Meaning Cancel()
    {
        var name = tokens.Word("the name of a send");
        var level = LevelText.Of(tokens.Level());
        var verdict = tokens.Peek.Value;
        if (!Verdicts.Contains(verdict)) throw tokens.Unexpected("accepted, refused or late");
        tokens.Next();
        return new Meaning(tokens.TakeWord("as") ? [name, level, verdict, "as", LevelText.Of(tokens.Level())] : [name, level, verdict]);
    }

    private Meaning Settled()
    {
        var name = tokens.Word("the name of a send");
        if (tokens.Peek.Is("(")) return new Meaning([name, Value()]);
        if (tokens.TakeWord("sent")) return new Meaning([name, "sent", NumberText("a count")]);
        if (tokens.TakeWord("cancelled")) return new Meaning([name, "cancelled", NumberText("a count")]);
        if (tokens.TakeWord("failed")) return new Meaning([name, "failed", ErrorName(), NumberText("a count")]);
        throw tokens.Unexpected("sent n, cancelled n, failed Error n or, of a stream, (its counts)");
    }

    private Meaning Wire()
    {
        if (tokens.Peek.Kind == TokenKind.Text) return new Meaning([tokens.Next().Canonical]);
        var wrong = tokens.Unexpected("a quoted text or name[from..to]");
        var name = tokens.Peek.Kind == TokenKind.Word ? tokens.Next().Value : throw wrong;
        if (!tokens.TakeSymbol("[")) throw wrong;
        var from = NumberText("where the slice begins");
        tokens.Expect(".");
        tokens.Expect(".");
        var to = NumberText("where the slice ends");
        tokens.Expect("]");
        return new Meaning([$"{name}[{from}..{to}]"]);
    }

    private Meaning Notification()
    {
        if (tokens.TakeSymbol("|")) return new Meaning(["|"]);
        if (!tokens.TakeSymbol("#")) return new Meaning([Value()]);
        var words = new List<string> { "#", tokens.Word("the name of an error") };
        if (tokens.Peek.Kind == TokenKind.Number && NumberText("a count") is var count && count != "0") words.Add(count);
        if (tokens.Peek.Kind == TokenKind.Word && LevelText.TryParse(tokens.Peek.Value, out _)) words.Add(LevelText.Of(tokens.Level()));
        if (tokens.TakeWord("because")) words.AddRange(["because", tokens.Word("the name of an error")]);
        return new Meaning(words);
    }

    private string Value()
    {
        if (tokens.TakeSymbol("-")) return "-" + NumberText("a number");
        if (tokens.TakeSymbol("[")) return $"[{string.Join(", ", Group("]"))}]";
        if (tokens.TakeSymbol("(")) return $"({string.Join(' ', Group(")").Where((word, index) => index != 1 || word != "0"))})";
        return tokens.Peek.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Text
            ? tokens.Next().Canonical
            : throw tokens.Unexpected("a value, | or # Error");
    }

    private IEnumerable<string> Group(string end)
    {
        while (!tokens.TakeSymbol(end))
        {
            yield return Value();
            tokens.TakeSymbol(",");
        }
    }

    private string NumberText(string what) => tokens.Number(what).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string ErrorName()
    {
        var token = tokens.Peek;
        return Enum.TryParse<SocketError>(tokens.Word("the name of an error"), out _)
            ? token.Value
            : throw new SyntaxException(token.Column, $"'{token.Value}' is not a SocketError");
    }
}
