namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>The system calls of one engine, counted and scripted.</summary>
public interface ISystemCalls
{
    /// <summary>Native sends so far, those that would have blocked included.</summary>
    int Sends { get; }

    /// <summary>The most slices that one of them was given.</summary>
    int MostSlices { get; }

    /// <summary>In how many wait sets of the kernel the socket is.</summary>
    int Registrations { get; }

    /// <summary>Whether the descriptor is in non-blocking mode.</summary>
    bool IsNonBlocking { get; }

    /// <summary>Runs once, after the next native send, before its outcome is looked at.</summary>
    void AfterNextSend(Action action);

    /// <summary>The next native send fails with that errno and moves nothing.</summary>
    void FailNextSend(int errno);
}
