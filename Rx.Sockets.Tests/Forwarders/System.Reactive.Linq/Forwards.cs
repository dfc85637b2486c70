using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Runtime.CompilerServices;

[assembly: TypeForwardedTo(typeof(Observable))]
[assembly: TypeForwardedTo(typeof(VirtualTimeScheduler<,>))]
[assembly: TypeForwardedTo(typeof(VirtualTimeSchedulerBase<,>))]
