namespace Rx.Sockets;

/// <summary>Says how the outcome of an operation comes back to whoever began it; Asio's completion token.</summary>
/// <typeparam name="TReturn">What beginning the operation returns.</typeparam>
/// <remarks>
/// <para>The ready ones are in <see cref="Use"/>. A token of one's own derives from this class and says in <see cref="Initiate"/> what
/// to do with an operation that is ready to be begun.</para>
/// <para>A token is immutable and may be used for any number of operations, from any thread.</para>
/// </remarks>
public abstract class CompletionToken<TReturn>
{
    /// <summary>Begins the operation, or hands it on; called once for each operation, on the stack of its caller.</summary>
    /// <param name="initiation">The operation. Each call of its members is one independent send of the same buffers.</param>
    /// <returns>What the caller of the operation gets.</returns>
    public abstract TReturn Initiate(SendInitiation initiation);
}
