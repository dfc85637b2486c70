// The smallest thread pool that .NET allows, and all of its threads but one blocked in handlers that wait for sends they started.
using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets;

var threads = Math.Max(2, Environment.ProcessorCount);
ThreadPool.SetMinThreads(1, 1);
if (!ThreadPool.SetMaxThreads(threads, threads)) throw new InvalidOperationException("The pool cannot be made that small.");

using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
listener.Listen(1);
var local = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
local.Connect(listener.LocalEndPoint!);
using var peer = listener.Accept();
using var socket = new RxSocket(local, new RxSocketOptions { Engine = Enum.Parse<SocketEngineKind>(args[0]) });

Console.WriteLine(Nested(threads) == threads ? "complete" : "lost");

// The first wait is on the main thread; each further one blocks a thread of the pool.
long Nested(int depth) => depth == 0
    ? 0
    : socket.AsyncSend(new byte[1]).Select(sent => sent.BytesTransferred + Nested(depth - 1)).Wait();
