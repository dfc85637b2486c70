namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>What not every rig can do. A test that needs one says so, and is skipped with the rig's reason.</summary>
public enum Capability
{
    /// <summary>There is a socket of the operating system: options, its mode, Release.</summary>
    OsSocket,

    /// <summary>A send with nothing queued before it is tried inside Subscribe.</summary>
    InlineAttempt,

    /// <summary>The system calls of the engine can be counted and scripted.</summary>
    SystemCalls,

    /// <summary>Native flag bits without a name in <see cref="System.Net.Sockets.SocketFlags"/> go to the kernel.</summary>
    NativeFlags,

    /// <summary>The wire carries out-of-band bytes.</summary>
    OutOfBand,

    /// <summary>The engine itself sees to it that no SIGPIPE is raised.</summary>
    NoSignal,

    /// <summary>Nothing refers to the caller's memory when its send is over.</summary>
    ForgetsMemory,

    /// <summary>A send that waits for room hears at once that the sending side of its socket has been ended.</summary>
    WakesOnShutdown,

    /// <summary>A socket that was found full is not tried again before an edge.</summary>
    TrustsFull,

    /// <summary>Closing can be made to wait until the peer has taken all.</summary>
    Lingers,

    /// <summary>Other threads may call in while the test turns the loop.</summary>
    Threads,

    /// <summary>The socket under test has a receiving side, which can be ended.</summary>
    Receiving,

    /// <summary>Things go on while a thread waits for them.</summary>
    Blocking,

    /// <summary>The engine can be disposed under its sockets.</summary>
    EngineDisposal,
}
