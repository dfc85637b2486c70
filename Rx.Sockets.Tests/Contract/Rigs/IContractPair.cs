namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>A socket under test, its peer, and the loop between them, which turns only inside these methods.</summary>
public interface IContractPair : IAsyncDisposable
{
    RxSocket Socket { get; }

    /// <summary>What the engine asks of the system; needs <see cref="Capability.SystemCalls"/>.</summary>
    ISystemCalls Calls { get; }

    /// <summary>What observers and callbacks threw on the loop. A test that never asks fails when there is anything, at its end.</summary>
    IReadOnlyCollection<Exception> UserErrors { get; }

    /// <summary>Turns the loop as long as something is ready.</summary>
    void RunReady();

    /// <summary>Turns the loop until <paramref name="done"/>; fails at the deadline.</summary>
    void RunUntil(Func<bool> done);

    /// <summary>Puts zeros on the wire, past the engine, until not one byte more fits before the peer reads.</summary>
    /// <returns>How many; the peer has to get rid of them first.</returns>
    long Fill();

    /// <summary>The peer reads exactly so many bytes, while the loop turns.</summary>
    byte[] Read(int count);

    /// <summary>The peer reads exactly so many bytes and forgets them, while the loop turns.</summary>
    void Discard(long count);

    /// <summary>The peer reads whatever comes, as long as <paramref name="goOn"/>, while the loop turns; how much that was.</summary>
    long ReadWhile(Func<bool> goOn);

    /// <summary>The peer reads until the orderly end, while the loop turns.</summary>
    byte[] ReadToEnd();

    /// <summary>The peer closes in good order; it has read all there was.</summary>
    void ClosePeer();

    /// <summary>The peer ends its sending side and goes on reading.</summary>
    void HalfClosePeer();

    /// <summary>The peer goes away without reading; on TCP by a reset.</summary>
    void LosePeer();

    /// <summary>The user ends the sending side of the socket under test, past the engine.</summary>
    void EndSending();

    /// <summary>The user ends the receiving side of the socket under test; needs <see cref="Capability.Receiving"/>.</summary>
    void EndReceiving();

    /// <summary>Somebody disposes the socket behind the back of its RxSocket.</summary>
    void CloseUnderneath();

    /// <summary>Needs <see cref="Capability.EngineDisposal"/>.</summary>
    void DisposeEngine();
}
