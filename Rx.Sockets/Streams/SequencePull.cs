namespace Rx.Sockets.Streams;

/// <summary>Pulls the messages of an asynchronous sequence.</summary>
internal static class SequencePull
{
    public static IDisposable Begin<T>(IAsyncEnumerable<T> source, Func<T, BufferSequence> toMessage, Intake intake)
    {
        _ = PullAsync(source, toMessage, intake);
        return intake;
    }

    private static async Task PullAsync<T>(IAsyncEnumerable<T> source, Func<T, BufferSequence> toMessage, Intake intake)
    {
        try
        {
            if (await intake.BeginAsync().ConfigureAwait(false))
            {
                await foreach (var item in source.WithCancellation(intake.Left).ConfigureAwait(false))
                {
                    if (!await intake.TakeAsync(toMessage(item)).ConfigureAwait(false)) break;
                }
            }

            intake.End(null);
        }
        catch (Exception error)
        {
            intake.End(error);
        }
    }
}
