// Rings forbidden: what Auto and Uring do in a process whose seccomp filter denies io_uring_setup, as containers do.
// Rings ends: loops with sends that wait end again and again; how many descriptors of rings and eventfds are left.
// Rings notices: the same with memory that the kernel still reads, to peers that do not.
using Rx.Sockets.Tests.Programs;

return args switch
{
    ["forbidden"] => await Forbidden.RunAsync(),
    ["ends"] => await Ends.RunAsync(),
    ["notices"] => await Notices.RunAsync(),
    _ => throw new ArgumentException("forbidden, ends or notices"),
};
