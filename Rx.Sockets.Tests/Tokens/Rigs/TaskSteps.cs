using System.Runtime.CompilerServices;
using Rx.Sockets.Tests.Contract.Rigs;

namespace Rx.Sockets.Tests.Tokens.Rigs;

/// <summary>Tasks in tests that turn the loop themselves, all on one thread: nothing here waits.</summary>
internal static class TaskSteps
{
    /// <summary>Turns the loop until the task has ended; its result.</summary>
    public static T Finish<T>(this IContractPair pair, Task<T> task)
    {
        pair.RunUntil(() => task.IsCompleted);
        return task.Outcome();
    }

    /// <summary>Turns the loop until the task has failed; the outcome in its exception.</summary>
    public static SendResult Fail<T>(this IContractPair pair, Task<T> task)
    {
        pair.RunUntil(() => task.IsCompleted);
        return Assert.IsType<SendException>(task.Exception?.InnerException).Result;
    }

    /// <summary>The result of a task that has ended.</summary>
    public static T Outcome<T>(this Task<T> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Its awaiter, for tests that do by hand what the compiler does.</summary>
    public static ValueTaskAwaiter<SendResult> AwaiterOf(ValueTask<SendResult> send) => send.GetAwaiter();

    /// <summary>Its awaiter, which does not come back to the context of the caller.</summary>
    public static ConfiguredValueTaskAwaitable<SendResult>.ConfiguredValueTaskAwaiter FreeAwaiterOf(ValueTask<SendResult> send) =>
        send.ConfigureAwait(false).GetAwaiter();
}
