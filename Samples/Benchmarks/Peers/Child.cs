using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Benchmarks.Native;

namespace Benchmarks.Peers;

/// <summary>The other end: this program once more, as a process of its own on a core of its own. It ends with its standard input.</summary>
internal sealed class Child : IDisposable
{
    /// <summary>SO_SNDBUF here and SO_RCVBUF there; fixed, because the kernel's own tuning goes on for seconds.</summary>
    public const int BufferBytes = 256 * 1024;

    private readonly Process _process;
    private readonly IPEndPoint _endPoint;

    private Child(Process process)
    {
        _process = process;
        var port = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peer process ended before it listened.");
        _endPoint = new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
    }

    /// <summary>Starts it. The calling thread goes over to the other core for a moment, for the child to inherit that.</summary>
    /// <param name="verb">A hidden one of <see cref="PeerCommand"/>.</param>
    /// <param name="cores">Ours, and the child's.</param>
    public static Child Start(string verb, Cores cores)
    {
        CpuSet.Pin(cores.Peer);
        try
        {
            return new Child(Process.Start(Self.StartInfo([verb], redirect: true))!);
        }
        finally
        {
            CpuSet.Pin(cores.Sender);
        }
    }

    /// <summary>A fresh connection, in the mode a new socket has.</summary>
    public Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = BufferBytes, NoDelay = true };
        socket.Connect(_endPoint);
        return socket;
    }

    /// <summary>The next line that the child has to say.</summary>
    public string? ReadLine() => _process.StandardOutput.ReadLine();

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
