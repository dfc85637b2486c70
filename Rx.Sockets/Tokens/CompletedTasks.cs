namespace Rx.Sockets.Tokens;

/// <summary>Completed tasks of successes, one for each of the lengths met last: a program sends few different lengths.</summary>
internal static class CompletedTasks
{
    private const int Bits = 6;

    private static readonly Task<SendResult>?[] Known = new Task<SendResult>?[1 << Bits];

    public static Task<SendResult> Of(SendResult result)
    {
        if (!result.IsSuccess) return Task.FromResult(result);

        // Lengths are often multiples of one another, so their last bits would tell them badly apart.
        ref var known = ref Known[unchecked((ulong)result.BytesTransferred * 0x9E3779B97F4A7C15) >> (64 - Bits)];
        var task = Volatile.Read(ref known);
        if (task is null || task.Result != result) Volatile.Write(ref known, task = Task.FromResult(result));
        return task;
    }
}
