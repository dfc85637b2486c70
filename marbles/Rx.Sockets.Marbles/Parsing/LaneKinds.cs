using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Parsing;

/// <summary>What a lane of a name is, and which marks may stand in it.</summary>
internal static class LaneKinds
{
    /// <summary>Null: no such lane under <c>when</c>.</summary>
    public static LaneKind? OfInput(string name, IReadOnlyList<Definition> given) => name switch
    {
        "peer" => LaneKind.Peer,
        "socket" => LaneKind.Socket,
        _ => given.FirstOrDefault(d => d.Name == name) switch
        {
            ObserverDefinition => LaneKind.Observer,
            SocketDefinition => LaneKind.Member,
            StreamDefinition { Kind: StreamKind.Sends } => LaneKind.Sends,
            StreamDefinition { Kind: StreamKind.Values or StreamKind.Pulled } => LaneKind.Values,
            StreamDefinition { Kind: StreamKind.Signal } => LaneKind.Signal,
            _ => null,
        },
    };

    /// <summary>Null: no such lane under <c>then</c>.</summary>
    public static LaneKind? OfSeen(string name, IReadOnlyList<Definition> given) => name switch
    {
        "cancel" => LaneKind.Cancel,
        "settled" => LaneKind.Settled,
        "told" => LaneKind.Callback,
        "wire" => LaneKind.Wire,
        "log" => LaneKind.Log,
        "socket" => LaneKind.Strip,
        _ => given.FirstOrDefault(d => d.Name == name) switch
        {
            ObserverDefinition => LaneKind.Received,
            SocketDefinition => LaneKind.Sent,
            StreamDefinition { Kind: StreamKind.Pulled } => LaneKind.Pulled,
            SendDefinition or StreamDefinition { Kind: StreamKind.Bound } => LaneKind.Send,
            null when IsNumbered(name) => LaneKind.Send,
            _ => null,
        },
    };

    /// <summary>Sends that have no name are s1, s2 ... in the order of their first subscription.</summary>
    public static bool IsNumbered(string name) => name.Length > 1 && name[0] == 's' && name.Skip(1).All(char.IsAsciiDigit);

    /// <summary>Null: it may stand there; else what may.</summary>
    public static string? Refusal(LaneKind kind, char mark)
    {
        var (signs, letters, digits) = Marks(kind);
        if (signs.Contains(mark) || (letters && char.IsAsciiLetter(mark)) || (digits && char.IsAsciiDigit(mark))) return null;
        var also = (letters ? ", letters" : "") + (digits ? ", digits" : "");
        return $"{string.Join(' ', signs.ToCharArray())}{also}".TrimStart(',', ' ');
    }

    private static (string Signs, bool Letters, bool Digits) Marks(LaneKind kind) => kind switch
    {
        LaneKind.Observer => ("^!", false, false),
        LaneKind.Peer or LaneKind.Member => ("", true, true),
        LaneKind.Sends or LaneKind.Values or LaneKind.Signal or LaneKind.Received or LaneKind.Pulled => ("|", true, false),
        LaneKind.Send => ("^|#!~*", false, false),
        LaneKind.Strip => ("-=x.", false, false),
        _ => ("", true, false),
    };
}
