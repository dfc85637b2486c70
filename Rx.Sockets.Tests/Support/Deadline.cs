namespace Rx.Sockets.Tests.Support;

/// <summary>No test waits for ever: every await and every wait has this end.</summary>
public static class Deadline
{
    /// <summary>Far more than anything here takes, so that a busy machine does not decide a test.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task Within(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);
}
