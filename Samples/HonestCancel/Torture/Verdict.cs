namespace HonestCancel.Torture;

/// <summary>What became of the request to stop a send.</summary>
public enum Verdict
{
    /// <summary>Nobody asked.</summary>
    NotAsked,
    Granted,
    Refused,
    Late,
}
