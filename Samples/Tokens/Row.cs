namespace Tokens;

/// <summary>One row of a table: one way of sending.</summary>
/// <param name="Token">As a program writes it.</param>
/// <param name="Send">Sends, and waits for the outcome in the way of the token.</param>
internal sealed record Row(string Token, Func<Desk, Task<Answer>> Send)
{
    /// <summary>Whether something stops the send half-way: then the peer reads afterwards only.</summary>
    public bool IsStopped { get; init; }
}
