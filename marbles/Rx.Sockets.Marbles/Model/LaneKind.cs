namespace Rx.Sockets.Marbles.Model;

/// <summary>What the marbles of a lane mean.</summary>
public enum LaneKind
{
    /// <summary>when: an observer subscribes and unsubscribes.</summary>
    Observer,

    /// <summary>when: what the peer does.</summary>
    Peer,

    /// <summary>when: what is done to the socket as a whole.</summary>
    Socket,

    /// <summary>when: what the peer of another socket does, and whether that socket joins or leaves.</summary>
    Member,

    /// <summary>when: a hot stream of sends.</summary>
    Sends,

    /// <summary>when: a hot stream of values.</summary>
    Values,

    /// <summary>when: a hot stream of requests, or of nothing.</summary>
    Signal,

    /// <summary>then: what an observer receives.</summary>
    Received,

    /// <summary>then: what a source that is pulled has handed over.</summary>
    Pulled,

    /// <summary>then: one subscription of a send.</summary>
    Send,

    /// <summary>then: requests and their verdicts.</summary>
    Cancel,

    /// <summary>then: how sends ended that nobody watched.</summary>
    Settled,

    /// <summary>then: what the settled callbacks were told.</summary>
    Callback,

    /// <summary>then: bytes that left.</summary>
    Wire,

    /// <summary>then: bytes that left by another socket.</summary>
    Sent,

    /// <summary>then: words that the pipeline itself has said.</summary>
    Log,

    /// <summary>then: the state of the socket, tick by tick.</summary>
    Strip,
}
