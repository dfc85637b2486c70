// One ready send on Epoll between two marks that a trace of system calls shows: questions after files that are not there.
using System.Net;
using System.Net.Sockets;
using Rx.Sockets;

using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
listener.Listen(1);
var local = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
local.Connect(listener.LocalEndPoint!);
using var peer = listener.Accept();
await using var socket = new RxSocket(local, new RxSocketOptions { Engine = SocketEngineKind.Epoll });

// The first ones also load and compile, the second what uses the first again: system calls of the runtime.
for (var i = 0; i < 3; i++)
    await socket.AsyncSend(new byte[64]);
File.Exists("/rx-sockets/begin");
var result = await socket.AsyncSend(new byte[64]);
File.Exists("/rx-sockets/end");
Console.WriteLine(result.BytesTransferred);
