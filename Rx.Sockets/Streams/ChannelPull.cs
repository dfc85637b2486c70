using System.Threading.Channels;

namespace Rx.Sockets.Streams;

/// <summary>Pulls the messages of a channel.</summary>
internal static class ChannelPull
{
    public static IDisposable Begin<T>(ChannelReader<T> source, Func<T, BufferSequence> toMessage, Intake intake)
    {
        _ = PullAsync(source, toMessage, intake);
        return intake;
    }

    private static async Task PullAsync<T>(ChannelReader<T> source, Func<T, BufferSequence> toMessage, Intake intake)
    {
        try
        {
            var wanted = await intake.BeginAsync().ConfigureAwait(false);
            while (wanted && await source.WaitToReadAsync(intake.Left).ConfigureAwait(false))
            {
                while (wanted && source.TryRead(out var item))
                    wanted = await intake.TakeAsync(toMessage(item)).ConfigureAwait(false);
            }

            intake.End(null);
        }
        catch (Exception error)
        {
            intake.End(error);
        }
    }
}
