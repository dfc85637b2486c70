using Rx.Sockets;

namespace Tokens;

/// <summary>A token of one's own: how much went out, in KiB.</summary>
internal sealed class Kibibytes : CompletionToken<Task<double>>
{
    public override async Task<double> Initiate(SendInitiation initiation)
    {
        var result = await initiation.Observable;
        return result.BytesTransferred / 1024.0;
    }
}
