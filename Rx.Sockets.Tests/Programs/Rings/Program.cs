// Rings forbidden ERRNO: what Auto and Uring do in a process whose seccomp filter denies io_uring_setup, as containers do.
// Rings ends: loops with sends that wait end again and again; how many descriptors of rings and eventfds are left.
// Rings notices: the same with memory that the kernel still reads, to peers that do not.
// Rings leaks COUNT: random cancellations; whether descriptors are left.
// Rings crowd read|killed: ten thousand sockets on one loop, and what becomes of their peer, which is Rings reader COUNT.
// Rings fanout COUNT: one message to many sockets between two marks that a trace of system calls shows.
using System.Globalization;
using Rx.Sockets.Tests.Programs;

return args switch
{
    ["forbidden", var errno] => await Forbidden.RunAsync((uint)Number(errno)),
    ["ends"] => await Ends.RunAsync(),
    ["notices"] => await Notices.RunAsync(),
    ["leaks", var count] => await Leaks.RunAsync(Number(count)),
    ["crowd", "read" or "killed"] => await Crowd.RunAsync(isKilled: args[1] == "killed"),
    ["reader", var count] => await CrowdReader.RunAsync(Number(count)),
    ["fanout", var count] => await TracedFanout.RunAsync(Number(count)),
    _ => throw new ArgumentException("forbidden, ends, notices, leaks, crowd, reader or fanout"),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
