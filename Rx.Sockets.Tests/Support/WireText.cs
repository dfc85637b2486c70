using System.Text;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Support;

/// <summary>What has left a virtual socket, as text.</summary>
internal sealed class WireText
{
    private readonly StringBuilder _text = new();

    public WireText(VirtualSocket socket) => socket.Peer.OnWire.Subscribe(slice => _text.Append(Encoding.ASCII.GetString(slice.Value.Span)));

    public string Text => _text.ToString();
}
