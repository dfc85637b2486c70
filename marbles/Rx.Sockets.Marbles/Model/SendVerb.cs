namespace Rx.Sockets.Marbles.Model;

/// <summary>Which operation a send is.</summary>
public enum SendVerb
{
    /// <summary>AsyncSend: one native send, possibly short.</summary>
    Send,

    /// <summary>AsyncWrite: until all is out.</summary>
    Write,

    /// <summary>AsyncWrite of what another send has not sent.</summary>
    Rest,

    /// <summary>Compose: a function that writes each slice as a step.</summary>
    Compose,
}
