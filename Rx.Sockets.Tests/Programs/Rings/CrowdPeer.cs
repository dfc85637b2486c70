using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rx.Sockets.Tests.Programs;

/// <summary>The other side of a crowd: a process of its own, because two times ten thousand descriptors are too many for one.</summary>
internal sealed class CrowdPeer : IDisposable
{
    private readonly Process _process;
    private readonly EndPoint _endPoint;

    /// <param name="count">How many will connect.</param>
    public CrowdPeer(int count)
    {
        string[] arguments = [Environment.GetCommandLineArgs()[0], "reader", count.ToString(CultureInfo.InvariantCulture)];
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _endPoint = new IPEndPoint(IPAddress.Loopback, (int)ReadNumber());
    }

    public Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = CrowdReader.KernelBuffer };
        socket.Connect(_endPoint);
        return socket;
    }

    /// <summary>Until now it has read nothing.</summary>
    public void LetRead() => _process.StandardInput.WriteLine();

    /// <summary>All that it has read, when all connections have ended.</summary>
    public long ReadTotal() => ReadNumber();

    /// <summary>As <c>kill -9</c>.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private long ReadNumber() => long.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
}
