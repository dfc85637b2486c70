using System.Net.Sockets;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Operations;

/// <summary>Who runs a send: the queue of its socket, or a composed operation. All that an operation asks of it.</summary>
/// <remarks>Whoever waits (an observer, an awaiter, a token) talks to an operation, and the operation to its owner, so that each way of
/// waiting works over each kind of operation.</remarks>
internal interface ISendOwner
{
    /// <summary>Where notifications run.</summary>
    IExecutor Executor { get; }

    /// <summary>Whose time deadlines are counted in.</summary>
    TimeProvider Clock { get; }

    /// <summary>Takes a send over at the end of its Subscribe. Brings it to an outcome, then calls <see cref="SendOperation.Post"/>, once.</summary>
    /// <param name="operation">New; requests made until now are granted. One that <see cref="SendOperation.CanLeave"/> reports
    /// <see cref="Delivered"/> in the end.</param>
    /// <param name="refusal">Why it cannot be sent at all, if so.</param>
    void Submit(SendOperation operation, SocketError refusal);

    /// <summary>A request for one send; <paramref name="cause"/> becomes the inner exception.</summary>
    void Request(SendOperation operation, CancellationLevel level, Exception? cause = null);

    /// <summary>The completion condition of a write has answered.</summary>
    void Answered(Consultation consultation);

    /// <summary>The subscriber has gone.</summary>
    void Leave(SendOperation operation);

    /// <summary>An outcome is about to be delivered on this stack.</summary>
    /// <returns>What <see cref="EndDelivery"/> is to be given.</returns>
    int BeginDelivery(SendOperation operation);

    /// <summary>It has been delivered, or (not <paramref name="delivered"/>) waits for somebody to be delivered to.</summary>
    void EndDelivery(int hold, bool delivered);

    /// <summary>The outcome was polled: no stack of ours will resume the frame.</summary>
    void DropHold(SendOperation operation);

    /// <summary>A subscriber that could leave has been told, or had left.</summary>
    void Delivered();

    /// <summary>The result of a send whose subscriber has left.</summary>
    void Publish(SendResult result);

    /// <summary>An awaited send that is over and can be used again, if there is one.</summary>
    AwaitedSend? TakeSpare();

    /// <summary>Keeps an awaited send that is over.</summary>
    void KeepSpare(AwaitedSend send);
}
