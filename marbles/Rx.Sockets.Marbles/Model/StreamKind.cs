namespace Rx.Sockets.Marbles.Model;

/// <summary>What a stream carries.</summary>
public enum StreamKind
{
    /// <summary>Sends, hot.</summary>
    Sends,

    /// <summary>Requests, or nothing; hot.</summary>
    Signal,

    /// <summary>Numbers, texts and words; hot.</summary>
    Values,

    /// <summary>As values, but kept until they are asked for.</summary>
    Pulled,

    /// <summary>Whatever C# has bound to the name.</summary>
    Bound,
}
